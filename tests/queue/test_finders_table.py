"""The finders as declared, held against the table of `fixtures/facts/finders.tsv`."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from netvisor import resources
from netvisor.declare import plan
from netvisor.protocol.finder import Finder, Finding, Read, Strength
from netvisor.protocol.parameters import signature_parameters
from netvisor.resources import endpoints
from tests.regenerate.finders import WRITES, rows_of, unfound

EVERY: Final = {
    f"{endpoint.area}.{name}": finding for endpoint in endpoints() for name, finding in endpoint.findings.items()
}
_WORDS: Final = re.compile(r"\b(exact|likely|weak|state|none)\b")

DIFFERENCES: Final[Mapping[str, tuple[set[str], str]]] = {
    "accounting.set_transaction_allocations": (
        {"none"},
        "the call names rows by their keys, and no read finds the voucher of a row",
    ),
    "customers.add_customer": ({"exact", "weak"}, "the advice of the row: without a code it is weak"),
    "payments.add_sales_payment": ({"likely"}, "whether source_name carries an own key, nobody but its sender knows"),
    "products.add_product": ({"exact", "weak"}, "the advice of the row: without a code it is weak"),
    "products.add_warehouse_event": ({"none"}, "balances prove nothing, so none is read"),
    "sales.delete_sales_invoice_product_line": (
        {"none"},
        "the call names the line by its key, and no read finds the order of a line",
    ),
    "workday.delete_workday_hour": (
        {"none"},
        "the call names the entry by its key, and reads want the employee and the day",
    ),
}
"""What is declared otherwise than the table says, with the reason."""


def in_the_table(function: str) -> set[str]:
    """The strengths that the table has for a function."""
    rows = rows_of(function)
    assert rows, f"fixtures/facts/finders.tsv has no row of {function}; `poe regenerate` writes a first one"
    return {word for row in rows for word in _WORDS.findall(row["strength"])}


def declared(finding: Finding) -> set[str]:
    return {finder.strength.name.lower() for finder in finding.finders} or {"none"}


def test_every_function_that_writes_says_how_it_is_found_and_no_other() -> None:
    assert "\n".join(unfound()) == ""
    assert EVERY.keys() == WRITES.keys(), "found_by is for functions that write"


def test_a_function_without_a_finder_is_told_with_what_declares_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WRITES["customers.add_customer"], "findings", {})
    assert "netvisor/resources/customers/: say with `found_by`" in "\n".join(unfound())


@pytest.mark.parametrize("function", WRITES)
def test_the_strength_is_that_of_the_table(function: str) -> None:
    wanted, _ = DIFFERENCES.get(function, (in_the_table(function), ""))
    assert declared(EVERY[function]) == wanted


@pytest.mark.parametrize("function", DIFFERENCES)
def test_a_difference_is_one_and_has_a_reason(function: str) -> None:
    wanted, why = DIFFERENCES[function]
    assert wanted != in_the_table(function)
    assert " " in why


@pytest.mark.parametrize("function", EVERY)
def test_what_cannot_be_found_says_why_or_what_to_give(function: str) -> None:
    assert len(EVERY[function].nothing.split()) > 1


# Every name in a finder is one that exists.

_PLACES: Final = re.compile(r"\[[^\]]*\]")


def reads(finder: Finder) -> Iterator[Read]:
    yield from finder.via
    yield finder


class Unknown(Exception):
    """A name that no declaration has."""


def of(cls: type | None, path: str) -> type | None:
    """The class at a path, `None` for a value; refuses a path that is not declared."""
    for step in _PLACES.sub("", path).split("."):
        fields = [each for field in plan(cls).fields for each in field.arms or (field,)] if cls is not None else []
        found = next((each for each in fields if each.attr == step), None)
        if found is None:
            raise Unknown(f"{cls.__name__ if cls is not None else 'a value'} has no {step}")
        cls = found.cls
    return cls


def function_of(read: str, area: str) -> Any:
    own, _, name = read.rpartition(".")
    return getattr(getattr(resources, own or area), name)


def gives(function: Any) -> type:
    """The class of the records that a function of a read gives."""
    (promised,) = typing.get_args(typing.get_type_hints(function)["return"])
    inner = [each for each in typing.get_args(promised) or (promised,) if each is not type(None)]
    return typing.cast("type", inner[0])


def wrong(function: str, finder: Finder) -> Iterator[str]:
    """The names in a finder that do not exist."""
    endpoint, area = WRITES[function], function.partition(".")[0]
    known = {parameter.name.lower() for parameter in endpoint.parameters}
    record: type | None = None
    for read in reads(finder):
        earlier = record
        if read.read:
            made = function_of(read.read, area)
            arguments = inspect.signature(made).parameters
            yield from (f"{read.read} takes no {name}" for name in (*read.ask, *read.fixed) if name not in arguments)
            assert signature_parameters(made) or not read.ask
            record = gives(made)
        record = of(record, read.records) if read.records else record
        yield from unknown_paths(record, [*read.equal, *([read.since] if read.since else [])])
        yield from unknown_places(endpoint.request, earlier, known, [*read.ask.values(), *read.equal.values()])
    yield from unknown_paths(record, [path for path in (*finder.compare, *finder.untouched) if path])
    places = [*finder.compare.values(), *finder.when, *finder.aside, finder.each]
    yield from unknown_places(endpoint.request, None, known, [place for place in places if place])
    if finder.key and not finder.gone:
        own = finder.key[0] == "<"
        yield from unknown_paths(earlier if own else record, [finder.key.removeprefix("<")])


def unknown_paths(record: type | None, paths: list[str]) -> Iterator[str]:
    for path in paths:
        for each in path.split("|"):
            yield from unknown_names(record, each)


def unknown_names(cls: type | None, path: str) -> Iterator[str]:
    try:
        of(cls, path)
    except Unknown as error:
        yield f"{path}: {error}"


def unknown_places(request: type | None, earlier: type | None, known: set[str], places: list[str]) -> Iterator[str]:
    for place in places:
        plain = place.removesuffix(" - 1")
        if plain[0] == "?" and plain[1:] not in known:
            yield f"{place}: no such parameter"
        elif plain[0] == "<":
            yield from unknown_paths(earlier, [plain[1:]])
        elif plain[0] not in "?<=@":
            yield from unknown_names(request, plain)


@pytest.mark.parametrize("function", EVERY)
def test_every_name_in_a_finder_is_one_that_is_declared(function: str) -> None:
    assert [line for finder in EVERY[function].finders for line in wrong(function, finder)] == []


def test_names_that_do_not_exist_are_told() -> None:
    finder = Finder(
        strength=Strength.EXACT,
        read="list_customers",
        ask={"nothing": "customer_base_information.nothing", "keyword": "?nothing"},
        equal={"nothing": "customer_base_information.name"},
        key="",
    )
    assert list(wrong("customers.add_customer", finder)) == [
        "list_customers takes no nothing",
        "nothing: ListedCustomer has no nothing",
        "customer_base_information.nothing: CustomerBaseInformation has no nothing",
        "?nothing: no such parameter",
    ]
