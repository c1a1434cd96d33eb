"""The glossary speaks of names that exist, and splits them as the declarations do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.declared_names import declared_names, words_of

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)


def explained() -> list[str]:
    """The names in the first column that are words, not patterns of names."""
    names = [name for row in ROW.findall(GLOSSARY.read_text("utf-8")) for name in re.findall("`([^`]+)`", row)]
    return [name for name in names if re.fullmatch("[a-z0-9_]+", name)]


def used() -> set[tuple[str, ...]]:
    """Every run of words within a declared name; a word in the plural counts as its singular too."""
    runs = set()
    for name, _ in declared_names():
        words = words_of(name)
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                runs.add(words[start:end])
                runs.add((*words[start : end - 1], words[end - 1].removesuffix("s")))
    return runs


def test_every_name_of_the_glossary_is_declared_somewhere() -> None:
    there = used()
    assert [name for name in explained() if words_of(name) not in there] == []


def test_the_glossary_explains_each_name_once_within_a_table() -> None:
    for table in GLOSSARY.read_text("utf-8").split("\n## "):
        names = [name for row in ROW.findall(table) for name in re.findall("`([^`]+)`", row)]
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", ["netvisor_keys_of_nobody", "netvisorkey"])
def test_a_name_that_nobody_uses_would_be_found(name: str) -> None:
    assert words_of(name) not in used()
