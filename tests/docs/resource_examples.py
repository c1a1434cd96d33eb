"""One example of each resource: the message or call as a person types it, and what comes of it.

The examples are made from the golden files: a message from `<resource>-minimal.xml`, an answer from
`<resource>-one.xml`, so that nothing of them is written by hand but a few arguments of calls.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from netvisor import resources
from netvisor.codec.decode import decode
from netvisor.declare import Field, declared, plan
from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import Parameter, signature_parameters
from netvisor.protocol.results import One
from tests.docs.python_source import WIDTH, Made, Source, laid_out, source

ROOT: Final = Path(__file__).parents[2]
FIXTURES: Final = ROOT / "fixtures"

PREAMBLE: Final = """\
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from netvisor import CLEAR, Call, encode
from netvisor.protocol.reply import result
R = TypeVar("R")
def golden(name: str) -> bytes:
    return Path(f"fixtures/requests/{name}.xml").read_bytes()
def answered(call: Call[R], name: str) -> R:
    body = Path(f"fixtures/replies/{name}.xml").read_bytes()
    return result(call, 200, body, company="1967543-8", transaction_id="1")
"""
"""What stands before all examples: the golden files that they compare with, and the answers that they read."""

ARGUMENTS: Final[dict[str, dict[str, Any]]] = {
    "accountingledger.nv": {"start_date": date(2026, 1, 1), "end_date": date(2026, 1, 31)},
}
"""Arguments of calls whose rules ask for more than what is required of every call."""

_SAMPLES: Final[dict[str, Any]] = {"integer": 31, "date": date(2026, 11, 1), "datetime": date(2026, 11, 1)}
_NAMED_SAMPLES: Final[dict[str, Any]] = {
    "year": 2026,
    "work_hour_end_date": date(2026, 11, 30),
    "codes": "TYÖ-1",
    "organization_identifier": "1967543-8",
    "query_term": "Äiti",
    "dimension_name": "Projekti",
    "dimension_sub_name": "Saneeraus",
    "identifier": "31",
}
"""What calls of the examples are made with: invented, and never sent."""

_USEFUL: Final = ("key", "name", "number", "date", "sum", "amount", "status", "code", "identifier", "quantity", "price")
"""Words of the names of values that tell a reader most, the most telling first."""
_COLUMNS: Final = 3
_WIDEST: Final = 40

Function = Callable[..., Any]
Statement = tuple[list[str], str | None]
"""The lines of a statement, and what it shows."""


@cache
def _preamble() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(PREAMBLE, names)  # noqa: S102  # our own text, the one that the page shows
    return names


def message_name(function: Function) -> str | None:
    """The name of the argument that is the message, if the call has one."""
    known = {parameter.attr for parameter in signature_parameters(function)}
    return next((name for name in inspect.signature(function).parameters if name not in known), None)


class Example:
    """The statements of one example, run while they are written down."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.area = endpoint.area
        modules = {name: getattr(resources, name) for name in resources.AREAS}
        self.names = {**_preamble(), **modules}
        self.statements: list[Statement] = []

    def do(self, before: str, made: Source) -> None:
        """Write a statement that shows nothing."""
        lines = laid_out(before, made)
        exec("\n".join(lines), self.names)  # noqa: S102  # our own text
        self.statements.append((lines, None))

    def show(self, expression: str) -> None:
        """Write an expression and what it gives."""
        shown = repr(eval(expression, self.names))  # noqa: S307  # our own text
        self.statements.append(([expression], shown))

    def lines(self) -> Iterator[str]:
        """The example as it stands in a document."""
        for lines, shown in self.statements:
            yield f">>> {lines[0]}"
            yield from (f"... {line}" for line in lines[1:])
            if shown is not None:
                yield shown


def example(endpoint: Endpoint) -> list[str]:
    """The lines of the example of a resource."""
    made = Example(endpoint)
    function = endpoint.functions[0]
    if endpoint.request is not None:
        _post(made, function)
    elif endpoint.reply is not None:
        _read(made, function)
    else:
        made.do("call = ", _call(endpoint, function))
        made.show("call.http, call.parameters, call.writes")
    return list(made.lines())


# Messages.


def _post(made: Example, function: Function) -> None:
    stem = made.endpoint.resource.removesuffix(".nv")
    request = made.endpoint.request
    if request is None:
        raise ValueError(f"{stem} carries no message")
    body = (FIXTURES / "requests" / f"{stem}-minimal.xml").read_bytes()
    message: Any = decode(body, request, "iso-8859-15")
    name = message_name(function)
    # A message that is called like its area would hide it.
    name = "message" if name in resources.AREAS else name
    made.do(f"{name} = ", source(message, made.area))
    made.show(f'encode({name}).bytes() == golden("{stem}-minimal")')
    made.do("call = ", _call(made.endpoint, _fitting(made.endpoint, message), name))
    if made.names["call"].parameters:
        made.show("call.parameters")


def _fitting(endpoint: Endpoint, message: Any) -> Function:
    """The function of a message that says itself what is done with it, else the first."""
    method = getattr(message, "method", None)
    fitting = [f for f in endpoint.functions if isinstance(method, str) and f.__name__.startswith(f"{method}_")]
    return (fitting or endpoint.functions)[0]


def _call(endpoint: Endpoint, function: Function, message: str | None = None) -> Source:
    """The call of a function with what it must have."""
    arguments: list[tuple[str, Source]] = [("", message)] if message is not None else []
    kinds = inspect.signature(function).parameters
    wanted = {p.attr: _sample(function, p) for p in signature_parameters(function) if p.required}
    for name, value in {**wanted, **ARGUMENTS.get(endpoint.resource, {})}.items():
        keyword = kinds[name].kind is inspect.Parameter.KEYWORD_ONLY
        arguments.append((f"{name}=" if keyword else "", source(value, endpoint.area)))
    return Made(f"{endpoint.area}.{function.__name__}(", tuple(arguments), ")")


