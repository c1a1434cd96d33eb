"""The element tree of a declaration as flat rows in document order, as in `netvisor show`.

The rows have the form of the vendor's tables, so a declaration can be read, and compared with the facts, line by
line. Wrappers are expanded fully: the item of a list has the rows of the single form below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from netvisor.declare.plan import Field, Plan, plan
from netvisor.declare.scalars import Const, Scalar
from netvisor.lazy_dataclass import frozen


@frozen(kw_only=True)
class Row:
    """One element or attribute at its place in the tree."""

    level: int
    """Depth; `root` of a request and `Root` of an answer are 0."""
    name: str
    """The name as it is written."""
    kind: Literal["E", "A"]
    """An element, or an attribute of the nearest row above with a smaller level."""
    type: str
    """`aggregate`, or the kind of the text."""
    max: int | None
    """Longest text in characters."""
    occurs: str
    """`1`, `0..1`, `1..n` or `0..n`."""
    values: tuple[str, ...]
    """The closed list of values, empty if there is none; for booleans the two words, unless they are 1 and 0."""
    constant: str | None
    """The value of an attribute that never changes."""
    blank: bool
    """A required element that may be empty."""
    python: str
    """The Python name; for a message's element, the name of its class in words, if they are the same."""


def rows(cls: type) -> list[Row]:
    """The rows of a message class, or of the class of the content under `Root` in an answer.

    Raises:
        TypeError: the class is not a declaration.
    """
    its = plan(cls)
    if its.tag is None:
        return [_aggregate(0, "Root", "root"), *_below(its, 1)]
    # Messages of several resources may have the same name, with different classes.
    name = cls.__name__ if cls.__name__.lower() == its.tag else its.tag
    return [_aggregate(0, "root", "root"), _aggregate(1, its.tag, _snake(name)), *_below(its, 2)]


def _aggregate(level: int, name: str, python: str, occurs: str = "1", *, blank: bool = False) -> Row:
    return Row(
        level=level,
        name=name,
        kind="E",
        type="aggregate",
        max=None,
        occurs=occurs,
        values=(),
        constant=None,
        blank=blank,
        python=python,
    )


def _below(its: Plan, level: int) -> Iterator[Row]:
    """The attributes of an element, then its children with everything below them."""
    for field in its.attributes:
        yield _attribute(field.name, field.attr, level, field.scalar, field.const, field.occurs)
    for field in its.elements:
        yield from _element(field, level)


def _element(field: Field, level: int) -> Iterator[Row]:
    its = plan(field.cls) if field.cls is not None else None
    if its is not None and not its.valued:
        yield _aggregate(level, field.name, field.attr, field.occurs, blank=field.blank)
        yield from _below(its, level + 1)
        return
    value = its.value if its is not None else field
    scalar = value.scalar if value is not None and value.scalar is not None else Scalar("string")
    blank = field.blank or (field.required and value is not None and value.clearable)
    yield Row(
        level=level,
        name=field.name,
        kind="E",
        type=scalar.kind,
        max=scalar.max,
        occurs=field.occurs,
        values=written_values(scalar),
        constant=None,
        blank=blank,
        python=field.attr,
    )
    for carried in field.constants:
        occurs = "0..1" if carried.const.optional else "1"
        yield _attribute(carried.name, carried.name.lower(), level + 1, None, carried.const, occurs)
    if its is not None:
        yield from _below(its, level + 1)


def _attribute(name: str, python: str, level: int, scalar: Scalar | None, const: Const | None, occurs: str) -> Row:
    scalar = scalar or Scalar("string")
    return Row(
        level=level,
        name=name,
        kind="A",
        type=scalar.kind,
        max=scalar.max,
        occurs=occurs,
        values=(const.value,) if const else written_values(scalar),
        constant=const.value if const else None,
        blank=False,
        python=python,
    )


def written_values(scalar: Scalar) -> tuple[str, ...]:
    """The closed list of a scalar as written; for a boolean its two words, unless they are `1` and `0`."""
    if scalar.kind == "boolean" and scalar.form not in {"", "1|0"}:
        return tuple(scalar.form.split("|"))
    return tuple(str(value) for value in scalar.values)


def _snake(name: str) -> str:
    """The words of a class name: `SalesInvoice` -> `sales_invoice`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
