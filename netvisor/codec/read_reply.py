"""From the bytes of an answer to typed objects, whole or as a stream in constant memory.

An expat parser drives tables made from the reply classes. Unknown elements and attributes are skipped, letter case does
not matter, a text without a documented form is kept as `Untyped`, and a missing element is `None` or an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any

from netvisor.codec.forbidden_characters import Replaced, Replacer
from netvisor.codec.limits import ANSWER_LIMITS, BLOCK, Guarded, Limits, XmlRefused
from netvisor.codec.reader_tables import Entry, ReaderTable, blank, read_attributes, reader_table, typed
from netvisor.codec.usual_elements import DEEPEST, HELD, Shortcut, Standing
from netvisor.codec.usual_reply import usual_or_blocks
from netvisor.declare import El, Many, reply


@reply
class ResponseStatus:
    """The outcome of a call."""

    status: Many[str] = ()
    """`OK`, or `FAILED` followed by the category and the reason."""
    time_stamp: str | None = None
    """Finnish local time."""


@reply
class Replies:
    """The keys and texts beside the outcome."""

    inserted: Annotated[Many[str], El("InsertedDataIdentifier")] = ()
    updated: Annotated[Many[str], El("UpdatedDataIdentifier")] = ()
    valid: Annotated[Many[str], El("ValidDataIdentifier")] = ()
    reply: Many[str] = ()


@reply
class _EnvelopeElements:
    response_status: ResponseStatus | None = None
    replies: Replies | None = None


@dataclass(slots=True)
class Envelope:
    """The content of every answer beside the resource's own element."""

    statuses: list[str] = field(default_factory=list)
    timestamp: str | None = None
    inserted: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    valid: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reply:
    """An answer: the envelope, and an object of the reply class."""

    envelope: Envelope
    root: Any = None
    replaced: Replaced = field(default_factory=Replaced)
    """The forbidden characters that were replaced with U+FFFD."""


def read_reply(
    body: bytes | Iterable[bytes | memoryview],
    root: type | None,
    *,
    limits: Limits = ANSWER_LIMITS,
    charset: str | None = None,
) -> Reply:
    """Read a whole answer.

    Args:
        body: the bytes of the answer, whole or in blocks.
        root: the reply class of the resource; `None` reads the envelope only.
        limits: how large the answer and its parts may be.
        charset: the charset of the bytes; `None` follows the document's declaration.

    Raises:
        XmlRefused: the bytes are not XML, have no `Root`, or break a limit.
    """
    if root is None and charset is None and limits is ANSWER_LIMITS:
        usual, body = usual_or_blocks(body)
        if usual is not None:
            time, keys = usual
            return Reply(Envelope(["OK"], time, keys))
    reader = _Reader(root, (), limits, charset)
    reader.read(body)
    return reader.reply()


class ReplyStream:
    """The items of an answer one by one, in constant memory.

    Args:
        blocks: the bytes of the answer in blocks.
        root: the reply class of the resource.
        paths: dotted Python names of the items from the reply class: `customer_list.customer`.
    """

    def __init__(
        self,
        blocks: Iterable[bytes | memoryview],
        root: type,
        paths: tuple[str, ...],
        *,
        limits: Limits = ANSWER_LIMITS,
        charset: str | None = None,
    ) -> None:
        self._blocks = blocks
        self._reader = _Reader(root, paths, limits, charset)

    @property
    def envelope(self) -> Envelope:
        """The envelope as far as it was read; its status precedes the items."""
        return self._reader.envelope()

    @property
    def replaced(self) -> Replaced:
        """The forbidden characters that were replaced with U+FFFD so far."""
        return self._reader.replaced

    def __iter__(self) -> Iterator[Any]:
        """Yield each item when its element ends.

        Raises:
            XmlRefused: the bytes are not XML, have no `Root`, or break a limit.
        """
        reader = self._reader
        for block in self._blocks:
            for at in range(0, len(block), BLOCK):
                reader.feed(block[at : at + BLOCK])
                if reader.items:
                    yield from reader.items
                    reader.items.clear()
        reader.close()
        yield from reader.items
        reader.items.clear()


