"""What an assistant proposes to write: a call that is checked in every way before it goes anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netvisor.codec.json_form import message_from_json
from netvisor.declare import words
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Call, Endpoint, message_argument
from netvisor.protocol.function_choice import Pairs, WrongParameter, choose

_NO_FILES = '{"base64": "..."}: files of this machine are out of reach'


def pairs_of(parameters: Mapping[str, Any]) -> Pairs:
    """Parameters as names and texts.

    >>> pairs_of({"id": 17, "showcommentlines": True, "idlist": [1, 2]})
    [('id', '17'), ('showcommentlines', 'true'), ('idlist', '1,2')]
    """
    return [
        (name, ",".join(map(_text, value if isinstance(value, list) else [value])))
        for name, value in parameters.items()
    ]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_call(endpoint: Endpoint, parameters: Mapping[str, Any]) -> Call[Any]:
    """The call of a read.

    Raises:
        MessageError: the resource changes data, or a parameter is wrong.
    """
    if endpoint.writes:
        raise _problem(endpoint, "resource", f"{endpoint.resource} changes data", "a resource that reads")
    try:
        function, arguments = choose(endpoint, pairs_of(parameters), None)
    except WrongParameter as error:
        raise MessageError([_wrong(error)], resource=endpoint.resource) from error
    return function(**arguments)


def write_call(
    endpoint: Endpoint, method: Any, parameters: Mapping[str, Any], message: Mapping[str, Any] | None
) -> Call[Any]:
    """The call of a write, checked by all rules.

    Raises:
        MessageError: the resource only reads, or a parameter or the message is wrong; every problem is named.
    """
    if not endpoint.writes:
        raise _problem(endpoint, "resource", f"{endpoint.resource} only reads", "a resource that writes; use read")
    problems: list[Problem] = []
    made, chosen = None, None
    try:
        made = _message(endpoint, method, message)
    except MessageError as error:
        problems += error.problems
    try:
        chosen = choose(endpoint, pairs_of(parameters), method, made)
    except WrongParameter as error:
        problems.append(_wrong(error))
    if problems or chosen is None:
        raise MessageError(problems, resource=endpoint.resource)
    function, arguments = chosen
    return function(**arguments, **({message_argument(function): made} if made is not None else {}))


def _message(endpoint: Endpoint, method: Any, message: Mapping[str, Any] | None) -> Any:
    if endpoint.request is None:
        if message is not None:
            raise _problem(endpoint, "message", f"{endpoint.resource} has no message", "parameters only")
        return None
    if message is None:
        raise _problem(endpoint, "message", "missing", "an object, as describe_resource shows it")
    files = [Problem(path=path, rule="file", found="a path", expected=_NO_FILES) for path in _files(message, "")]
    if files:
        raise MessageError(files, resource=endpoint.resource)
    return message_from_json(endpoint.request, message, None, method)


def _files(value: object, path: str) -> Iterator[str]:
    """The places where a message names a file of this machine, which the library would read."""
    if isinstance(value, dict):
        for name, each in value.items():
            at = f"{path}.{name}" if path else name
            if words(name) == "path":
                yield at
            yield from _files(each, at)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _files(each, f"{path}[{number}]")


def _wrong(error: WrongParameter) -> Problem:
    return Problem(path=error.path, rule="parameter", found=error.found, expected=error.expected)


def _problem(endpoint: Endpoint, path: str, found: str, expected: str) -> MessageError:
    problem = Problem(path=path, rule="argument", found=found, expected=expected)
    return MessageError([problem], resource=endpoint.resource)


__all__ = ["pairs_of", "read_call", "write_call"]
