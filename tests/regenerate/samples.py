"""First golden messages and answers of a resource, made from its declaration and the examples of its fact tables.

A message is built with every field, or with those that it must have; what the rules between fields do not let stand
together is spread over several messages, one for each arm of a choice. Values are the examples of the table where it
has them, else texts that say the name of their field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from netvisor.codec.values import reader, scalar_problem
from netvisor.declare import UNSET, Field, Plan, Rule, Scalar, given, plan
from tests.facts import paths, table

_TYPICAL: Final[dict[str, Any]] = {
    "integer": 31,
    "decimal": Decimal("12.50"),
    "date": date(2026, 11, 22),
    "datetime": datetime(2026, 11, 22, 8, 30),  # noqa: DTZ001  # as messages write it
    "time": time(8, 30),
    "boolean": True,
    "base64": b"%PDF-1.4",
}
_CHOICES: Final = frozenset({"exactly-one", "at-most-one"})
_ROUNDS: Final = 4
"""Mending one rule may break another, so there are a few rounds."""


def examples(name: str) -> dict[str, str]:
    """The examples of a fact table by their paths, in small letters."""
    rows = table(name).rows
    return {path.lower(): row.example for path, row in zip(paths(rows), rows, strict=True) if row.example}


def messages(cls: type, known: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Golden messages by the end of their names: `minimal`, `full`, and one for each further arm of a choice.

    Args:
        cls: the class of the message.
        known: the examples of its fact table.
    """
    yield "minimal", _Sample(known, whole=False).message(cls)
    first = _Sample(known)
    yield "full", first.message(cls)
    for arm in range(1, first.most_arms):
        other = _Sample(known, arm=arm)
        made = other.message(cls)
        yield other.named or f"full-{arm + 1}", made


def answer(cls: type, known: Mapping[str, str], items: int) -> Any:
    """A golden answer that has everything, with so many items in each list."""
    return _Sample(known, items=items).part(cls, "")


def part_with(cls: type, among: Iterable[str], there: Iterable[str]) -> Any:
    """A small object of a class in which some of its fields are given and the others among them are not.

    Args:
        cls: the class.
        among: the fields that are looked at.
        there: those of them that are given.
    """
    sample = _Sample({}, whole=False)
    made = sample.part(cls, "")
    lines = {line.attr: line for line in plan(cls).fields}
    return replace(made, **{n: sample.value(lines[n], "") if n in there else _nothing(lines[n]) for n in among})


@dataclass
class _Sample:
    """One message or answer while it is made."""

    known: Mapping[str, str]
    whole: bool = True
    """Whether optional fields are given."""
    arm: int = 0
    """Which arm of each choice is given."""
    items: int = 1
    most_arms: int = field(default=1, init=False)
    """The arms of the largest choice that was met."""
    named: str = field(default="", init=False)
    """What the message is called by: the arm of its first choice."""

    def message(self, cls: type) -> Any:
        return self.part(cls, f"{plan(cls).tag}/")

    def part(self, cls: type, above: str) -> Any:
        """An element with children, or with a text and attributes."""
        its = plan(cls)
        lines = {line.attr: line for line in its.fields if line.role != "constant"}
        values = {
            attr: self.value(line, above) if self.whole or line.required or line.role == "value" else _nothing(line)
            for attr, line in lines.items()
        }
        for _ in range(_ROUNDS):
            broken = [rule for rule in its.rules if rule.on in {None, "add"} and not rule.holds(cls(**values))]
            if not broken:
                break
            for rule in broken:
                self._mend(rule, values, lines, above)
        if not self.whole:
            self._keep_a_child(its, values, above)
        return cls(**values)

    def _mend(self, rule: Rule, values: dict[str, Any], lines: Mapping[str, Field], above: str) -> None:
        if self.whole and (rule.name in _CHOICES or rule.name == "excludes"):
            arms = [[name] for name in rule.fields] if rule.name in _CHOICES else [rule.fields[1:], rule.fields[:1]]
            self.most_arms = max(self.most_arms, len(arms))
            kept = arms[self.arm % len(arms)]
            self.named = self.named or kept[0].replace("_", "-")
            wanted = {name for name in rule.fields if name in kept}
        elif self.whole:
            return
        else:
            wanted = {*rule.fields[:1]} if rule.name in {"exactly-one", "at-least-one"} else {*rule.fields}
        for name in rule.fields:
            if name not in wanted:
                values[name] = _nothing(lines[name])
            elif not given(values[name]):
                values[name] = self.value(lines[name], above)

    def _keep_a_child(self, its: Plan, values: dict[str, Any], above: str) -> None:
        """Give an element with children its first one, if it would have none."""
        if its.children and not its.valued and not any(given(values[line.attr]) for line in its.children):
            values[its.children[0].attr] = self.value(its.children[0], above)

    def value(self, line: Field, above: str) -> Any:
        """A value of one line: an item of each kind where several stand mixed."""
        if line.role == "interleaved":
            return [self._one(arm, above) for arm in line.arms]
        return [self._one(line, above) for _ in range(self.items)] if line.many else self._one(line, above)

    def _one(self, line: Field, above: str) -> Any:
        path = f"{above}{'@' if line.role == 'attribute' else ''}{line.name}"
        if line.cls is not None:
            # The text of an element with attributes stands in the table at the element itself.
            return self.part(line.cls, f"{path}/")
        if line.role == "value":
            path = above.removesuffix("/")
        if line.scalar is None:
            raise TypeError(f"{path} has neither a class nor a type")
        return typical(line.scalar, self.known.get(path.lower()), line.attr if line.role != "value" else path)


def _nothing(line: Field) -> Any:
    return () if line.many else UNSET


def typical(scalar: Scalar, example: str | None, name: str) -> Any:
    """A value of a type: the example of the table if it has one that fits, else a usual one.

    >>> typical(Scalar("string", max=12), None, "delivery_term"), typical(Scalar("integer"), "7", "key")
    ('Delivery ter', 7)
    """
    read = _read(reader(scalar), example) if example is not None else None
    if read is not None and scalar_problem(read, scalar) is None:
        return read
    if scalar.values:
        return scalar.values[0]
    text = name.rpartition("/")[2].replace("_", " ").capitalize()
    value = _TYPICAL.get(scalar.kind, text[: scalar.max])
    if scalar_problem(value, scalar) is None or scalar.kind not in {"integer", "decimal"}:
        # What does not fit all the same, such as a text of a documented form, is told by the check of the message.
        return value
    low = scalar.minimum if scalar.minimum is not None else 1
    return int(low) if scalar.kind == "integer" else Decimal(low)


def _read(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError:
        return None