class _Reader:
    """The state of reading one answer."""

    def __init__(self, root: type | None, paths: tuple[str, ...], limits: Limits, charset: str | None) -> None:
        self.items: list[Any] = []
        self._limits = limits
        self._guard = Guarded(limits, charset)
        self._replacer = Replacer()
        self._envelope = blank(_EnvelopeElements)()
        self._root = blank(root)() if root is not None else None
        self._saw_root = False
        self._texts: list[str] = []
        self._open: Callable[[], Entry | None] = lambda: None
        self._between: Callable[[], Standing | None] = lambda: None
        self._shortcut = Shortcut(self._standing, self._parse, self._guard.skip, self.items)
        self._install(_root_table(root, paths))

    def read(self, body: bytes | Iterable[bytes | memoryview]) -> None:
        for block in (body,) if isinstance(body, bytes) else body:
            for at in range(0, len(block), BLOCK):
                self.feed(block[at : at + BLOCK])
        self.close()

    @property
    def replaced(self) -> Replaced:
        return self._replacer.replaced

    def feed(self, block: bytes | memoryview) -> None:
        try:
            self._shortcut.feed(bytes(block))
        except XmlRefused as error:
            # Without the frames in between, whose variables hold what was read.
            raise error.with_traceback(None) from error.__cause__

    def _standing(self) -> Standing | None:
        """Where the parser stands, when everything that it got is done with and the next bytes begin something new."""
        roomy = self._limits.text >= HELD + BLOCK and self._limits.depth >= 2 * DEEPEST
        is_between = self._guard.is_between and not self._replacer.keeps
        return self._between() if roomy and is_between else None

    def _parse(self, block: bytes) -> None:
        self._guard.feed(memoryview(self._replacer.block(block)))
        # A text grows by at most one block between two checks, so checking here bounds it.
        if len(self._texts) > 1 and sum(map(len, self._texts)) > self._most_text():
            raise self._guard.refuse(f"a text of more than {self._most_text()} characters")

    def close(self) -> None:
        self._shortcut.close()
        self._guard.feed(self._replacer.rest())
        self._guard.close()
        if not self._saw_root:
            raise XmlRefused("XML without the element Root")

    def reply(self) -> Reply:
        return Reply(self.envelope(), self._root, self.replaced)

    def envelope(self) -> Envelope:
        status, replies = self._envelope.response_status, self._envelope.replies
        read = Envelope()
        if status is not None:
            read.statuses, read.timestamp = list(status.status), status.time_stamp
        if replies is not None:
            read.inserted, read.updated = list(replies.inserted), list(replies.updated)
            read.valid, read.replies = list(replies.valid), list(replies.reply)
        return read

    def _most_text(self) -> int:
        leaf = self._open()
        return self._limits.base64 if leaf is not None and leaf.base64 else self._limits.text

    def _install(self, top: ReaderTable) -> None:
        """Set the handlers: closures, because looking up attributes of `self` at each tag slows long lists."""
        parser, texts, items, most = self._guard.parser, self._texts, self.items, self._limits.depth
        homes = {"envelope": self._envelope, "root": self._root}
        stack: list[tuple[ReaderTable, dict[str, Entry | None], Any, Entry]] = []
        children, names, here = top, top.names, self._root
        leaf: Entry | None = None
        target: Any = None
        skipped = kept = 0
        over = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal children, names, here, leaf, target, skipped, kept
            if skipped:
                skipped += 1
                del texts[kept:]
                if skipped + len(stack) > most:
                    raise self._guard.refuse(f"elements nested deeper than {most}")
                return
            if leaf is not None:
                # An element inside a text: the text is kept, the element skipped.
                skipped, kept = 1, len(texts)
                return
            try:
                found = names[name]
            except KeyError:
                found = children.find(name)
            if found is None:
                texts.clear()
                skipped, kept = 1, 0
            elif found.children is None:
                texts.clear()
                leaf = found
                if found.blank is not None:
                    target = found.blank()
                    if attributes:
                        read_attributes(found.attributes, attributes, target)
            else:
                stack.append((children, names, here, found))
                above = homes.get(found.home, here)
                here = None if found.many else getattr(above, found.attr, None)
                if here is None and found.blank is not None:
                    here = found.blank()
                    if attributes:
                        read_attributes(found.attributes, attributes, here)
                children, names = found.children, found.children.names

        def end(_: str) -> None:
            nonlocal children, names, here, leaf, target, skipped, over
            if skipped:
                skipped -= 1
                if not skipped:
                    del texts[kept:]
                return
            if leaf is None:
                texts.clear()
                if not stack:
                    over = True
                    return
                made = here
                children, names, here, found = stack.pop()
                if found.item:
                    items.append(made)
                elif found.many:
                    getattr(here, found.attr).append(made)
                elif found.blank is not None:
                    setattr(homes.get(found.home, here), found.attr, made)
                return
            text: Any = (texts[0] if len(texts) == 1 else "".join(texts)) if texts else None
            if len(texts) > 1:
                # What was read is not counted as a text that still grows.
                texts.clear()
            if text is not None and leaf.read is not None:
                text = typed(leaf, text)
            if leaf.blank is not None:
                target.value = text
                text = target
            if leaf.many:
                if text is not None:
                    getattr(here, leaf.attr).append(text)
            else:
                setattr(here, leaf.attr, text)
            leaf = None

        def first(name: str, _: dict[str, str]) -> None:
            if name.lower() != "root":
                raise self._guard.refuse(f"the element {name[:40]}, where Root was expected")
            self._saw_root = True
            parser.StartElementHandler = start

        def between() -> Standing | None:
            return (children, here) if leaf is None and not skipped and self._saw_root and not over else None

        self._open = lambda: leaf
        self._between = between
        parser.StartElementHandler = first
        parser.EndElementHandler = end
        parser.CharacterDataHandler = texts.append
        parser.StartCdataSectionHandler = self._begin_cdata
        parser.EndCdataSectionHandler = self._end_cdata

    def _begin_cdata(self) -> None:
        self._guard.saw_cdata = self._replacer.in_cdata = True

    def _end_cdata(self) -> None:
        self._replacer.in_cdata = False


