"""Valid messages of a class: every field left out, cleared or filled within its own limits, every rule kept.

A message is drawn by choosing a few of the optional fields, giving each a value, and then mending what breaks a rule
between fields: by adding or leaving out what the rule names, or by drawing its fields anew.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from netvisor.codec.message_check import check
from netvisor.declare import CLEAR, UNSET, Field, Method, Plan, Rule, declared, given, plan
from netvisor.declare.rules import Total
from netvisor.testing.scalar_strategies import ISO_8859_15, Alphabet, scalars

M = TypeVar("M")

_FEW = 5
"""Optional fields of one element that are filled, most of the time."""
_MOST_ITEMS = 3
_TRIES = 12
"""How often the fields of a rule are drawn anew before the message is given up."""


def messages(cls: type[M], *, method: Method | None = None, alphabet: Alphabet = ISO_8859_15) -> SearchStrategy[M]:
    """Any valid message of a class.

    Args:
        cls: a class made by `@message`.
        method: `add` or `edit`: also the rules that hold for that method only are kept.
        alphabet: the characters of texts; `netvisor.testing.XML` gives all that XML allows.

    Raises:
        TypeError: the class is not a message.
    """
    said = declared(cls)
    if said is None or not said.message:
        raise TypeError(f"{cls.__qualname__} is not a message: it is not made by @message")
    declaration: type = cls
    return _parts(declaration, method, alphabet).filter(lambda message: not check(message, method=method))


@cache
def _parts(cls: type, method: Method | None, alphabet: Alphabet) -> SearchStrategy[Any]:
    """Any element with children, or with a text and attributes."""
    drawn: SearchStrategy[Any] = _draw_part(cls, method, alphabet)
    return drawn


@st.composite
def _draw_part(draw: Callable[[SearchStrategy[Any]], Any], cls: type, method: Method | None, alphabet: Alphabet) -> Any:
    part = _Part(draw, plan(cls), method, alphabet)
    part.fill()
    part.keep_rules()
    return cls(**part.values)


class _Part:
    """One object while it is drawn."""

    def __init__(
        self, draw: Callable[[SearchStrategy[Any]], Any], its: Plan, method: Method | None, alphabet: Alphabet
    ) -> None:
        self._draw = draw
        self._its = its
        self._method = method
        self._alphabet = alphabet
        self._lines = {f.attr: f for f in its.fields if f.role != "constant"}
        self._optional = tuple(f.attr for f in self._lines.values() if not f.required and f.role != "value")
        self.values: dict[str, Any] = {}

    def fill(self) -> None:
        """Give the required fields and some of the optional ones."""
        chosen = set(self._draw(_choices(self._optional)))
        for attr, line in self._lines.items():
            if line.required or line.role == "value" or attr in chosen:
                self.values[attr] = self._value(line, clear=line.clearable)
            else:
                self.leave_out(attr)
        self._keep_a_child()

    def _keep_a_child(self) -> None:
        children = [f for f in self._its.children if not f.required]
        if self._its.valued or not children or any(self._is_given(f) for f in self._lines.values()):
            return
        line = self._draw(st.sampled_from(children))
        self.values[line.attr] = self._value(line, clear=False)

    def _is_given(self, line: Field) -> bool:
        value = self.values[line.attr]
        return value is not UNSET and value != ()

    def leave_out(self, attr: str) -> None:
        self.values[attr] = () if self._lines[attr].many else UNSET

    def give(self, attr: str) -> None:
        """Give a field that is not given."""
        if not given(self.values[attr]):
            self.values[attr] = self._value(self._lines[attr], clear=False)

    def _value(self, line: Field, *, clear: bool) -> Any:
        if clear and self._draw(_SELDOM) and not _needs_attributes(line):
            return CLEAR
        return self._draw(_values(line, self._method, self._alphabet))

    # The rules.

    def keep_rules(self) -> None:
        """Mend what breaks a rule; mending one may break another, so there are a few rounds."""
        rules = [rule for rule in self._its.rules if rule.on in {None, self._method}]
        for _ in range(4):
            broken = [rule for rule in rules if not self._holds(rule)]
            if not broken:
                return
            for rule in broken:
                self._mend(rule)
            self._keep_a_child()
        assume(all(self._holds(rule) for rule in rules))

    def _holds(self, rule: Rule) -> bool:
        return rule.holds(self._its.cls(**self.values))

    def _mend(self, rule: Rule) -> None:
        present = [attr for attr in rule.fields if given(self.values[attr])]
        if rule.total is not None:
            self._fill_up(rule.total)
        elif rule.name == "required" or rule.name == "needs":
            self._give_all(rule.fields)
        elif rule.name == "together":
            self._give_all(rule.fields) if self._draw(st.booleans()) else self._leave_out(rule.fields)
        elif rule.name in {"exactly-one", "at-least-one", "at-most-one"}:
            kept = self._draw(st.sampled_from(present or rule.fields))
            self._leave_out(tuple(attr for attr in rule.fields if attr != kept))
            self.give(kept)
        elif rule.name == "excludes":
            self._leave_out(rule.fields[1:])
        else:
            self._redraw(rule)

    def _fill_up(self, total: Total) -> None:
        """Let the last item of a list be what the others lack to the whole."""
        self.give(total.items)
        *others, last = self.values[total.items]
        setattr(last, total.field, total.lacking(others))

    def _give_all(self, attrs: tuple[str, ...]) -> None:
        for attr in attrs:
            self.give(attr)

    def _leave_out(self, attrs: tuple[str, ...]) -> None:
        for attr in attrs:
            if attr in self._optional:
                self.leave_out(attr)

    def _redraw(self, rule: Rule) -> None:
        """A rule that only its test knows: leave its fields out, balance its lists, or draw it all until it holds."""
        before = dict(self.values)
        for attempt in (self._leave_out, self._balance):
            attempt(rule.fields)
            if self._holds(rule):
                return
            self.values = dict(before)
        for _ in range(_TRIES):
            if self._holds(rule):
                return
            for attr in rule.fields:
                line = self._lines[attr]
                if line.required or self._draw(st.booleans()):
                    self.values[attr] = self._value(line, clear=line.clearable)
                else:
                    self.leave_out(attr)

    def _balance(self, attrs: tuple[str, ...]) -> None:
        """Give each list the counterpart of every item, so that its sums total 0, as those of a voucher must."""
        for attr in attrs:
            if self._lines[attr].many and given(self.values[attr]):
                items = list(self.values[attr])
                self.values[attr] = [*items, *map(_counterpart, items)]


_SELDOM = st.integers(0, 3).map(lambda n: n == 3)


@cache
def _choices(attrs: tuple[str, ...]) -> SearchStrategy[list[str]]:
    """A few of the optional fields, now and then all."""
    if not attrs:
        return st.just([])
    few = st.lists(st.sampled_from(attrs), unique=True, max_size=_FEW)
    return st.integers(0, 9).flatmap(lambda n: st.just(list(attrs)) if n == 9 else few)


@cache
def _values(line: Field, method: Method | None, alphabet: Alphabet) -> SearchStrategy[Any]:
    """Any value of one line that is neither left out nor cleared."""
    one = _one(line, method, alphabet)
    return st.lists(one, min_size=1, max_size=_MOST_ITEMS) if line.many else one


def _one(line: Field, method: Method | None, alphabet: Alphabet) -> SearchStrategy[Any]:
    if line.role == "interleaved":
        return st.one_of([_parts(arm.cls, method, alphabet) for arm in line.arms if arm.cls])
    if line.cls is not None:
        parts = _parts(line.cls, method, alphabet)
        return parts.filter(_is_not_bare) if line.role == "valued" and line.clearable else parts
    if line.scalar is None:
        raise TypeError(f"{line.attr} has neither a class nor a type")
    return scalars(line.scalar, alphabet)


def _needs_attributes(line: Field) -> bool:
    its = plan(line.cls) if line.role == "valued" and line.cls else None
    return its is not None and any(f.role == "attribute" and f.required for f in its.attributes)


def _is_not_bare(part: Any) -> bool:
    """Whether a cleared element has an attribute: without one it is written as CLEAR itself."""
    attributes = [f.attr for f in plan(type(part)).attributes if f.role == "attribute"]
    return part.value is not CLEAR or any(getattr(part, attr) is not UNSET for attr in attributes)


def _counterpart(item: Any) -> Any:
    """The same object with every sum below it negative instead of positive, and the other way round."""
    if isinstance(item, (list, tuple)):
        return [_counterpart(one) for one in item]
    if declared(type(item)) is None:
        return item
    made = {}
    for line in plan(type(item)).fields:
        if line.role == "constant":
            continue
        value = getattr(item, line.attr)
        sums = line.scalar is not None and line.scalar.kind == "decimal" and not line.scalar.values
        made[line.attr] = -value if sums and isinstance(value, (int, Decimal)) else _counterpart(value)
    return type(item)(**made)
