"""Trees as lines: endless in a pipe, and on a terminal wrapped below their guides, nothing lost."""

from __future__ import annotations

import pytest

from netvisor.cli.tree_lines import Branch, tree_lines


def tree() -> Branch:
    made = Branch([("root", "")])
    first = made.add(("name", "bold"), ("  one two three four five", ""))
    first.add(("a", ""))
    made.add(("abcdefghijklmnopqrstuvwxyz", "dim"))
    return made


def test_a_pipe_gets_each_line_whole() -> None:
    assert list(tree_lines(tree(), None)) == [
        "root",
        "├── name  one two three four five",
        "│   └── a",
        "└── abcdefghijklmnopqrstuvwxyz",
    ]


def test_a_narrow_terminal_wraps_between_words_and_inside_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert list(tree_lines(tree(), 18)) == [
        "root",
        "├── name  one two",
        "│   │   three four",
        "│   │   five",
        "│   └── a",
        "└── abcdefghijklmn",
        "    opqrstuvwxyz",
    ]


def test_a_terminal_gets_colours_unless_it_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in "".join(tree_lines(tree(), 80))
