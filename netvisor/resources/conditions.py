"""Conditions of several areas: between a VAT code and its rate, and between the parameters of one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final, TypeVar

from netvisor.declare import Rule, given, must
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import Result

R = TypeVar("R")

ZERO_RATE_CODES: Final = frozenset(
    {"NONE", "EUUO", "100", "EUMY", "EUUM", "EUPM312", "EUPM309", "RAMY", "KOMY0"}
)  # fmt: skip
"""The VAT codes whose only documented rate is 0. The rates of the others follow the law, so they are not checked."""


def vat_code_fits(field: str) -> Rule:
    """A rate other than 0 does not stand with a VAT code that only knows 0: the service refuses the pair."""

    def holds(part: Any) -> bool:
        rate = getattr(part, field)
        return rate.value == 0 or rate.vat_code not in ZERO_RATE_CODES

    return must(field, holds=holds, expected="rate 0, or a VAT code that has other rates")


def conditional_call(
    endpoint: Endpoint,
    function: Callable[..., Any],
    arguments: Mapping[str, Any],
    gives: Result[R],
    *,
    rules: tuple[Rule, ...],
) -> Call[R]:
    """Make a call whose parameters depend on each other; the rules name parameters as those of a class name fields.

    Args:
        endpoint: the resource.
        function: the function that was called.
        arguments: its arguments as they stand.
        gives: what the answer becomes.
        rules: what must hold between the parameters.

    Raises:
        MessageError: a parameter is wrong in itself or beside another; every problem is named.
    """
    problems: list[Problem] = []
    made: Call[R] | None = None
    try:
        made = endpoint.call(function, arguments, gives)
    except MessageError as error:
        problems += error.problems
    wrong = {problem.path for problem in problems}
    asked = SimpleNamespace(**arguments)
    for rule in rules:
        # A rule is asked of values only that are right in themselves, so that it needs no tests of its own.
        if wrong.isdisjoint(rule.fields) and not rule.holds(asked):
            problems.append(_broken(rule, arguments))
    if made is None or problems:
        raise MessageError(problems, resource=endpoint.resource)
    return made


def _broken(rule: Rule, arguments: Mapping[str, Any]) -> Problem:
    found = ", ".join(f"{name}={arguments[name]!r}" for name in rule.fields if given(arguments[name]))
    return Problem(
        path="|".join(rule.fields), rule=rule.name, found=found or "none of them is given", expected=rule.expected
    )
