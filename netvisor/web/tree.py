"""A message as a tree with its problems in place, as far as its bytes can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from netvisor.codec.limits import REQUEST_LIMITS, Guarded, Limits, XmlRefused
from netvisor.codec.tree import BOM, Node, read_tree
from netvisor.errors import Problem

_MOST_TWIGS: Final = 3000
"""The most elements shown of one message, not counting those with a problem."""
_MOST_TEXT: Final = 600
"""The most characters shown of one text."""
_TREE_LIMITS: Final = Limits(elements=200_000)


@dataclass(slots=True, kw_only=True)
class Mark:
    """A problem at its place in the tree."""

    number: int
    problem: Problem


@dataclass(slots=True, kw_only=True)
class Twig:
    """One element as the tree shows it."""

    name: str
    line: int
    attributes: list[tuple[str, str]]
    text: str
    cut: int
    """Characters of the text that are not shown."""
    self_closing: bool
    ended: bool
    """Whether its end could be read."""
    marks: list[Mark]
    twigs: list[Twig] = field(default_factory=list)
    hidden: int = 0
    """Elements right below it that are not shown."""


@dataclass(slots=True, kw_only=True)
class Tree:
    """A whole message, or as much of it as can be read."""

    root: Twig | None
    marks: list[Mark]
    """All problems; those with a place in the tree are also there."""
    end: str = ""
    """Why the tree ends before the message does."""
    elsewhere: list[Mark] = field(default_factory=list)
    """The problems that have no place in the tree."""
    lines: bool = False
    """Whether line numbers are useful: the message has more than one line."""


def tree_of(body: bytes, charset: str, problems: Iterable[Problem] = (), *, cut: bool = False) -> Tree:
    """The tree of some bytes, with the problems at their elements.

    Args:
        body: the bytes.
        charset: their charset.
        problems: their problems.
        cut: whether the bytes are only the beginning of the message.
    """
    marks = [Mark(number=number, problem=problem) for number, problem in enumerate(problems, 1)]
    text = body.removeprefix(BOM)
    end = ""
    try:
        root = read_tree(text, charset, limits=_TREE_LIMITS)
    except XmlRefused as error:
        end = "The log kept only this much of the message." if cut else f"It cannot be parsed any further: {error}."
        found, opened = _beginning(text, charset)
        if found is None:
            return Tree(root=None, marks=marks, end=end, elsewhere=marks)
        root = found
    placed = _Placed(marks)
    twig = placed.twig(root)
    tree = Tree(root=twig, marks=marks, end=end, lines=b"\n" in text.strip())
    if end:
        _leave_open(twig, opened, [mark for mark in marks if mark.problem.rule == "xml"], placed.done)
    tree.elsewhere = [mark for mark in marks if mark.number not in placed.done]
    return tree


def _leave_open(twig: Twig, opened: int, marks: list[Mark], done: set[int]) -> None:
    """Show unfinished elements as open, and the parse error at the innermost one."""
    for _ in range(opened - 1):
        twig.ended = False
        if not twig.twigs:
            break
        twig = twig.twigs[-1]
    twig.ended, twig.text = False, twig.text.rstrip()
    twig.marks = [*twig.marks, *(mark for mark in marks if mark.number not in done)]
    done.update(mark.number for mark in marks)


def _beginning(text: bytes, charset: str) -> tuple[Node | None, int]:
    """The readable part of a document with its open elements closed, and their number; `None` if there is none."""
    names: list[str] = []
    try:
        guard = Guarded(REQUEST_LIMITS, charset)
    except XmlRefused:
        return None, 0
    parser = guard.parser
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.EndElementHandler = lambda _: names.pop()
    try:
        guard.read(text)
    except XmlRefused:
        closing = "".join(f"</{name}>" for name in reversed(names))
        text = _whole_tags(text[: parser.CurrentByteIndex]) + closing.encode(charset, "replace")
    try:
        return read_tree(text, charset, limits=_TREE_LIMITS), len(names)
    except XmlRefused:
        return None, 0


def _whole_tags(text: bytes) -> bytes:
    """A text without the tag that begins at its end: the parser may stop within one."""
    at = text.rfind(b"<")
    return text if b">" in text[at:] else text[:at]


class _Placed:
    """Turns nodes into twigs, up to a limit."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.done: set[int] = set()
        self._marks: dict[tuple[int | None, int | None], list[Mark]] = {}
        for mark in marks:
            self._marks.setdefault((mark.problem.line, mark.problem.column), []).append(mark)
        self._left = _MOST_TWIGS

    def twig(self, node: Node) -> Twig:
        self._left -= 1
        marks = self._marks.get((node.line, node.column), [])
        self.done.update(mark.number for mark in marks)
        twig = Twig(
            name=node.name,
            line=node.line,
            attributes=[(name, value[:_MOST_TEXT]) for name, value in node.attributes.items()],
            text=node.text[:_MOST_TEXT],
            cut=max(0, len(node.text) - _MOST_TEXT),
            self_closing=node.self_closing,
            ended=True,
            marks=marks,
        )
        for child in node.children:
            if self._left > 0 or self._troubled(child):
                twig.twigs.append(self.twig(child))
            else:
                twig.hidden += 1
        return twig

    def _troubled(self, node: Node) -> bool:
        return (node.line, node.column) in self._marks or any(self._troubled(child) for child in node.children)
