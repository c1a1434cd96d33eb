"""The notes that no call checks: a page for each area, each note with its resource and a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netvisor.resources import AREAS, find

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
