"""Lines of a tree: plain and endless in a pipe or file; on a terminal in colours, and wrapped below their guides.

`rich` draws such trees too, but loading it takes longer than all else that `netvisor show` does.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import click

Part: TypeAlias = tuple[str, str]
"""A text and the name of its style: `bold`, `dim`, the name of a colour, or nothing."""

_WORD: Final = re.compile(r"\s*\S+")
_NARROWEST: Final = 10
"""So many columns a text has at the least, however deep it stands."""


@dataclass(slots=True)
class Branch:
    """One line of a tree, with those below it."""

    parts: Sequence[Part]
    below: list[Branch] = field(default_factory=list)

    def add(self, *parts: Part) -> Branch:
        """Put a line below this one."""
        self.below.append(Branch(parts))
        return self.below[-1]


def tree_lines(tree: Branch, width: int | None) -> Iterator[str]:
    """The lines of a tree."""
    yield from wrapped("", "", tree.parts, width)
    yield from _below(tree, "", width)


def _below(branch: Branch, guides: str, width: int | None) -> Iterator[str]:
    for each in branch.below:
        is_last = each is branch.below[-1]
        inner = guides + ("    " if is_last else "│   ")
        under = inner + ("│   " if each.below else "")
        yield from wrapped(guides + ("└── " if is_last else "├── "), under, each.parts, width)
        yield from _below(each, inner, width)


def wrapped(first: str, further: str, parts: Sequence[Part], width: int | None) -> Iterator[str]:
    """The lines of a text: one without a width, else as many as it needs, with what stands before them."""
    if width is None:
        yield first + "".join(text for text, _ in parts)
        return
    line, taken, before = "", 0, first
    for text, style in parts:
        for word in _WORD.findall(text):
            room = max(width - len(before), _NARROWEST)
            if taken and taken + len(word) > room:
                yield _styled(before, "dim") + line
                line, taken, before = "", 0, further
                word = word.lstrip()
            while len(word) > (room := max(width - len(before), _NARROWEST)):
                yield _styled(before, "dim") + _styled(word[:room], style)
                word, before = word[room:], further
            line += _styled(word, style)
            taken += len(word)
    yield _styled(before, "dim") + line


def _styled(text: str, style: str) -> str:
    if not style or "NO_COLOR" in os.environ:
        return text
    return click.style(text, bold=style == "bold", dim=style == "dim", fg=None if style in {"bold", "dim"} else style)


def terminal_width() -> int | None:
    """The columns of the terminal that standard output is; `None` for a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size  # slow to load

    return get_terminal_size().columns
