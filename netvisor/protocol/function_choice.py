"""Finds the function of a resource that takes parameters given by name, and reads their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias

from netvisor.declare import Method, words
from netvisor.declare.misspelling import meant
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Parameter, signature_parameters

Function: TypeAlias = Callable[..., Call[Any]]
Pairs: TypeAlias = Sequence[tuple[str, str]]
_WORDS: Final = {"true": True, "false": False}
Fault: TypeAlias = Literal["unknown", "together", "missing", "repeated", "value", "no method", "other method"]


class WrongParameter(ValueError):
    """A parameter that no function of the resource takes, or that one needs and that is missing.

    Attributes:
        fault: what is wrong.
        path: the parameter, or several of them.
        found: what was given, in words.
        expected: what would be right.
    """

    def __init__(self, fault: Fault, path: str, found: str, expected: str) -> None:
        super().__init__(f"{path}: {found}; expected {expected}")
        self.fault: Fault = fault
        self.path = path
        self.found = found
        self.expected = expected


def choose(
    endpoint: Endpoint, params: Pairs, method: Method | None, message: object = None
) -> tuple[Function, dict[str, Any]]:
    """The function that accepts exactly these parameters, and its arguments.

    Args:
        endpoint: the resource.
        params: names of parameters, in any letter case and with or without underscores, and their texts.
        method: what is done with the record.
        message: the message, which may say itself what is done with the record.

    Raises:
        WrongParameter: a parameter is unknown, malformed or missing.
    """
    method, params = _method(endpoint, params, method)
    functions = [f for f in endpoint.functions if method is None or f.__name__.startswith(f"{method}_")]
    if not functions:
        raise WrongParameter("other method", "method", f"no call for {method}", " or ".join(endpoint.methods))
    known = [p for function in functions for p in signature_parameters(function)]
    for name, _ in params:
        if not any(_is(p, name) for p in known):
            raise _unknown(name, known)
    fitting = [f for f in functions if all(any(_is(p, n) for p in signature_parameters(f)) for n, _ in params)]
    if not fitting:
        names = " and ".join(name for name, _ in params)
        raise WrongParameter("together", names, f"{names} together", "fewer of them")
    whole = [f for f in fitting if not _lacking(f, params)]
    if not whole:
        ways = " or ".join(dict.fromkeys(" and ".join(p.name for p in _lacking(f, params)) for f in fitting))
        raise WrongParameter("missing", ways, "missing", ways)
    # A message may say itself what is done with it, as that of a contact person does.
    said = getattr(message, "method", None)
    chosen = next((f for f in whole if f.__name__.startswith(f"{said}_")), whole[0])
    return chosen, dict(_arguments(chosen, params))


def _method(endpoint: Endpoint, params: Pairs, method: Method | None) -> tuple[Method | None, Pairs]:
    """The method, even if given as a parameter."""
    said = next((value for name, value in params if words(name) == "method"), None)
    if endpoint.methods and said in endpoint.methods and method in {None, said}:
        method, params = said, [(n, v) for n, v in params if words(n) != "method"]
    if endpoint.methods and method is None:
        raise WrongParameter("no method", "method", "missing", " or ".join(endpoint.methods))
    if method is not None and method not in endpoint.methods:
        raise WrongParameter("other method", "method", repr(method), " or ".join(endpoint.methods) or "none")
    return method, params


def _is(parameter: Parameter, name: str) -> bool:
    return words(name) in {words(parameter.name), words(parameter.attr)}


def _lacking(function: Function, params: Pairs) -> list[Parameter]:
    return [p for p in signature_parameters(function) if p.required and not any(_is(p, name) for name, _ in params)]


def _unknown(name: str, known: Sequence[Parameter]) -> WrongParameter:
    names = list(dict.fromkeys(p.name for p in known))
    near = meant(name, names)
    expected = f"{near!r}?" if near else f"one of {', '.join(names)}" if names else "none"
    return WrongParameter("unknown", name, f"unknown parameter {name!r}", expected)


def _arguments(function: Function, params: Pairs) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for name, text in params:
        parameter = next(p for p in signature_parameters(function) if _is(p, name))
        if parameter.attr in seen:
            raise WrongParameter("repeated", parameter.name, "repeated", "one value")
        seen.add(parameter.attr)
        if parameter.many:
            yield parameter.attr, [_typed(parameter, part) for part in text.split(",")]
        else:
            yield parameter.attr, _typed(parameter, text)


def _typed(parameter: Parameter, text: str) -> Any:
    readers: dict[str, tuple[Callable[[str], Any], str]] = {
        "integer": (int, "a whole number"),
        "date": (date.fromisoformat, "a date, YYYY-MM-DD"),
        "datetime": (datetime.fromisoformat, "a date and time, YYYY-MM-DDTHH:MM:SS, or a date, meaning midnight"),
        "boolean": (_truth, "true or false"),
    }
    if parameter.values and text not in parameter.values and text.lower() in _WORDS:
        return _truth(text)
    if parameter.type not in readers or parameter.values:
        return text
    read, wanted = readers[parameter.type]
    try:
        return read(text)
    except ValueError as error:
        raise WrongParameter("value", parameter.name, repr(text), wanted) from error


def _truth(text: str) -> bool:
    try:
        return {**_WORDS, "1": True, "0": False}[text.lower()]
    except KeyError:
        raise ValueError(text) from None


__all__ = ["Fault", "Function", "Pairs", "WrongParameter", "choose"]
