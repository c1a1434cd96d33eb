"""`python -m tests.regenerate`: write anew what is made from the declarations, and say what is left to a person.

Everything else stands on the index of the declarations, so that it is written first and by a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.regenerate.files import ROOT


def named(path: Path) -> str:
    """A file as a person names it from the checkout."""
    return os.path.relpath(path, ROOT)


def index() -> Iterator[str]:
    """Write what the interpreter finds the declarations by."""
    from tests.regenerate.files import python_files, write

    yield from (f"written: {named(path)}" for path, wanted in python_files() if write(path, wanted))


def rest() -> Iterator[str]:
    """Write everything else; gives what was written, then what a person still has to do."""
    from tests.regenerate.files import pages, schemas, surplus, write
    from tests.regenerate.finders import TABLE, finders
    from tests.regenerate.goldens import missing_goldens
    from tests.regenerate.known import LIST, all_resources
    from tests.regenerate.left import left
    from tests.regenerate.notes import LEDGER, ledger
    from tests.regenerate.shown import skeletons

    places: list[str] = []
    for path in surplus():
        path.unlink()
        yield f"removed: {named(path)}"
    yield from (f"written: {named(path)}" for path, wanted in schemas() if write(path, wanted))
    for golden in missing_goldens():
        if golden.obstacle:
            places.append(f"{named(golden.path)}: write it, as a rule refuses the examples: {golden.obstacle}")
        elif write(golden.path, golden.body):
            yield f"written: {named(golden.path)}"
            places.append(f"{named(golden.path)}: look at its values, which are the examples of the fact table")
    for table in skeletons():
        write(table.path, table.text.encode())
        yield f"written: {named(table.path)}"
        places += [f"{named(table.path)}: say of {element} which answer shows it" for element in table.open]
    for path, text in ((LEDGER, ledger()), (LIST, all_resources()), (TABLE, finders())):
        if write(path, text.encode()):
            yield f"written: {named(path)}"
    yield from (f"written: {named(path)}" for path, wanted in pages() if write(path, wanted))
    yield from (f"to do: {line}" for line in (*places, *left()))


if __name__ == "__main__":
    lines = rest() if sys.argv[1:] == ["rest"] else index()
    for line in lines:
        print(line, flush=True)  # noqa: T201  # this is a command
    if not sys.argv[1:]:
        raise SystemExit(subprocess.run([sys.executable, "-m", "tests.regenerate", "rest"], check=False).returncode)
