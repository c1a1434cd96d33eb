"""Private files: created for one user alone, and a warning about files that others can read.

Windows has other permissions: files are created there as usual, and nothing is checked.
"""

from __future__ import annotations

import os
import stat
import threading
import warnings
from typing import Final

from netvisor.errors import ExposedFile

_PRIVATE: Final = 0o600

_ALL: Final = 0o066
_OTHERS: Final = 0o006

_creating: Final = threading.Lock()


def create_private(path: str) -> None:
    """Create an empty file that only its owner can read and write; an existing file stays as it is.

    Raises:
        OSError: it cannot be created.
    """
    # On POSIX, whoever closes a file gives up all locks that the process has on it, those of SQLite included. So the
    # file is closed before anybody else of this process finds it, and one that exists is not opened at all.
    with _creating:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))
        except FileExistsError:
            return


def warn_if_exposed(*paths: str, holds: str) -> None:
    """Warn about files that other users of the machine can read or change.

    Args:
        paths: the files; missing ones, and pipes and the like, are skipped.
        holds: their content, for the text.
    """
    exposed = [path for path in paths if _is_exposed(path)]
    if exposed:
        warnings.warn(ExposedFile(exposed, holds), stacklevel=3)


def _is_exposed(path: str) -> bool:
    if os.name != "posix":
        return False
    try:
        found = os.stat(path)
    except OSError:
        return False
    # The group's permissions on another user's file may be how this user can read it at all.
    loose = _ALL if found.st_uid == os.getuid() else _OTHERS
    return stat.S_ISREG(found.st_mode) and bool(found.st_mode & loose)
