"""Rules between the fields of one class: either/or, required together, required for adding only.

Each rule says in words what is expected; a message that breaks one is rejected before it leaves the machine.
Rules name fields by their Python names. `on="add"` limits a rule to calls of that method. A rule made by `doubtful`
rejects nothing: a message that breaks it is sent, with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, localcontext
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from netvisor.declare.scalars import decimal_text
from netvisor.declare.states import UNSET, given
from netvisor.lazy_dataclass import frozen

Method: TypeAlias = Literal["add", "edit"]

_EXACT = 250
"""Precision of sums: a number has at most 100 digits, before and after the comma."""


@frozen(kw_only=True)
class Rule:
    """One rule: its fields, its test, and what is expected.

    `holds` takes the object and returns whether the rule is kept; it must not raise for an object with fields of the
    right types.
    """

    name: str
    """The kind of rule, as problems show it: `exactly-one`, `together`, ..."""
    fields: tuple[str, ...]
    expected: str
    """What is expected, in words for the person who sent the message."""
    holds: Callable[[Any], bool]
    on: Method | None = None
    spared: Literal["", "none", "one", "some", "all"] = ""
    """When the rule certainly holds and isn't tested: `none`, `one`, `some` or `all` of its fields are given."""
    doubt: bool = False
    """Whether the rule is only a doubt: no check tests it, `netvisor.codec.message_check.doubts` does."""
    secret: bool = False
    """Whether the fields of a doubt may identify a person, so that no warning repeats them."""
    compared: Callable[[Any], str] | None = None
    """Describes what the rule compared in an object that breaks it; `None` where the values of its fields suffice."""
    named: Callable[[Any], Iterator[tuple[str, str, str]]] | None = None
    """For a doubt that tests each field separately: the doubtful fields, what was found and what is probably right."""
    of_texts: bool = False
    """Whether it is the doubt of all texts of a class, which is first tested for the whole message at once."""
    total: Total | None = None
    """What the items of a list must add up to."""
    case: Case | None = None
    """When a rule made by `when` applies, and what it then demands."""


@frozen(kw_only=True)
class Case:
    """A value of a field, and which other fields are left out or given with it."""

    field: str
    value: object
    never: tuple[str, ...]
    always: tuple[str, ...]


@frozen(kw_only=True)
class Total:
    """The total of a field over all items of a list."""

    items: str
    field: str
    whole: Decimal

    def lacking(self, items: Sequence[Any]) -> Decimal:
        """What the items lack; negative if they exceed the total."""
        with localcontext(prec=_EXACT):
            return self.whole - sum((Decimal(getattr(item, self.field)) for item in items), Decimal(0))


def _counter(fields: tuple[str, ...]) -> Callable[[Any], int]:
    """A function that counts the given fields; every message needs it, so the fields are fetched at once."""
    if not fields:
        return lambda _: 0
    fetch = attrgetter(*fields, fields[0])  # one more than the fields, so that it is always a tuple

    def count(part: Any) -> int:
        found = 0
        for value in fetch(part)[:-1]:
            if value is not UNSET and given(value):
                found += 1
        return found

    return count


def exactly_one(*fields: str, on: Method | None = None) -> Rule:
    """Exactly one of the fields is given: a choice."""
    expected, count = f"exactly one of {', '.join(fields)}", _counter(fields)
    return Rule(
        name="exactly-one", fields=fields, expected=expected, holds=lambda p: count(p) == 1, on=on, spared="one"
    )


def at_least_one(*fields: str, on: Method | None = None) -> Rule:
    """One or more of the fields are given."""
    expected, count = f"at least one of {', '.join(fields)}", _counter(fields)
    return Rule(
        name="at-least-one", fields=fields, expected=expected, holds=lambda p: count(p) >= 1, on=on, spared="some"
    )


def at_most_one(*fields: str, on: Method | None = None) -> Rule:
    """At most one of the fields is given."""
    expected, count = f"at most one of {', '.join(fields)}", _counter(fields)
    return Rule(
        name="at-most-one", fields=fields, expected=expected, holds=lambda p: count(p) <= 1, on=on, spared="none"
    )


