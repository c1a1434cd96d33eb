"""The vocabulary of declarations: the three states, the scalar types, the decorators, the rules and the plan."""

from __future__ import annotations

from netvisor.declare.absent import (
    CLEAR,
    UNSET,
    Absent,
    Attribute,
    Blank,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    given,
)
from netvisor.declare.classes import El, Interleaved, declared, lower_reply, message, part, reply, valued, words
from netvisor.declare.plan import Field, Plan, plan
from netvisor.declare.rules import (
    Method,
    Rule,
    at_least_one,
    at_most_one,
    exactly_one,
    excludes,
    must,
    needs,
    required,
    together,
    total,
    when,
)
from netvisor.declare.scalars import Carries, Const, Pattern, Scalar

__all__ = [
    "CLEAR",
    "UNSET",
    "Absent",
    "Attribute",
    "Blank",
    "Carries",
    "Const",
    "El",
    "Field",
    "Interleaved",
    "Many",
    "Maybe",
    "Method",
    "Opt",
    "OptAttribute",
    "Pattern",
    "Plan",
    "Rule",
    "Scalar",
    "at_least_one",
    "at_most_one",
    "declared",
    "exactly_one",
    "excludes",
    "given",
    "lower_reply",
    "message",
    "must",
    "needs",
    "part",
    "plan",
    "reply",
    "required",
    "together",
    "total",
    "valued",
    "when",
    "words",
]
