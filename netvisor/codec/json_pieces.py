"""JSON texts with one message or many: a list, or objects on lines of their own (JSON Lines)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from netvisor.codec.json_message import message_from_json
from netvisor.codec.json_text import SCHEMA_KEY, load_json, with_places
from netvisor.declare import Method
from netvisor.errors import MessageError, Problem
from netvisor.lazy_dataclass import frozen

M = TypeVar("M")

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder()


@frozen(kw_only=True)
class Piece:
    """The text of one message, and where it begins in the whole text."""

    text: str
    line: int = 1
    column: int = 1
    broken: tuple[Problem, ...] = ()
    """Why the whole text is no JSON from here on; nothing behind this piece can be read."""

    def message(self, cls: type[M], folder: Path, method: Method | None = None) -> M:
        """The checked message of this piece; its problems have their lines and columns in the whole text.

        Args:
            cls: the message class.
            folder: the folder to which the paths of attachments are relative.
            method: `add` or `edit`, to check the rules of that method too.

        Raises:
            MessageError: the JSON or the message is wrong.
        """
        if self.broken:
            raise MessageError(self.broken)
        try:
            value = load_json(self.text)
        except MessageError as error:
            raise MessageError(self._moved(error.problems)) from error
        try:
            return message_from_json(cls, _without_schema(value), folder, method)
        except MessageError as error:
            raise MessageError(self.placed(error.problems)) from error

    def placed(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems of the message with their lines and columns in the whole text."""
        return self._moved(with_places(problems, self.text))

    def _moved(self, problems: Iterable[Problem]) -> list[Problem]:
        return [self._moved_one(problem) for problem in problems]

    def _moved_one(self, problem: Problem) -> Problem:
        if problem.line is None or problem.column is None:
            return problem
        before = self.column - 1 if problem.line == 1 else 0
        return replace(problem, line=problem.line + self.line - 1, column=problem.column + before)


def _without_schema(value: Any) -> Any:
    """A message without the key that is meant for editors."""
    if isinstance(value, dict) and isinstance(value.get(SCHEMA_KEY), str):
        return {key: inner for key, inner in value.items() if key != SCHEMA_KEY}
    return value


def pieces(text: str) -> list[Piece] | None:
    r"""The messages of a JSON list or of JSON Lines; `None` for a text that is not meant to hold several.

    A list that is broken somewhere gives the messages before that place, and a last piece that says what is wrong.
    Lines are read one by one, so that a broken one hides no other.

    >>> [(piece.line, piece.text) for piece in pieces('[{"a": 1},\n {"a": 2}]')]
    [(1, '{"a": 1}'), (2, '{"a": 2}')]
    >>> [piece.text for piece in pieces('{"a": 1}\n{"a": }\n')]
    ['{"a": 1}', '{"a": }']
    >>> pieces('{"a": 1}') is None
    True
    """
    if text.lstrip()[:1] == "[":
        return list(_items(text))
    return _lines(text)


def _lines(text: str) -> list[Piece] | None:
    # Not by `splitlines`: texts may contain separators other than line breaks.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or _is_object(text) or not _are_objects([line.strip() for _, line in lines]):
        return None
    return [Piece(text=line.strip(), line=number, column=_indent(line) + 1) for number, line in lines]


def _are_objects(lines: list[str]) -> bool:
    """Whether lines are meant to be objects of their own, though some may be broken."""
    return _is_object(lines[0]) or all(line[0] == "{" and line[-1] == "}" for line in lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _items(text: str) -> Iterator[Piece]:
    at = _after_space(text, text.index("[") + 1)
    if text[at:].rstrip() == "]":
        return
    line, seen = 1, 0
    while True:
        line, seen = line + text.count("\n", seen, at), at
        column = at - text.rfind("\n", 0, at)
        try:
            _, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        after = _after_space(text, end)
        last = text[after:].rstrip() == "]"
        if not last and text[after : after + 1] != ",":
            break
        yield Piece(text=text[at:end], line=line, column=column)
        if last:
            return
        at = _after_space(text, after + 1)
    yield Piece(text=text[at:], line=line, column=column, broken=_no_json(text))


def _no_json(text: str) -> tuple[Problem, ...]:
    try:
        load_json(text)
    except MessageError as error:
        behind = "the rest of the list cannot be read"
        return tuple(replace(problem, found=f"{problem.found}; {behind}") for problem in error.problems)
    raise RuntimeError("a JSON list that cannot be read item by item")


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