@cache
def _root_table(root: type | None, paths: tuple[str, ...]) -> ReaderTable:
    """The table of the content under `Root`: the resource's own element, and the envelope around it.

    The general page of the documentation has `Replies` and the resource's element inside `ResponseStatus`, every sample
    has them beside it; both are read.
    """
    top = reader_table(root).copy() if root is not None else ReaderTable()
    for path in paths:
        _mark(top, path.split("."))
    status = reader_table(ResponseStatus).copy()
    for name, entry in list(top.names.items()):
        if entry is not None and entry.children is not None and name.lower() not in status.folded:
            status.put((name,), replace(entry, home="root"))
    replies = Entry("replies", blank=blank(Replies), children=reader_table(Replies), home="envelope")
    for into in (top, status):
        into.put(("Replies",), replies)
    top.put(
        ("ResponseStatus",), Entry("response_status", blank=blank(ResponseStatus), children=status, home="envelope")
    )
    return top


def _mark(top: ReaderTable, steps: list[str]) -> None:
    """Mark the entry at a path as the item of a stream, in tables of this stream alone."""
    here = top
    for index, step in enumerate(steps):
        name, entry = next((n, e) for n, e in here.names.items() if e is not None and e.attr == step)
        own = replace(entry, item=index == len(steps) - 1, children=entry.children.copy() if entry.children else None)
        if own.children is not None:
            own.children.streamed = not own.item
        here.put((name,), own)
        for folded, old in here.folded.items():
            if old is entry:
                here.folded[folded] = own
        if own.children is None:
            raise ValueError(f"{'.'.join(steps)} leads to no element with children")
        here = own.children


__all__ = ["Envelope", "Replies", "Reply", "ReplyStream", "ResponseStatus", "read_reply"]
