"""The writer of an element: one generated function, compiled on first use and cached.

Walking the plan would repeat the same decisions for every object, so a function is generated from it. It first gathers
the texts of all fields into local variables, testing every rule on the way, and then joins the elements. Markup is
written with markers, so that the whole document is escaped at once when its bytes are made; forbidden characters are
tested once for all texts. Elements with a text and attributes are written in place; an element with children has a
function of its own, which adds its pieces to the same list.

A class has up to ninety lines and a program uses a few of them, so the function covers only the lines that were used so
far. An object with another line makes it be generated anew.

At the first broken rule the function raises `Unfit`, without a reason; the caller asks `check` for all reasons. An
attachment is not written into the text: it goes on a list, and a NUL, which XML text cannot contain, marks its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import FunctionType
from typing import Any, Final, TypeAlias

from netvisor.codec.charset import escape_attribute
from netvisor.codec.generate_values import ValueLines
from netvisor.codec.marked_text import marked_markup
from netvisor.codec.writer_fallbacks import attached, refuse_forbidden
from netvisor.declare import UNSET, Field, Method, Plan, plan
from netvisor.generated_code import run_generated

Writer: TypeAlias = Callable[[Any, list[str], list[str], list[Any], Method | None], None]
"""Takes an object, three lists and the method that is called, if any.

