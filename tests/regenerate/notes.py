"""What holds each note of the fact tables: a test, a page of unchecked notes, or nothing that could be checked.

`fixtures/facts/notes.tsv` has a row for each note of a declared resource; of one that is not declared,
`undeclared.tsv` says why. `poe regenerate` adds the rows of new notes, for a person to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from netvisor.protocol.call import Endpoint
from netvisor.resources import endpoints
from tests.facts import FACTS

ROOT: Final = Path(__file__).parents[2]
LEDGER: Final = FACTS / "notes.tsv"
NAME: Final = "fixtures/facts/notes.tsv"
HEADING: Final = """\
# What holds each note of the fact tables of declared resources:
# tests/...::test_name  a test that fails when the note is not kept
# unchecked: words      a line in docs/unchecked-notes/<area>.md says why no call checks it; the words are of that line
# told: words           the Endpoint says so in edit, limits, fee or gaps, and with it docs/resources.md
# declared              the note says what the rows of its table show, which tests/unit/test_facts.py compares
# source                the note is about where the rows come from: nothing to keep
note\theld by
"""
WAYS: Final = "a test, `unchecked: words`, `told: words`, `declared` or `source`; its first lines explain them"


def noted() -> dict[str, list[Endpoint]]:
    """The notes of the fact tables, each with the declared resources that it is about, table by table."""
    found: dict[str, list[Endpoint]] = {}
    for path in sorted(FACTS.glob("*.*.tsv")):
        endpoint = _declared().get(f"{path.name.partition('.')[0]}.nv")
        for line in path.read_text("utf-8").splitlines():
            if endpoint is not None and line.startswith("# note: "):
                found.setdefault(line.removeprefix("# note: "), []).append(endpoint)
    return found


@cache
def _declared() -> dict[str, Endpoint]:
    return {endpoint.resource: endpoint for endpoint in endpoints()}


def held() -> dict[str, str]:
    """What the ledger says of each note."""
    lines = LEDGER.read_text("utf-8").splitlines() if LEDGER.is_file() else []
    rows = [line.partition("\t") for line in lines if line and not line.startswith("#")][1:]
    return {note: holder for note, _, holder in rows}


def ledger() -> str:
    """The text of the ledger with a row for every note, empty behind those that nobody has looked at."""
    known = held()
    return HEADING + "".join(f"{note}\t{known.get(note, '')}\n" for note in noted())


def unheld() -> Iterator[str]:
    """The notes that nothing holds, and what is to be written where."""
    notes, known = noted(), held()
    for note, about in notes.items():
        names = ", ".join(dict.fromkeys(endpoint.resource for endpoint in about))
        if wrong := _wrong(known.get(note, ""), about):
            yield f"{NAME}: {wrong}, for the note of {names}: {note}"
    yield from (f"{NAME}: take out this note, which no table has: {note}" for note in known if note not in notes)


def _wrong(holder: str, about: list[Endpoint]) -> str:
    """What is wrong with the holder of a note; empty when it holds."""
    kind, parted, words = holder.partition(": ")
    if holder in {"declared", "source"}:
        return ""
    if not parted:
        if "::" in holder:
            return "" if holder in _tests() else f"there is no test {holder}"
        return f"{holder or 'nothing'} is not a holder; expected {WAYS}"
    if kind == "told":
        silent = [e.resource for e in about if words not in f"{e.edit} {e.limits} {e.fee} {e.gaps}"]
        return f"the Endpoint of {silent[0]} does not say {words!r}" if silent else ""
    if kind == "unchecked":
        silent = sorted({e.area for e in about if sum(words in line for line in page(e.area)) != 1})
        return f"docs/unchecked-notes/{silent[0]}.md has not one line with the words {words!r}" if silent else ""
    return f"{kind!r} is not a way to hold a note; expected {WAYS}"


@cache
def page(area: str) -> list[str]:
    """The lines of the page of unchecked notes of an area."""
    text = (ROOT / "docs" / "unchecked-notes" / f"{area}.md").read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("- ")]


@cache
def _tests() -> frozenset[str]:
    return frozenset(
        f"{path.relative_to(ROOT).as_posix()}::{name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    )
