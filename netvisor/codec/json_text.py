"""JSON text: read without floats or lost keys, with the line and column of every value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, NoReturn, TypeAlias

from netvisor.declare import words
from netvisor.errors import MessageError, Problem

Step: TypeAlias = str | int
Places: TypeAlias = dict[tuple[Step, ...], tuple[int, int]]
"""Line and column, both from 1, of each value, by its way from the top; keys as `words` writes them."""

SCHEMA_KEY: Final = "$schema"
"""The key by which a file tells editors its schema; no part of the message."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL)
_STEP = re.compile(r"[^.\[\]|]+")


def load_json(text: str) -> Any:
    """Plain values from a JSON text: fractions as `Decimal`, never through float.

    Raises:
        MessageError: the text is not JSON, contains NaN or Infinity, or an object has a key twice.

    >>> load_json('{"sum": 244.10}')
    {'sum': Decimal('244.10')}
    """
    twice = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(items)
        twice |= len(made) < len(items)
        return made

    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        more = error.msg == "Extra data" and text[error.pos :].lstrip()[:1] == "{"
        found = "a second object after the first: each on a line of its own, or all in a list" if more else error.msg
        raise MessageError([_problem(found, line=error.lineno, column=error.colno)]) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise MessageError([_problem(str(error))]) from error
    if twice:
        raise MessageError(list(_repeated(text)))
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _problem(found: str, line: int | None = None, column: int | None = None) -> Problem:
    return Problem(path="message", rule="json", found=found, expected="JSON text", line=line, column=column)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token of a JSON text: a key, or the beginning of a value."""

    way: tuple[Step, ...]
    key: str | None
    line: int
    column: int


def _tokens(text: str) -> Iterator[_Token]:
    way: list[Step] = []
    line, start, seen = 1, 0, 0
    key_next = False
    for match in _TOKEN.finditer(text):
        at, what = match.start(), match.group()
        breaks = text.count("\n", seen, at)
        if breaks:
            line, start = line + breaks, text.rfind("\n", seen, at) + 1
        seen = at
        if what in "}]":
            way = way[:-1]
            key_next = False
        elif what == ",":
            key_next = bool(way) and isinstance(way[-1], str)
            if way and isinstance(way[-1], int):
                way[-1] += 1
        elif what != ":":
            key = json.loads(what) if key_next and what[0] == '"' else None
            if key is not None:
                way[-1] = words(key)
            yield _Token(tuple(way), key, line, at - start + 1)
            key_next = what == "{"
            if what in "{[":
                way.append("" if what == "{" else 0)


def places(text: str) -> Places:
    """Where each value of a JSON text begins; for the value of a key, where the key begins.

    The text must be one that `load_json` accepts.
    """
    found: Places = {}
    for token in _tokens(text):
        found.setdefault(token.way, (token.line, token.column))
    return found


def _repeated(text: str) -> Iterator[Problem]:
    seen: set[tuple[tuple[Step, ...], str]] = set()
    for token in _tokens(text):
        if token.key is None:
            continue
        if (token.way, token.key) in seen:
            yield Problem(
                path=_dotted(token.way),
                rule="duplicate-key",
                found=f'the key "{token.key}" is repeated',
                expected="each key once",
                line=token.line,
                column=token.column,
            )
        seen.add((token.way, token.key))


def _dotted(way: tuple[Step, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way).lstrip(".")


def with_places(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems of a message with the lines and columns of the JSON text that it was read from.

    Missing elements get the place of the object that lacks them.
    """
    where = places(text)
    return [problem if problem.line else _placed(problem, where) for problem in problems]


def _placed(problem: Problem, where: Places) -> Problem:
    way: list[Step] = [int(s) if s.isdecimal() else words(s) for s in _STEP.findall(problem.path)]
    while tuple(way) not in where and way:
        way.pop()
    if tuple(way) not in where:
        return problem
    line, column = where[tuple(way)]
    return replace(problem, line=line, column=column)