The lists get what the function finds: the pieces of the document, the texts whose characters are still to be looked
at, and the attachments.
"""


def write(message: Any, method: Method | None = None) -> tuple[str, list[Any], bool]:
    """The document of a message, its markup marked; the attachments, for each of which it holds a NUL; and a remark.

    The remark is whether any text may have been read in the wrong charset before it came here.

    Raises:
        Exception: of any class, when the message breaks a rule; `check` says which.
    """
    pieces = [_ROOT]
    texts: list[str] = []
    attachments: list[Any] = []
    cls: type = message.__class__
    (_TOP.get(cls) or _top(cls))(message, pieces, texts, attachments, method)
    pieces.append(_END)
    may_be_doubtful = refuse_forbidden(texts)
    return "".join(pieces), attachments, may_be_doubtful


_ROOT: Final = marked_markup("<root>")
_END: Final = marked_markup("</root>")
_TOP: dict[type, Writer] = {}


def _top(cls: type) -> Writer:
    tag = plan(cls).tag
    if tag is None:
        raise TypeError(f"{cls.__qualname__} is not a message")
    made = _TOP[cls] = _writer(cls, tag)
    return made


@cache
def _writer(cls: type, name: str) -> Writer:
    """The function that writes an object of the class as an element of this name."""
    return _Growing(cls, name).write


def _pass_on(o: Any, pieces: list[str], texts: list[str], attachments: list[Any], method: Method | None) -> None:
    """The body of a writer before it is generated."""
    more(o, pieces, texts, attachments, method)  # type: ignore[name-defined]  # noqa: F821  # among the writer's names


class _Growing:
    """A writer that is generated anew when an object uses a line for the first time."""

    def __init__(self, cls: type, name: str) -> None:
        self.cls = cls
        self.name = name
        self.names: dict[str, Any] = {"more": self.more}
        self.write = FunctionType(_pass_on.__code__, self.names)
        self.filled: set[str] = set()
        self.times = 0

    def more(
        self, part: Any, pieces: list[str], texts: list[str], attachments: list[Any], method: Method | None
    ) -> None:
        """Extend the writer to the lines of this object, and write the object."""
        its = plan(self.cls)
        self.times += 1
        for line in its.fields:
            if line.required or line.many or self.times > _TIMES or getattr(part, line.attr, UNSET) is not UNSET:
                self.filled.add(line.attr)
        source = _Source(its, self.name, frozenset(self.filled))
        text = source.text()
        # The function stays the one that others call, and gets a new body.
        self.names |= source.values.names
        made = run_generated(text, f"writer of {self.cls.__module__}.{self.cls.__qualname__}", {})
        self.write.__code__ = made["write"].__code__
        self.write(part, pieces, texts, attachments, method)


_TIMES: Final = 4
"""How often a writer is generated for the lines that are filled; then it is for all."""


@dataclass(slots=True)
class _Piece:
    """Something to write: a text, or code that adds to the pieces itself."""

    when: str | None
    """The variable that must not be UNSET, if any."""
    inside: str = ""
    """The inside of an f-string."""
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class _Source:
    """The text of one function in the making, and the names it uses."""

    its: Plan
    name: str
    """The name of the element."""
    filled: frozenset[str]
    """The lines that may be filled."""
    values: ValueLines = field(default_factory=ValueLines)
    gather: list[str] = field(default_factory=list)
    """The lines that test the values and turn them into texts, in local variables."""
    homes: dict[str, str] = field(default_factory=dict)
    """The variable that holds the value of each field, by its Python name."""
    pieces: list[_Piece] = field(default_factory=list)
    count: int = 0

    def text(self) -> str:
        self.values.names |= {"attached": attached, "cleared": _cleared}
        self.pieces.append(_Piece(None, f"<{self.name}"))
        if self.its.valued:
            self.pieces.append(_Piece(None, self.valued("o", self.its)))
        else:
            for line in self.its.attributes:
                self.pieces.append(_Piece(None, self.attribute("o", line)))
            self.pieces.append(_Piece(None, ">"))
            start = len(self.pieces)
            for line in self.its.children:
                if line.attr in self.filled:
                    self.element(line)
                else:
                    self.homes[line.attr] = "UNSET"
            self.refuse_empty(start)
        self.pieces.append(_Piece(None, f"</{self.name}>"))
        lines = [
            *self.others(),
            *self.values.begin(),
            *self.gather,
            *self.values.end(),
            *self.rules(),
            *self.put_together(),
        ]
        return "\n".join(["def write(o, pieces, texts, attachments, method):", *(f"    {line}" for line in lines)])

    def local(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def indented(self, lines: Iterator[str] | list[str], depth: int = 1) -> None:
        self.gather += ["    " * depth + line for line in lines]

    # The parts of the function around gathering.

    def others(self) -> Iterator[str]:
        """Pass on an object that uses another line."""
        others = [f"o.{line.attr}" for line in self.its.children if line.attr not in self.filled]
        if others:
            yield f"if not ({' is '.join([*others, 'UNSET'])}): return more(o, pieces, texts, attachments, method)"

    def rules(self) -> Iterator[str]:
        for index, rule in enumerate(self.its.rules):
            self.values.names[f"holds{index}"] = rule.holds
            homes = [self.homes[name] for name in rule.fields]
            # A rule that holds by itself is not asked: a call takes longer than the element it is about.
            spare = ""
            if rule.spared == "some":
                spare = f"not ({' or '.join(homes)}) and "
            elif rule.spared == "all":
                spare = f"not ({' and '.join(homes)}) and "
            elif rule.spared == "none":
                spare = f"not ({' is '.join([*homes, 'UNSET'])}) and "
            elif rule.spared == "one":
                unset = " + ".join(f"({home} is UNSET)" for home in homes)
                spare = f"not ({unset} == {len(homes) - 1} and ({' or '.join(homes)})) and "
            if rule.on is not None:
                spare = f"method == {rule.on!r} and {spare}"
            yield f"if {spare}not holds{index}(o): raise Unfit"

    def refuse_empty(self, start: int) -> None:
        conditions = [piece.when for piece in self.pieces[start:]]
        attributes = [line for line in self.its.attributes if line.role == "attribute"]
        if None in conditions or any(line.required for line in attributes):
            return
        # An element with an attribute may be empty; the variable of one that is left out holds an empty text.
        bare = "".join(f"not {self.homes[line.attr]} and " for line in attributes)
        nothing = " is ".join([*filter(None, conditions), "UNSET"]) if conditions else "True"
        self.gather.append(f"if {bare}{nothing}: raise Unfit")

    def put_together(self) -> Iterator[str]:
        """One expression for everything between two elements with children: joining once is fast."""
        parts: list[str] = []
        together = ""
        for piece in [*self.pieces, _Piece(None, lines=("",))]:
            if piece.when is None and not piece.lines:
                together += piece.inside
                continue
            if together:
                parts.append(f"f{marked_markup(together)!r}")
                together = ""
            if not piece.lines:
                parts.append(f"'' if {piece.when} is UNSET else f{marked_markup(piece.inside)!r}")
                continue
            if parts:
                joined = parts[0] if len(parts) == 1 else f"''.join(({', '.join(parts)}))"
                yield f"pieces.append({joined})"
                parts = []
            yield from filter(None, piece.lines)

    # The lines of a class.

    def attribute(self, owner: str, line: Field, of: str = "") -> str:
        """Gather an attribute of an object, which `of` tells from others; gives the inside of an f-string."""
        if line.const is not None:
            return _literal(_constant(line.name, line.const.value))
        name = self.local()
        if owner == "o":
            self.homes[line.attr] = name
        self.gather.append(f"{name} = {owner}.{line.attr}")
        if line.required:
            self.gather += self.scalar(name, line, of, in_attribute=True)
            return f' {line.name}="{{{name}}}"'
        self.gather.append(f"if {name} is UNSET: {name} = ''")
        self.gather.append("else:")
        self.indented(self.scalar(name, line, of, in_attribute=True))
        self.gather.append(f"    {name} = f' {line.name}=\"{{{name}}}\"'")
        return f"{{{name}}}"

    def valued(self, owner: str, its: Plan, of: str = "", *, clearable: bool = False) -> str:
        """Gather the attributes and the text of an element that has both; gives the inside of an f-string."""
        attributes = "".join(self.attribute(owner, line, of) for line in its.attributes)
        value = its.value
        if value is None:  # pragma: no cover  # a valued class without `value` is a mistake in a declaration
            raise TypeError(f"{its.cls.__qualname__} has no value")
        name = self.local()
        if owner == "o":
            self.homes["value"] = name
        self.gather.append(f"{name} = {owner}.value")
        if value.clearable:
            self.gather.append(f"if {name} is CLEAR:")
            optional = [f.attr for f in its.attributes if f.role == "attribute" and not f.required]
            if clearable and not _required_attributes(its.cls):
                # Cleared and without attributes it has one form only: CLEAR in its place.
                bare = " is ".join([*(f"{owner}.{attr}" for attr in optional), "UNSET"]) if optional else "True"
                self.gather.append(f"    if {bare}: raise Unfit")
            self.gather.append(f"    {name} = ''")
            self.gather.append("else:")
            self.indented(self.scalar(name, value, of))
        else:
            self.gather += self.scalar(name, value, of)
        return f"{attributes}>{_shown(name, value)}"

    def element(self, line: Field) -> None:
        name = self.homes[line.attr] = self.local()
        self.gather.append(f"{name} = o.{line.attr}")
        if line.many:
            self.several(name, line)
        elif line.role == "valued":
            self.valued_element(name, line)
        elif line.role == "aggregate":
            self.aggregate(name, line)
        else:
            self.plain(name, line)

    def plain(self, name: str, line: Field) -> None:
        """An element with a text, and at most constant attributes; the class that most values have is tested first."""
        markers = [*([] if line.required else ["UNSET"]), *(["CLEAR"] if line.clearable else [])]
        scalar = line.scalar
        if markers and scalar is not None and scalar.kind == "string" and not scalar.values:
            other = "".join(f"{name} is not {marker} and " for marker in markers)
            self.gather.append(f"if {name}.__class__ is str or ({other}({name} := plain({name})) is not None):")
            self.indented(self.scalar(name, line, is_str=True))
            if line.clearable:
                self.gather.append(f"elif {name} is CLEAR: {name} = ''")
        else:
            self.unless_absent(name, line, list(self.scalar(name, line)), f"{name} = ''")
        inside = f"{_literal(_start(line))}>{_shown(name, line)}</{line.name}>"
        self.pieces.append(_Piece(None if line.required else name, inside))

    def unless_absent(self, name: str, line: Field, lines: list[str], clear: str, absent: str = "") -> None:
        """Add code that handles a value, for a variable that may hold a marker instead."""
        # UNSET is tested first: most elements of most messages are left out.
        depth = 0
        if not line.required:
            self.gather.append(f"if {name} is not UNSET:")
            depth = 1
        if line.clearable:
            self.indented([f"if {name} is CLEAR: {clear}", "else:"], depth)
            depth += 1
        self.indented(lines, depth)
        if absent and not line.required:
            self.gather += ["else:", f"    {absent}"]

    def valued_element(self, name: str, line: Field) -> None:
        """An element with a text and attributes: its fields are gathered like the object's own."""
        assert line.cls is not None  # noqa: S101  # for the type checker: the plan gives it one
        first, texts, numerals = self.count + 1, len(self.values.texts), len(self.values.numerals)
        outside, self.gather = self.gather, []
        inside = self.valued(name, plan(line.cls), f"{line.attr}__", clearable=line.clearable)
        gathered, self.gather = self.gather, outside
        lines = [f"if {name}.__class__ is not {self.the_class(line)}: raise Unfit", *gathered]
        own = [f"v{number}" for number in range(first, self.count + 1)]
        clear = "raise Unfit" if _required_attributes(line.cls) else f"{' = '.join(own)} = ''"
        waiting = [*self.values.texts[texts:], *(name for name, _ in self.values.numerals[numerals:])]
        absent = f"{' = '.join(waiting)} = None" if waiting else ""
        self.unless_absent(name, line, lines, clear, absent)
        self.pieces.append(_Piece(None if line.required else name, f"<{line.name}{inside}</{line.name}>"))

    def aggregate(self, name: str, line: Field) -> None:
        """An element with children: a function of its own writes it."""
        lines = [f"if {name}.__class__ is not {self.the_class(line)}: raise Unfit", self.call(line, name)]
        if line.clearable:
            cleared = f"pieces.append(cleared({line.name!r}, {self.the_class(line)}))"
            lines = [f"if {name} is CLEAR: {cleared}", "else:", *(f"    {one}" for one in lines)]
        if not line.required:
            lines = [f"if {name} is not UNSET:", *(f"    {one}" for one in lines)]
        self.pieces.append(_Piece(None if line.required else name, lines=tuple(lines)))

    def several(self, name: str, line: Field) -> None:
        """A list: its elements are written one after the other."""
        self.gather.append(f"if {name}.__class__ is not list and {name}.__class__ is not tuple: raise Unfit")
        self.gather.append(f"if not {name}: {'raise Unfit' if line.required else f'{name} = UNSET'}")
        if line.role == "interleaved":
            self.values.names[f"arms_{line.attr}"] = {
                arm.cls: _writer(arm.cls, arm.name) for arm in line.arms if arm.cls
            }
            lines = [f"arms_{line.attr}[v.__class__](v, pieces, texts, attachments, method)"]
        elif line.cls is not None:
            lines = [f"if v.__class__ is not {self.the_class(line)}: raise Unfit", self.call(line, "v")]
        else:
            inside = f"{_literal(_start(line))}>{_shown('v', line)}</{line.name}>"
            lines = [*self.scalar("v", line, at_once=True), f"pieces.append(f{marked_markup(inside)!r})"]
        loop = f"for v in {name}{'' if line.required else ' or ()'}:"
        self.pieces.append(_Piece(None if line.required else name, lines=(loop, *(f"    {one}" for one in lines))))

    def the_class(self, line: Field) -> str:
        self.values.names[f"class_{line.attr}"] = line.cls
        return f"class_{line.attr}"

    def call(self, line: Field, value: str) -> str:
        assert line.cls is not None  # noqa: S101  # for the type checker: only elements with a class come here
        self.values.names[f"write_{line.attr}"] = _writer(line.cls, line.name)
        return f"write_{line.attr}({value}, pieces, texts, attachments, method)"

    def scalar(self, name: str, line: Field, of: str = "", **how: bool) -> Iterator[str]:
        # The names mean the same however often the function is generated: another thread may be in the old one.
        return self.values.of(name, line, f"{of}{line.attr}", **how)


def _literal(text: str) -> str:
    """A text, escaped for an f-string."""
    return text.replace("{", "{{").replace("}", "}}")


def _shown(name: str, line: Field) -> str:
    """The part of an f-string that inserts the text of a variable."""
    is_file = line.scalar is not None and line.scalar.kind == "base64"
    return f"{{attached({name}, attachments)}}" if is_file else f"{{{name}}}"


def _constant(name: str, value: str) -> str:
    return f' {name}="{escape_attribute(value)}"'


def _start(line: Field) -> str:
    return f"<{line.name}{''.join(_constant(c.name, c.const.value) for c in line.constants)}"


@cache
def _cleared(name: str, cls: type) -> str:
    """A cleared element with children: its constant attributes stand."""
    constants = [_constant(f.name, f.const.value) for f in plan(cls).attributes if f.const is not None]
    return marked_markup(f"<{name}{''.join(constants)}></{name}>")


def _required_attributes(cls: type) -> bool:
    return any(f.role == "attribute" and f.required for f in plan(cls).attributes)
