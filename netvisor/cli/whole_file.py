"""Files that are written whole or not at all: until they are complete, they have another name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import click


@contextmanager
def whole_files(*names: str) -> Iterator[tuple[Path, ...]]:
    """Paths to write to; the files get their names when the block ends, and are removed if it raises.

    What was there before is replaced only then, and its permissions are kept. A device or a pipe is written directly.

    Raises:
        click.UsageError: a file cannot be written.
    """
    with ExitStack() as stack:
        yield tuple(stack.enter_context(_whole_file(name)) for name in names)


@contextmanager
def _whole_file(name: str) -> Iterator[Path]:
    try:
        final = Path(os.path.realpath(name))
        if final.exists() and not final.is_file():
            yield final
            return
        part = final.with_name(f".{final.name}.{token_hex(4)}.part")
        part.touch(exist_ok=False)
    except OSError as error:
        raise _cannot_write(name, error) from error
    try:
        yield part
        with suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(final.stat().st_mode))
        part.replace(final)
    except OSError as error:
        raise _cannot_write(name, error) from error
    finally:
        part.unlink(missing_ok=True)


def _cannot_write(name: str, error: OSError) -> click.UsageError:
    return click.UsageError(f"cannot write {name}: {error.strerror or error}")
