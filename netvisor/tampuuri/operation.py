"""An operation of the interface as declared, and the functions that make calls of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, Final, Generic, TypeVar

from netvisor.errors import MessageError, Problem
from netvisor.protocol.signing import Verb
from netvisor.tampuuri.answers import Answer
from netvisor.tampuuri.call import Call, Confidence, checked_body, is_read, query_of, segment
from netvisor.tampuuri.model import Model

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

AREAS: Final = (
    "ilmoitukset",
    "osapuolet",
    "osapuolitiedot",
    "sopimukset",
    "kohteet",
    "kohdetiedot",
    "yhteydenotot",
    "tiedostoloki",
    "muutostyot",
    "dokumenttipankki",
)
"""The areas: the first word of the paths. Of the last two the models are known, but no path."""

_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(eq=False, kw_only=True)
class Operation(Generic[R]):
    """One operation of the interface."""

    verb: Verb
    path: str
    """The path with its variables in braces, such as `sopimukset/{sopimus_id}`."""
    title: str
    answer: Answer[R]
    confidence: Confidence
    """`doc`: a page of the help site; `slides`: the slides of 2021, whose names may be damaged."""
    request: type[Model] | None = None
    """The model of the body, where it is documented."""
    parameters: tuple[str, ...] = ()
    """The names of the query."""
    partial: bool = False
    """Whether the body is a part of the model, so that nothing in it is required."""
    paged: bool = False
    """Whether the list comes in pages."""
    gaps: str = ""
    """What is not known of it."""
    functions: list[Callable[..., Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Verb and path."""
        return f"{self.verb} {self.path}"

    @property
    def writes(self) -> bool:
        """Whether a call changes data."""
        return not is_read(self.verb, self.path)

    def function(self, made: F) -> F:
        """Decorate a function that makes calls of this operation."""
        self.functions.append(made)
        return made

    def call(
        self, places: Mapping[str, Any] | None = None, *, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> Call[R]:
        """Make a call.

        Args:
            places: the values of the variables of the path.
            query: the values of the query; `None` leaves one out.
            body: the body; `None` for none.

        Raises:
            MessageError: something breaks a rule; every problem is named.
        """
        problems: list[Problem] = []
        path = self.path
        for name in _PLACE.findall(self.path):
            text, wrong = segment(name, (places or {})[name])
            path = path.replace(f"{{{name}}}", text)
            problems += wrong
        parameters, wrong = query_of(query or {})
        problems += wrong
        sent: bytes | None = None
        if body is not None:
            sent, wrong = checked_body(body, self.request, partial=self.partial)
            problems += wrong
        if problems:
            raise MessageError(problems, resource=self.path)
        return Call(
            verb=self.verb,
            path=path,
            operation=self.name,
            parameters=parameters,
            body=sent,
            answer=self.answer,
            paged=self.paged,
            function=self.public_name,
        )

    @property
    def public_name(self) -> str:
        """The name of its function, with its area."""
        return ".".join(f"{each.__module__.rpartition('.')[2]}.{each.__name__}" for each in self.functions[:1])


@cache
def operations() -> tuple[Operation[Any], ...]:
    """All declared operations, in the order of the areas."""
    modules = [import_module(f"netvisor.tampuuri.areas.{area}") for area in AREAS]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Operation)]
    return tuple(dict.fromkeys(found))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Operation[Any]], ...]:
    # Those without variables first: `kohteet/tontti/create` is no `kohteet/{kohde_id}/create`.
    ordered = sorted(operations(), key=lambda operation: operation.path.count("{"))
    return tuple(
        (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(operation.path))), operation)
        for operation in ordered
    )


def operations_at(path: str) -> list[tuple[Operation[Any], dict[str, str]]]:
    """The declared operations of a path, each with the values of its variables.

    >>> [(each.name, places) for each, places in operations_at("kohteet/17")]
    [('GET kohteet/{kohde_id}', {'kohde_id': '17'})]
    """
    return [(operation, match.groupdict()) for pattern, operation in _patterns() if (match := pattern.fullmatch(path))]


@cache
def models() -> tuple[type[Model], ...]:
    """All declared models."""
    modules = [import_module(f"netvisor.tampuuri.areas.{area}") for area in AREAS]
    found = [value for module in modules for value in vars(module).values()]
    classes = [each for each in found if isinstance(each, type) and issubclass(each, Model) and each is not Model]
    return tuple(dict.fromkeys(classes))


__all__ = ["AREAS", "Operation", "models", "operations", "operations_at"]