def together(*fields: str, on: Method | None = None) -> Rule:
    """All of the fields are given, or none."""
    expected, count = f"{' and '.join(fields)} together, or neither of them", _counter(fields)
    return Rule(
        name="together",
        fields=fields,
        expected=expected,
        holds=lambda p: count(p) in {0, len(fields)},
        on=on,
        spared="none",
    )


def needs(field: str, *others: str, on: Method | None = None) -> Rule:
    """When `field` is given, so are all `others`."""
    expected, count = f"{', '.join(others)} together with {field}", _counter(others)
    return Rule(
        name="needs",
        fields=(field, *others),
        expected=expected,
        holds=lambda p: not given(getattr(p, field)) or count(p) == len(others),
        on=on,
        spared="none",
    )


def required(*fields: str, on: Method) -> Rule:
    """All of the fields are given in calls of this method: `required("name", on="add")`."""
    expected, count = f"{', '.join(fields)} when the method is {on}", _counter(fields)
    return Rule(
        name="required", fields=fields, expected=expected, holds=lambda p: count(p) == len(fields), on=on, spared="all"
    )


def excludes(field: str, *others: str, on: Method | None = None) -> Rule:
    """When `field` is given, none of `others` is."""
    expected, count = f"no {', '.join(others)} together with {field}", _counter(others)
    return Rule(
        name="excludes",
        fields=(field, *others),
        expected=expected,
        holds=lambda p: not given(getattr(p, field)) or not count(p),
        on=on,
        spared="none",
    )


def when(field: str, value: object, *, never: tuple[str, ...] = (), always: tuple[str, ...] = ()) -> Rule:
    """When `field` has this value, the fields `never` are left out and the fields `always` are given.

    An element that carries attributes is compared by its text.
    """
    refused, demanded = _counter(never), _counter(always)

    def holds(part: Any) -> bool:
        found = getattr(part, field)
        if getattr(found, "value", found) != value:
            return True
        return not refused(part) and demanded(part) == len(always)

    wanted = [f"no {name}" for name in never] + list(always)
    expected = f"{' and '.join(wanted)} when {field} is {value}"
    case = Case(field=field, value=value, never=never, always=always)
    return Rule(name="when", fields=(field, *never, *always), expected=expected, holds=holds, case=case)


def must(
    *fields: str,
    holds: Callable[[Any], bool],
    expected: str,
    on: Method | None = None,
    compared: Callable[[Any], str] | None = None,
) -> Rule:
    """A rule of its own: `must("balance", holds=lambda v: ..., expected="rows that total 0")`.

    A problem shows the values of the fields; for values that lie deeper or are computed, `compared` describes them.
    """
    return Rule(name="must", fields=fields, expected=expected, holds=holds, on=on, compared=compared)


def total(items: str, field: str, whole: int, *, on: Method | None = None) -> Rule:
    """The field of all items of a list adds up to a total: shares that make 100."""
    of = Total(items=items, field=field, whole=Decimal(whole))

    def compared(part: Any) -> str:
        lacking = of.lacking(getattr(part, items))
        with localcontext(prec=_EXACT):
            found = decimal_text(of.whole - lacking)
        return f"{field} is {found} together, {decimal_text(abs(lacking))} too {'little' if lacking > 0 else 'much'}"

    return Rule(
        name="must",
        fields=(items,),
        expected=f"{field} of all {items} {whole} together",
        holds=lambda p: not of.lacking(getattr(p, items)),
        on=on,
        total=of,
        compared=compared,
    )


def doubtful(
    *fields: str,
    holds: Callable[[Any], bool],
    expected: str,
    on: Method | None = None,
    secret: bool = False,
    compared: Callable[[Any], str] | None = None,
) -> Rule:
    """A rule that is probably broken by mistake, or perhaps outdated: it warns and never rejects."""
    return Rule(
        name="doubt",
        fields=fields,
        expected=expected,
        holds=holds,
        on=on,
        doubt=True,
        secret=secret,
        compared=compared,
    )
