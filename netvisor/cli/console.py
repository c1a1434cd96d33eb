"""What rich draws, as bytes: written at once, so that data on standard output and talk keep their order."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netvisor.cli.outcome import write

if TYPE_CHECKING:
    from rich.console import Console


def drawing(width: int | None = None) -> Console:
    """A console that draws into memory: in colours when a person looks at standard output, plain otherwise."""
    from rich.console import Console

    watched = sys.stdout.isatty() and width is None
    return Console(
        file=io.StringIO(), force_terminal=watched, width=width or Console().width, highlight=False, markup=False
    )


def drawn(console: Console) -> bytes:
    """What was drawn, in UTF-8; without the blanks that fill the ends of lines."""
    if not isinstance(console.file, io.StringIO):
        raise TypeError("the console does not draw into memory")
    lines = console.file.getvalue().split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).encode("utf-8", "replace")


@contextmanager
def stdout_console() -> Iterator[Console]:
    """A console whose drawing goes to standard output when the block ends."""
    console = drawing()
    yield console
    write(drawn(console))


on_paper = stdout_console
