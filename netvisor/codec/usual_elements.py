"""Reads elements of an answer in their usual form from its bytes, before the parser gets them.

A long list repeats the same few tags. Wherever the parser is between two elements, complete children in the usual form
are split at their tags and read from tables; the parser never sees them, and the document stays well-formed without
them. Everything else goes to the parser: the head and the end of a list, elements that a block cuts in two, comments,
CDATA, elements in another form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from netvisor.codec.reader_tables import Entry, ReaderTable, read_attributes, typed
from netvisor.codec.usual_text import ATTRIBUTE, TAG, Unusual, pieces_of, unescaped
from netvisor.codec.values import Reader

Standing: TypeAlias = tuple[ReaderTable, Any]
"""Where the parser stands: the children that may come, and the object that they belong to."""
Outcome: TypeAlias = Literal["all", "some", "none", "waits"]
"""What became of the children that come: `all` were read; `some` may have been, before an unusual one; `none` can be;
or the first one `waits` for its end."""

HELD: Final = 1 << 16
"""The most bytes that wait for the end of an element."""
DEEPEST: Final = 32
"""How many elements inside each other are read here."""
_CUTS: Final = 32
"""How often a block is cut to find out where the parser is; then its rest goes to the parser."""
_FAILURES: Final = 3
"""How often elements of a block turn out to be unusual; then the rest of it goes to the parser, which does not mind."""
_LONGEST_PAUSE: Final = 63
"""How many blocks go to the parser, after many with unusual elements, before the next attempt."""
_MOST_TAGS: Final = 1_000
"""The most tags that a table learns: legitimate answers have few, hostile ones many."""
_START: Final = re.compile(rb"[ \t\r\n]*<([A-Za-z_][A-Za-z0-9_.-]*)")


class Shortcut:
    """Takes the bytes of an answer past the parser where they can be read directly, else through it.

    Args:
        standing: where the parser is; `None` if it is not between two elements.
        parse: feeds the parser.
        skip: counts bytes that bypass the parser.
        items: takes the items of a stream.
    """

    def __init__(
        self,
        standing: Callable[[], Standing | None],
        parse: Callable[[bytes], None],
        skip: Callable[[int], None],
        items: list[Any],
    ) -> None:
        self._standing = standing
        self._parse = parse
        self._skip = skip
        self._items = items
        self._held = b""
        self._pause = self._pausing = 0

    def feed(self, block: bytes) -> None:
        """Take the next bytes; the last ones may be held back until more come."""
        data = self._held + block
        at, cuts, failures = 0, _CUTS, _FAILURES
        if self._pausing:
            self._pausing -= 1
            cuts = 0
        while at < len(data):
            standing = self._standing() if cuts and failures else None
            if standing is not None:
                taken, outcome = self._take(data, at, *standing)
                at += taken
                if outcome == "waits" and len(data) - at <= HELD:
                    break
                if outcome == "all":
                    continue
                failures -= outcome == "some"
            # One more tag for the parser, which then is between two elements again.
            end = data.find(b">", at) if cuts and failures else data.rfind(b">", at)
            if end < 0 and len(data) - at <= HELD:
                break
            end = len(data) if end < 0 else end + 1
            self._parse(data[at:end])
            at, cuts = end, max(cuts - 1, 0)
        self._held = data[at:]
        if failures < _FAILURES and not (cuts and failures):
            # The more often the form is unusual, the longer the next attempt waits.
            self._pause = self._pausing = min(2 * self._pause + 1, _LONGEST_PAUSE)
        elif failures == _FAILURES and cuts:
            self._pause = 0

    def close(self) -> None:
        """Pass what was held back to the parser."""
        held, self._held = self._held, b""
        self._parse(held)

    def _take(self, data: bytes, at: int, table: ReaderTable, here: Any) -> tuple[int, Outcome]:
        """Read the next complete children; returns the number of their bytes and the outcome."""
        match = _START.match(data, at)
        entry = table.entry(match[1].decode()) if match is not None else None
        if match is None or entry is None or not _can_be_taken(entry):
            return 0, "none"
        end = b"</%s>" % match[1]
        last = data.rfind(end, at) if entry.many else data.find(end, at)
        if last < 0:
            return 0, "waits" if entry.many else "none"
        part = data[at : last + len(end)]
        try:
            pieces, returns = _pieces(part)
        except Unusual:
            return 0, "some"
        taken = self._children(pieces, table, here)
        if taken == len(pieces):
            self._skip(len(part))
            return len(part), "all"
        read = "<".join(pieces[:taken]) if taken > 1 else ""
        size = len(read.encode()) + (read.count("\n") if returns else 0)
        self._skip(size)
        return size, "some"

    def _children(self, pieces: list[str], table: ReaderTable, here: Any) -> int:
        """Read the children that begin at the second piece; returns the piece after the last one."""
        at, same = 1, ""
        try:
            while at < len(pieces):
                if pieces[at] != same:
                    # The items of a list begin alike, so this is tested once.
                    same = pieces[at]
                    tag = _tag(same.partition(">")[0], table)
                    entry = tag.entry
                    if entry is None or not _can_be_taken(entry):
                        break
                    if not entry.item and not entry.many:
                        if getattr(here, entry.attr) is not None:
                            break
                        made, at = _element(pieces, at, tag, None, DEEPEST)
                        setattr(here, entry.attr, made)
                        same = ""
                        continue
                    put = self._items.append if entry.item else getattr(here, entry.attr).append
                made, at = _element(pieces, at, tag, None, DEEPEST)
                put(made)
        except (Unusual, IndexError):
            pass
        return at


def _pieces(part: bytes) -> tuple[list[str], bool]:
    """A part of a document split before each tag, and whether each of its lines ends with a carriage return."""
    returns = part.count(b"\r")
    if not returns:
        return pieces_of(part, "utf-8"), False
    plain = part.replace(b"\r\n", b"\n")
    if plain.count(b"\n") != returns:
        raise Unusual
    return pieces_of(plain, "utf-8"), True


def _can_be_taken(entry: Entry) -> bool:
    """Whether an element may be read directly: one with children, in its place.

    The parser opens an element that contains the items of a stream; otherwise they would wait for its end.
    """
    return entry.children is not None and not entry.home and not entry.children.streamed


# Reading.


@dataclass(slots=True, eq=False)
class Tag:
    """The meaning of a start tag."""

    entry: Entry | None
    """What to do with the element; `None` for one that is skipped."""
    end: str
    """The end tag without its first character; empty for an element that closes itself."""
    attributes: dict[str, str]
    attr: str = ""
    """The Python name of an element that is nothing but one text, as most are; else empty."""
    read: Reader | None = None


def _tag(text: str, table: ReaderTable) -> Tag:
    """The meaning of a tag, looked up the first time it occurs."""
    known: Tag | None = table.tags.get(text)
    if known is None:
        match = TAG.fullmatch(text)
        if match is None:
            raise Unusual
        found = ATTRIBUTE.findall(match[2])
        known = Tag(table.entry(match[1]), "" if match[3] else f"/{match[1]}>", dict(found))
        if len(known.attributes) != len(found):
            raise Unusual
        its = known.entry
        if its is not None and its.children is None and its.blank is None and not its.many and known.end:
            known.attr, known.read = its.attr, its.read
        if len(table.tags) < _MOST_TAGS:
            table.tags[text] = known
    return known


def _element(pieces: list[str], at: int, tag: Tag, into: Any, deepest: int) -> tuple[Any, int]:
    """The object of an element with children that begins at a piece, and the piece after its end."""
    entry = tag.entry
    if entry is None or entry.children is None or entry.blank is None or not deepest:
        raise Unusual
    made = into
    if made is None:
        made = entry.blank()
        if tag.attributes:
            read_attributes(entry.attributes, tag.attributes, made)
    table, last = entry.children, tag.end[:-1]
    if not pieces[at].endswith(">"):
        _stray(pieces[at].partition(">"))
    at += 1
    if not tag.end:
        return made, at
    tags = table.tags
    while True:
        name, closed, text = pieces[at].partition(">")
        child = tags.get(name)
        if child is None:
            if name == last:
                if text or not closed:
                    _stray((name, closed, text))
                return made, at + 1
            child = _tag(name, table)
        if child.attr:
            closing = pieces[at + 1]
            if (closing != child.end and (not closing.startswith(child.end) or "&" in closing)) or not closed:
                raise Unusual
            at += 2
            if not text:
                setattr(made, child.attr, None)
                continue
            if "&" in text:
                text = unescaped(text)
            read = child.read
            try:
                setattr(made, child.attr, text if read is None else read(text))
            except (ValueError, ArithmeticError):
                setattr(made, child.attr, typed(child, text))
        elif child.entry is not None and child.entry.children is not None:
            its = child.entry
            inner = None if its.many else getattr(made, its.attr)
            value, at = _element(pieces, at, child, inner, deepest - 1)
            if its.many:
                getattr(made, its.attr).append(value)
            elif inner is None:
                setattr(made, its.attr, value)
        else:
            at = _other(pieces, at, child, made)


def _other(pieces: list[str], at: int, tag: Tag, made: Any) -> int:
    """Read an element with a text that is in a list, has attributes, is self-closing or unknown."""
    name, closed, text = pieces[at].partition(">")
    at += 1
    if tag.end:
        closing = pieces[at]
        if not closed or not closing.startswith(tag.end) or "&" in closing:
            raise Unusual
        at += 1
    else:
        _stray((name, closed, text))
        text = ""
    if "&" in text:
        text = unescaped(text)
    entry = tag.entry
    if entry is not None:
        value = typed(entry, text) if text else None
        if entry.blank is not None:
            value = _with_attributes(entry, tag, value)
        if not entry.many:
            setattr(made, entry.attr, value)
        elif value is not None:
            getattr(made, entry.attr).append(value)
    return at


def _with_attributes(entry: Entry, tag: Tag, value: Any) -> Any:
    assert entry.blank is not None  # noqa: S101  # for the type checker
    made = entry.blank()
    if tag.attributes:
        read_attributes(entry.attributes, tag.attributes, made)
    made.value = value
    return made


def _stray(piece: tuple[str, str, str]) -> None:
    """Skip a text between elements, which means nothing; a reference in it might be an error."""
    _, closed, text = piece
    if not closed or "&" in text:
        raise Unusual
