"""Parameters that mean one thing have one Python type, and those that are moments say whose time they are in."""

from __future__ import annotations

import re
import typing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

import pytest

from netvisor.declare import UNSET, Absent
from netvisor.declare.states import Maybe
from netvisor.protocol.parameters import Param, Parameter, signature_parameters
from netvisor.resources import endpoints

ZONE = "Finnish local time"

DIFFERENT_MEANINGS: dict[str, str] = {
    "changedsince": "accountingledger.nv documents a day, the others a moment",
    "lastmodifiedstart": "accountingledger.nv and salesinvoicelist.nv document a day, the others a moment",
    "lastmodifiedend": "as lastmodifiedstart",
    "identifier": "of an employee it may be a personal identity code, of a product it is a Netvisor key",
    "replyoptions": "extendedproductlist.nv takes names of options, getproductgroups.nv a flag",
}
"""The names on the wire that mean different things, by what the vendor documents."""


@dataclass(frozen=True, slots=True)
class Use:
    """A parameter of one function, and the Python type of its values."""

    where: str
    parameter: Parameter
    python: str


def uses(functions: Iterable[tuple[str, Callable[..., Any]]]) -> Iterator[Use]:
    for resource, function in functions:
        hints = typing.get_type_hints(function)
        for parameter in signature_parameters(function):
            yield Use(f"{resource} {function.__name__}", parameter, python_type(hints[parameter.attr]))


def python_type(hint: Any) -> str:
    """The type of a value in words, without UNSET and without the members of closed lists: `str`, `list of int`."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " | ".join(sorted({type(each).__name__ for each in inner if not isinstance(each, Absent)}))
    if origin is Sequence:
        return f"list of {python_type(inner[0])}"
    if inner:
        return " | ".join(sorted(filter(None, map(python_type, inner))))
    return str(hint.__name__)


def differing(found: Iterable[Use], key: Callable[[Use], str]) -> dict[str, dict[str, list[str]]]:
    """What has several Python types: by the key, the places of each type."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for use in found:
        groups[key(use)][use.python].append(use.where)
    return {name: {**types} for name, types in groups.items() if len(types) > 1}


def wire_name(use: Use) -> str:
    return use.parameter.name.lower()


def meaning(use: Use) -> str:
    """What a parameter means, without the values that some of its places leave out and what is said behind."""
    return f"{re.split('[;(]', use.parameter.meaning)[0].strip()}{', many' if use.parameter.many else ''}"


USES = [*uses((endpoint.resource, function) for endpoint in endpoints() for function in endpoint.functions)]


def test_one_name_on_the_wire_has_one_python_type_but_where_the_vendor_means_two_things() -> None:
    assert differing(USES, wire_name).keys() == DIFFERENT_MEANINGS.keys()


def test_one_meaning_has_one_python_type() -> None:
    assert differing(USES, meaning) == {}


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where}-{use.parameter.attr}")
def test_the_python_type_is_that_of_the_documented_type(use: Use) -> None:
    allowed = {
        "date": {"date"},
        "datetime": {"datetime"},
        "boolean": {"bool"},
        "integer": {"int", "bool"},
        "string": {"str", "bool", "list of str", "list of int", "list of date"},
    }
    assert use.python in allowed[use.parameter.type]


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where}-{use.parameter.attr}")
def test_a_moment_says_whose_time_it_is_in_and_nothing_else_does(use: Use) -> None:
    assert (ZONE in use.parameter.meaning) == (use.python == "datetime")


# The rules refuse what they must.


def day(*, since: Annotated[Maybe[date], Param("changed after")] = UNSET) -> None: ...


def moment(*, since: Annotated[datetime, Param("changed after")]) -> None: ...


def several(*, since: Annotated[Sequence[datetime], Param("changed after")]) -> None: ...


def number(*, kind: Annotated[Maybe[Literal[1, 2]], Param("kind")] = UNSET) -> None: ...


def text(*, kind: Annotated[Literal["a"] | date, Param("kind")]) -> None: ...


def test_two_types_of_one_name_or_meaning_are_found_with_their_places() -> None:
    found = [*uses([("a.nv", day), ("b.nv", moment)])]
    expected = {"date": ["a.nv day"], "datetime": ["b.nv moment"]}
    assert differing(found, wire_name) == {"since": expected}
    assert differing(found, meaning) == {"changed after": expected}


def test_a_type_is_told_without_unset_and_without_closed_lists() -> None:
    functions = [("", function) for function in (day, moment, several, number, text)]
    assert [use.python for use in uses(functions)] == ["date", "datetime", "list of datetime", "int", "date | str"]
