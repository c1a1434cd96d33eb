"""Turns names and texts on a command line into a call: finds its function and arguments."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from netvisor.declare import Method, declared, plan
from netvisor.errors import MessageError, OutcomeUnknown
from netvisor.protocol.call import Call, Endpoint, message_argument
from netvisor.protocol.function_choice import Fault, Function, Pairs, WrongParameter, choose
from netvisor.protocol.parameters import wire_parameters
from netvisor.protocol.results import Answer, RawResult, Result, is_empty
from netvisor.resources import Undeclared

if TYPE_CHECKING:
    from netvisor.client.client import Client

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Both(Generic[R]):
    """The result of a call together with its answer."""

    answer: Answer
    taken: R


@dataclass(frozen=True, slots=True)
class Keeping(Generic[R]):
    """Converts an answer as another result does, and keeps the answer."""

    inner: Result[R]

    @property
    def root(self) -> type | None:
        """The reply class of the other result."""
        return self.inner.root

    def take(self, answer: Answer) -> Both[R]:
        """The answer and its converted result."""
        return Both(answer, self.inner.take(answer))


def typed_call(endpoint: Endpoint, params: Pairs, method: Method | None = None, message: object = None) -> Call[Any]:
    """The call of a declared resource, made by the function that takes these parameters.

    Raises:
        click.UsageError: a parameter is unknown, malformed or missing.
        MessageError: the message or a parameter breaks a rule.
    """
    function, arguments = _choose(endpoint, params, method, message)
    if message is not None:
        return function(**arguments, **{message_argument(function): message})
    try:
        return function(**arguments)
    except MessageError as error:
        # Without a message only the parameters can be wrong.
        reasons = "; ".join(f"{problem.found}, expected {problem.expected}" for problem in error.problems)
        raise click.UsageError(f"{endpoint.resource}: {reasons}") from error


def body_call(
    endpoint: Endpoint, params: Pairs, method: Method | None, body: bytes, message: object = None
) -> Call[Answer]:
    """The call of a declared resource with a body that is sent unchanged.

    Args:
        endpoint: the resource.
        params: the parameters.
        method: what is done with the record.
        body: what is sent.
        message: what the body says, if it has been read; it may say itself what is done.

    Raises:
        click.UsageError: a parameter is unknown, malformed or missing.
        MessageError: a parameter breaks a rule.
    """
    function, arguments = _choose(endpoint, params, method, message)
    queries, problems = wire_parameters(function, arguments, method=method)
    if problems:
        raise MessageError(problems, resource=endpoint.resource)
    return Call(
        resource=endpoint.resource,
        http=endpoint.http,
        parameters=queries[0],
        body=body,
        writes=endpoint.writes,
        result=RawResult(),
        function=f"{endpoint.area}.{function.__name__}",
    )


def raw_call(row: Undeclared, params: Pairs, body: bytes | None = None) -> Call[Answer]:
    """The call of an undeclared resource: parameters and body are sent unchanged."""
    from netvisor.cli.resources import changes_data

    return Call(
        resource=row.resource,
        http="GET" if row.http == "GET" else "POST",
        parameters=tuple(params),
        body=body,
        writes=changes_data(row),
        result=RawResult(),
    )


def answer_to(call: Call[Any], client: Client, transaction_id: str) -> Answer:
    """Send a write and return its answer; Ctrl-C during the wait leaves its outcome unknown."""
    try:
        both: Both[Any] = client.send(replace(call, result=Keeping(call.result)))
    except KeyboardInterrupt as error:
        text = "interrupted while waiting for the answer"
        raise OutcomeUnknown(
            text, writes=True, resource=call.resource, company=client.company, transaction_id=transaction_id
        ) from error
    return both.answer


def data_in(endpoint: Endpoint, root: object) -> Any:
    """The data of an answer for the functions of its resource: one object, a list, or nothing.

    Where the answer stands in a list it is a list, also with a single item: resources that answer one key and
    several keys do so in different elements.
    """
    classes = tuple(cls for function in endpoint.functions for cls in _given_by(function))
    found = [(item, many) for item, many in _instances(root, classes) if not is_empty(item)]
    if any(many for _, many in found):
        return [item for item, _ in found]
    if found:
        return found[0][0]
    return None if _stands_alone(type(root), classes) else []


def _given_by(function: Function) -> tuple[type, ...]:
    """The classes that a function's call returns, single or in a list, from its annotation."""
    (given,) = typing.get_args(typing.get_type_hints(function)["return"])
    inner = typing.get_args(given)[0] if typing.get_origin(given) is list else given
    return tuple(member for member in typing.get_args(inner) or (inner,) if declared(member) is not None)


def _instances(part: object, classes: tuple[type, ...], *, many: bool = False) -> Iterator[tuple[object, bool]]:
    """Every object of these classes in the order of the answer, and whether it is in a list."""
    if isinstance(part, classes):
        yield part, many
        return
    for line in plan(type(part)).fields:
        value = getattr(part, line.attr) if line.role != "constant" else None
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if declared(type(item)) is not None:
                yield from _instances(item, classes, many=many or line.many)


def _stands_alone(cls: type, classes: tuple[type, ...]) -> bool:
    """Whether an object of these classes has a place in an answer outside of every list."""
    lines = (line for line in plan(cls).children if line.cls is not None and not line.many)
    return cls in classes or any(_stands_alone(line.cls, classes) for line in lines if line.cls)


def _choose(
    endpoint: Endpoint, params: Pairs, method: Method | None, message: object = None
) -> tuple[Function, dict[str, Any]]:
    """The function that accepts exactly these parameters, and its arguments."""
    try:
        return choose(endpoint, params, method, message)
    except WrongParameter as error:
        raise click.UsageError(_usage(endpoint, error)) from error


def _usage(endpoint: Endpoint, wrong: WrongParameter) -> str:
    """What is wrong with the options that give the parameters."""
    resource, method = endpoint.resource, " or ".join(f"--method {name}" for name in endpoint.methods)
    option = "--id" if wrong.expected == "id" else f"--param {wrong.expected.split()[0]}=..."
    meant = f"did you mean {wrong.expected}" if wrong.expected.endswith("?") else f"expected {wrong.expected}"
    texts: dict[Fault, str] = {
        "no method": f"{resource} needs {method}",
        "other method": f"{resource} accepts only {method}" if method else f"{resource} has no --method",
        "missing": f"{resource} needs {wrong.expected}: {option}",
        "together": f"{resource} does not accept {wrong.found}",
        "repeated": f"parameter {wrong.path} is repeated",
        "value": f"parameter {wrong.path}: {wrong.found} is not {wrong.expected}",
        "unknown": f"{resource}: {wrong.found}; {meant}",
    }
    if wrong.fault == "unknown" and wrong.expected == "none":
        return f"{wrong.found}: {resource} has no parameters"
    return texts[wrong.fault]
