"""The notes of the fact tables: each is held by a test, or told on the page of its area with the reason why not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from netvisor.resources import AREAS, find
from tests.regenerate import notes as notes_of_tables
from tests.regenerate.files import complaint
from tests.regenerate.notes import LEDGER, ledger, unheld

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "unchecked-notes").glob("*.md"))
NOTE = re.compile(r"- (?P<about>[a-z][a-z, .A-Z]*): (?P<note>.+) — (?P<reason>[^—]+[.?])")


def notes(page: Path) -> list[str]:
    return [line for line in page.read_text("utf-8").splitlines() if line.startswith("- ")]


def test_every_area_has_a_page_and_the_index_leads_to_each() -> None:
    assert [page.stem for page in PAGES] == sorted(AREAS)
    index = (DOCS / "unchecked-notes.md").read_text("utf-8")
    assert re.findall(r"^- \[(\w+)\]\(unchecked-notes/\1\.md\)$", index, re.MULTILINE) == sorted(AREAS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_note_names_its_resource_and_the_reason(page: Path) -> None:
    assert notes(page)
    for line in notes(page):
        match = NOTE.fullmatch(line)
        assert match, line
        for name in re.findall(r"\b[a-z]+\.nv\b", match["about"]):
            assert find(name).area == page.stem, line


def test_a_note_without_a_reason_is_found() -> None:
    assert NOTE.fullmatch("- customer.nv: the operator must be known — which ones there are was not found.")
    assert not NOTE.fullmatch("- customer.nv: the operator must be known.")


# The notes of the fact tables.


def test_every_note_of_the_fact_tables_is_held_by_a_test_or_listed() -> None:
    assert "\n".join(unheld()) == ""


def test_the_ledger_has_the_notes_in_the_order_of_their_tables() -> None:
    assert complaint(LEDGER, ledger().encode()) == ""


SALES = "at most 500 documents in one answer"


@pytest.mark.parametrize(
    ("holder", "told"),
    [
        ("", "nothing is not a holder; expected a test, `unchecked: words`"),
        ("tests/unit/test_nowhere.py::test_nothing", "there is no test tests/unit/test_nowhere.py::test_nothing"),
        ("unchecked: no such words", "docs/unchecked-notes/sales.md has not one line with the words 'no such words'"),
        ("unchecked: salesinvoice.nv", "docs/unchecked-notes/sales.md has not one line"),
        ("told: no such words", "the Endpoint of salesinvoicelist.nv does not say 'no such words'"),
        ("guess: words", "'guess' is not a way to hold a note"),
    ],
)
def test_a_note_that_nothing_holds_is_told_with_what_would(
    holder: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes_of_tables, "noted", lambda: {"a note": [find("salesinvoicelist")]})
    monkeypatch.setattr(notes_of_tables, "held", lambda: {"a note": holder})
    (line,) = unheld()
    assert line.startswith(f"fixtures/facts/notes.tsv: {told}")
    assert line.endswith("for the note of salesinvoicelist.nv: a note")


@pytest.mark.parametrize("holder", ["declared", "source", f"unchecked: {SALES}", "told: invoicesabovenetvisorkey"])
def test_a_note_that_is_held_is_not_told(holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = replace(find("salesinvoicelist"), limits="go on with invoicesabovenetvisorkey")
    monkeypatch.setattr(notes_of_tables, "noted", lambda: {"a note": [endpoint]})
    monkeypatch.setattr(notes_of_tables, "held", lambda: {"a note": holder})
    assert list(unheld()) == []


def test_a_note_that_no_table_has_leaves_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_of_tables, "noted", dict)
    assert all("take out this note, which no table has" in line for line in unheld())
    assert ledger() == notes_of_tables.HEADING
