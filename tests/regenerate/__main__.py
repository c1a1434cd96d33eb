"""`python -m tests.regenerate`: write anew what is made from the declarations, and say what is left to a person.

Everything else stands on the index of the declarations, so that it is written first and by a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.regenerate.files import ROOT


def told(path: Path) -> str:
    """A line about a file that was written."""
    return f"written: {path.relative_to(ROOT)}"


def index() -> Iterator[str]:
    """Write what the interpreter finds the declarations by."""
    from tests.regenerate.files import python_files, write

    yield from (told(path) for path, wanted in python_files() if write(path, wanted))


def rest() -> Iterator[str]:
    """Write everything else; gives what was written, then what a person still has to do."""
    from tests.regenerate.files import pages, schemas, surplus, write
    from tests.regenerate.goldens import missing_goldens
    from tests.regenerate.left import left
    from tests.regenerate.notes import LEDGER, ledger
    from tests.regenerate.shown import skeletons

    open_places: list[str] = []
    for path in surplus():
        path.unlink()
        yield f"removed: {path.relative_to(ROOT)}"
    yield from (told(path) for path, wanted in schemas() if write(path, wanted))
    for golden in missing_goldens():
        if golden.obstacle:
            open_places.append(
                f"{golden.path.relative_to(ROOT)}: write it; what would be written is refused: {golden.obstacle}"
            )
        elif write(golden.path, golden.body):
            yield told(golden.path)
            open_places.append(f"{golden.path.relative_to(ROOT)}: put in values that a company would send")
    for table in skeletons():
        write(table.path, table.text.encode())
        yield told(table.path)
        open_places += [
            f"{table.path.relative_to(ROOT)}: say of {element} which answer shows it" for element in table.open
        ]
    if write(LEDGER, ledger().encode()):
        yield told(LEDGER)
    yield from (told(path) for path, wanted in pages() if write(path, wanted))
    yield from (f"to do: {line}" for line in (*open_places, *left()))


if __name__ == "__main__":
    lines = rest() if sys.argv[1:] == ["rest"] else index()
    for line in lines:
        print(line, flush=True)  # noqa: T201  # this is a command
    if not sys.argv[1:]:
        raise SystemExit(subprocess.run([sys.executable, "-m", "tests.regenerate", "rest"], check=False).returncode)
