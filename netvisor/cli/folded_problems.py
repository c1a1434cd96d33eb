"""Problems as people read them: what makes Netvisor refuse the message first, and equal ones in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from os.path import commonpath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netvisor.errors import Problem

_INDEX: Final = re.compile(r"\[[0-9]+\]")
_UNREAD: Final = "self-closing"
_NAMED: Final = 3
"""Elements of a folded line that are named."""


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order in which they are told, those that differ in their place alone told once.

    Elements that are not read keep no message out, so they stand last, all of them in one line.
    """
    every = list(problems)
    unread = [problem for problem in every if problem.rule == _UNREAD]
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in every:
        if problem.rule != _UNREAD:
            key = (_INDEX.sub("", problem.path), problem.rule, problem.found, problem.expected)
            groups.setdefault(key, []).append(problem)
    told = [_counted(group) for group in groups.values()]
    return [*told, *([_unread(unread)] if len(unread) > 1 else unread)]


def _counted(group: list[Problem]) -> Problem:
    first, last = group[0], group[-1]
    if len(group) == 1:
        return first
    until = f", the last at {last.line}:{last.column}" if last.line is not None else f", the last in {last.path}"
    return replace(first, found=f"{first.found} ({len(group)} times{until})")


def _unread(group: list[Problem]) -> Problem:
    """One line for many elements that are not read; each could be sent empty or left out for its own."""
    names = list(dict.fromkeys(f"<{_INDEX.sub('', problem.path).rpartition('/')[2]}/>" for problem in group))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    found = f"{len(group)} self-closing elements are ignored: {', '.join(names[:_NAMED])}{more}"
    expected = "each left out, or with an end tag where it shall be sent empty; --json says what each one takes"
    return replace(group[0], path=commonpath([problem.path for problem in group]), found=found, expected=expected)


__all__ = ["folded"]
