"""What rich draws, as bytes: written at once, so that data on standard output and talk keep their order.

On a terminal lines end where the terminal ends. In a pipe or a file nobody wants them cut or wrapped: each row is one
line there, however long.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from netvisor.cli.outcome import write

if TYPE_CHECKING:
    from rich.console import Console


_ENDLESS: Final = 1_000_000
"""The width of an endless line."""


def drawing(*, for_file: bool = False) -> Console:
    """A console that draws into memory: in colours on a terminal, else in plain endless lines."""
    from rich.console import Console

    watched = sys.stdout.isatty() and not for_file
    return Console(
        file=io.StringIO(),
        force_terminal=watched,
        width=Console().width if watched else _ENDLESS,
        highlight=False,
        markup=False,
        emoji=False,
    )


def shows_all(console: Console) -> bool:
    """Whether to write everything: output to a pipe or a file is searched, compared and kept."""
    return console.width >= _ENDLESS


def drawn(console: Console) -> bytes:
    """The drawing in UTF-8, without trailing blanks."""
    if not isinstance(console.file, io.StringIO):
        raise TypeError("the console does not draw into memory")
    lines = console.file.getvalue().split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).encode("utf-8", "replace")


@contextmanager
def stdout_console() -> Iterator[Console]:
    """A console whose drawing is written to stdout when the block ends."""
    console = drawing()
    yield console
    write(drawn(console))