def _sample(function: Function, parameter: Parameter) -> Any:
    if not parameter.many:
        return _one(parameter, str)
    item = _item_type(function, parameter)
    return [31, 32] if item is int else [_one(parameter, item)]


def _one(parameter: Parameter, item: Any) -> Any:
    if parameter.values:
        return "netvisorkey" if "netvisorkey" in parameter.values else parameter.values[0]
    named = _NAMED_SAMPLES.get(parameter.attr)
    if named is not None and isinstance(named, str) is (parameter.type == "string"):
        return named
    return date(2026, 11, 1) if item is date else _SAMPLES.get(parameter.type, "1")


def _item_type(function: Function, parameter: Parameter) -> Any:
    hint = typing.get_type_hints(function)[parameter.attr]
    members = [hint, *typing.get_args(hint)]
    lists = [member for member in members if typing.get_origin(member) is Sequence]
    return typing.get_args(lists[0])[0] if lists else str


# Answers.


def _read(made: Example, function: Function) -> None:
    made.do("call = ", _call(made.endpoint, function))
    call = made.names["call"]
    if call.parameters:
        made.show("call.parameters")
    stem = made.endpoint.resource.removesuffix(".nv")
    for name in (f"{stem}-one", f"{stem}-several"):
        found = made.names["answered"](call, name)
        if found not in (None, []) and (telling := _telling(found)):
            made.do("found = ", f'answered(call, "{name}")')
            there = [*(["found"] if isinstance(call.result, One) else []), *telling.there]
            if there:
                made.do("assert ", " and ".join(there))
            made.show(telling.expression)
            return
    raise ValueError(f"no example of an answer of {stem}")


@dataclass(frozen=True)
class Telling:
    """An expression that shows something of a result."""

    expression: str
    there: tuple[str, ...] = ()
    """What may be missing in an answer and is used: a type checker wants to be told that it is there."""


def _telling(found: Any) -> Telling | None:
    """What is most telling of a result; `None` when nothing is."""
    if isinstance(found, list):
        return _row("found", found)
    useful = _useful(found)
    if len(useful) > 1:
        return _values(useful)
    for path, items in _lists(found):
        if row := _row(f"found.{path}", items):
            return Telling(row.expression, _above(f"found.{path}"))
    return _values([path for path, _ in _leaves(found)][:_COLUMNS])


def _row(path: str, items: list[Any]) -> Telling | None:
    if declared(type(items[0])) is None:
        return None
    columns = _useful(items[0])
    columns = columns if len(columns) > 1 else [*columns, *_others(items[0], columns)][:_COLUMNS]
    return _fitting_line(columns, lambda paths: _of_each(path, paths))


def _of_each(path: str, columns: list[str]) -> Telling:
    cells = [f"one.{column}" for column in columns]
    there = " and ".join(_all_above(cells))
    row = f"({', '.join(cells)})" if len(cells) > 1 else cells[0]
    return Telling(f"[{row} for one in {path}{f' if {there}' if there else ''}]")


def _values(paths: list[str]) -> Telling | None:
    return _fitting_line(paths, _of_one)


def _of_one(paths: list[str]) -> Telling:
    cells = [f"found.{path}" for path in paths]
    return Telling(", ".join(cells), _all_above(cells))


def _fitting_line(paths: list[str], make: Callable[[list[str]], Telling]) -> Telling | None:
    """As many values as a line holds; `None` when there are none."""
    while len(paths) > 1 and len(make(paths).expression) > WIDTH:
        paths = paths[:-1]
    return make(paths) if paths else None


def _all_above(paths: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(above for path in paths for above in _above(path)))


def _above(path: str) -> tuple[str, ...]:
    """The elements above a value, and the value itself where only its beginning is shown: each may be missing."""
    steps = path.split(".")
    last = len(steps) if path.endswith("]") else len(steps) - 1
    return tuple(".".join(steps[: at + 1]).partition("[")[0] for at in range(1, last))


def _useful(part: Any) -> list[str]:
    """The most telling values of an object, in its order."""
    there = [path for path, _ in _leaves(part)]
    chosen: list[str] = []
    for word in _USEFUL:
        named = [path for path in there if word in path.rpartition(".")[2].split("_") and path not in chosen]
        if named and len(chosen) < _COLUMNS:
            chosen.append(min(named, key=lambda path: path.count(".")))
    return [path for path in there if path in chosen]


def _others(part: Any, chosen: list[str]) -> list[str]:
    return [path for path, _ in _leaves(part) if path not in chosen]


def _leaves(part: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The short values of an object that stand in no list, each with its path."""
    for field in plan(type(part)).fields:
        value = None if field.role == "constant" or field.many else getattr(part, field.attr)
        if value is None:
            continue
        if field.cls is not None:
            yield from _leaves(value, f"{before}{field.attr}.")
        elif isinstance(value, bytes):
            yield f"{before}{field.attr}[:20]", value
        elif len(repr(value)) <= _WIDEST and isinstance(value, (str, int, Decimal, date)):
            yield f"{before}{field.attr}", value


def _lists(part: Any, before: str = "") -> Iterator[tuple[str, list[Any]]]:
    """The lists of an object, those of its elements too, each with its path."""
    for field in plan(type(part)).fields:
        value = None if field.role == "constant" else getattr(part, field.attr)
        if field.many and value:
            yield f"{before}{field.attr}", list(value)
        elif _is_element(field, value):
            yield from _lists(value, f"{before}{field.attr}.")


def _is_element(field: Field, value: Any) -> bool:
    return field.cls is not None and not field.many and value is not None
