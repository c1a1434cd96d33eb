"""Pages: whatever a result holds, no page is larger than the setting, and together they are the result."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.assistants.pages import CursorUnknown, Pages, Told, json_text

MOST = 4_000
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: text * 40)
ITEMS = st.lists(st.one_of(TEXTS, st.integers(), st.dictionaries(TEXTS, TEXTS, max_size=3)), max_size=12)


def every_page(pages: Pages, told: Told) -> list[dict[str, Any]]:
    texts = [pages.first(told)[0]]
    while cursor := json.loads(texts[-1]).get("cursor"):
        texts.append(pages.go_on(cursor)[0])
    assert max(len(text.encode()) for text in texts) <= MOST
    return [json.loads(text) for text in texts]


def joined(pages: list[dict[str, Any]]) -> list[Any]:
    """The items that the pages hold, as a reader puts them together."""
    items: list[Any] = []
    text = ""
    for page in pages:
        items += page.get("items", [])
        if "json_text" in page:
            text += page["json_text"]
            if page["piece"] == page["pieces"]:
                items.append(json.loads(text))
                text = ""
    return items


@given(items=ITEMS)
def test_the_pages_of_a_list_are_the_list(items: list[Any]) -> None:
    pages = every_page(Pages(MOST, {"company": "1234567-8"}), Told(head={}, items=[json_text(each) for each in items]))
    assert joined(pages) == items
    assert all(page["company"] == "1234567-8" for page in pages)


@given(item=st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=6))
def test_the_pages_of_a_record_are_the_record(item: dict[str, Any]) -> None:
    pages = every_page(Pages(MOST, {}), Told(head={}, items=[json_text(item)], single=True))
    assert (pages[0]["data"] if len(pages) == 1 else joined(pages)[0]) == item


@given(head=st.dictionaries(st.sampled_from("abcde"), TEXTS, max_size=5))
def test_long_texts_of_the_head_are_cut(head: dict[str, str]) -> None:
    text, _ = Pages(MOST, {}).first(Told(head=head, items=[json_text("x" * 100)]))
    shown = json.loads(text)
    assert all(shown[name] == value or shown[name].endswith("… (cut)") for name, value in head.items())


def test_an_old_result_is_forgotten() -> None:
    pages = Pages(MOST, {})
    long = Told(head={}, items=[json_text("x" * 3_000)] * 3)
    cursors = [json.loads(pages.first(long)[0])["cursor"] for _ in range(9)]
    with pytest.raises(CursorUnknown, match="is unknown or too old"):
        pages.go_on(cursors[0])
    assert pages.go_on(cursors[1])[1] is False


def test_an_error_goes_on_as_an_error() -> None:
    pages = Pages(MOST, {})
    text, is_error = pages.first(Told(head={}, items=[json_text("x" * 3_000)] * 2, is_error=True))
    assert (is_error, pages.go_on(json.loads(text)["cursor"])[1]) == (True, True)


def test_a_lone_surrogate_comes_out_as_its_escape() -> None:
    assert json_text("\ud800") == '"\\ud800"'
