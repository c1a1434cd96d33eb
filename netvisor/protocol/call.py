"""A call is a value: what would be sent, and what its answer becomes. Nothing is sent here."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeVar

from netvisor.declare import Method, Rule, given
from netvisor.declare.arguments import described
from netvisor.errors import DoubtfulValue, MessageError, Problem, SetupError
from netvisor.lazy_dataclass import frozen
from netvisor.protocol.finder import Finder, Finding
from netvisor.protocol.long_lists import LongList
from netvisor.protocol.parameters import Parameter, Query, parameters_of, signature_parameters, wire_parameters
from netvisor.protocol.results import Items, Result

if TYPE_CHECKING:
    from netvisor.codec.encode import WrittenMessage

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
Http: TypeAlias = Literal["GET", "POST"]


@frozen(kw_only=True)
class Call(Generic[R]):
    """One call of a resource, checked and ready to be sent by a client, stored by a queue or shown by a person."""

    resource: str
    """The resource's name, such as `customer.nv`."""
    http: Http
    parameters: tuple[tuple[str, str], ...] = ()
    """The query of the address, as names and texts that are not percent-encoded."""
    written: WrittenMessage | None = None
    """The message of a POST as it was when the call was made; `None` without a message or with a raw body."""
    body: Any = None
    """The body of a raw call, sent as it is."""
    writes: bool
    """Whether the call changes data; deletes that are GETs do."""
    result: Result[R]
    """What the answer becomes."""
    function: str = ""
    """The public name of the function that made it, such as `customers.add_customer`; empty for a raw call."""
    parts: tuple[tuple[tuple[str, str], ...], ...] = ()
    """The queries of a read whose key list is longer than one call may carry; empty for an ordinary call."""
    long: LongList | None = None
    """How a list continues when it is longer than one answer; `None` where one answer holds everything."""

    @property
    def message(self) -> Any:
        """The message, read back from its text as a new object each time; `None` when the call has none."""
        return None if self.written is None else self.written.message()

    def split(self) -> Iterator[Call[R]]:
        """The calls that this one is sent as: itself, or one for each part of a long key list."""
        if not self.parts:
            yield self
        for query in self.parts:
            yield replace(self, parameters=query, parts=())


@dataclass(eq=False, kw_only=True)
class Endpoint:
    """One resource as declared: its messages, its answer and the functions that make calls of it."""

    resource: str
    http: Http
    area: str = ""
    """The area of `netvisor.resources`; left out, that of the functions that make the calls."""
    title: str
    request: type | None = None
    """The class of the message under `<root>`."""
    reply: type | None = None
    """The class of the content under `<Root>` beside the envelope."""
    writes: bool = False
    """Whether a call changes data: every POST does, and those GETs that say so, which delete."""
    methods: tuple[Method, ...] = ()
    """The values of the parameter `method`, empty where the resource has none."""
    edit: str = ""
    """What an edit does, above all with elements that are left out; empty where nothing is edited."""
    limits: str = ""
    """Limits of the service beyond those that the message and the parameters declare."""
    fee: str = ""
    """What a call costs; empty where no fee is documented. Reading is free."""
    gaps: str = ""
    """What is unknown about the resource, and therefore undeclared or uncertain."""
    long: LongList | None = None
    """How many items one answer of its lists holds at most, where such a limit is known."""
    also: tuple[str, ...] = ()
    """Other names of the resource in the documentation; calls go to `resource`."""
    functions: list[Callable[..., Any]] = field(default_factory=list)
    findings: dict[str, Finding] = field(default_factory=dict)
    """How the writes of each function are found after an unknown outcome, by the function's name."""

    def __post_init__(self) -> None:
        self.writes = self.writes or self.http == "POST"

    def register(self, function: F) -> F:
        """Decorate a function that makes calls of this endpoint; its signature declares the parameters."""
        self.area = self.area or function.__module__.removeprefix("netvisor.resources.").partition(".")[0]
        self.functions.append(function)
        return function

    def found_by(self, function: Callable[..., Any], *finders: Finder, nothing: str) -> None:
        """Say how the writes of a function are found after an unknown outcome.

        Args:
            function: a function that was registered.
            finders: the ways to find them, best first; none if no read shows them.
            nothing: what makes a write findable, or why none is.
        """
        self.findings[function.__name__] = Finding(finders=finders, nothing=nothing)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters of the address, over all functions, in the order they are declared."""
        return parameters_of(self.functions, self.methods)

    def call(
        self,
        function: Callable[..., Any],
        arguments: Mapping[str, Any],
        gives: Result[R],
        *,
        method: Method | None = None,
        rules: tuple[Rule, ...] = (),
    ) -> Call[R]:
        """Make a call out of the arguments of one of the functions.

        Args:
            function: the function that was called; its signature declares the parameters.
            arguments: its arguments, including the message.
            gives: what the answer becomes.
            method: `add` or `edit`, for resources that take it.
            rules: rules between the arguments; they name arguments as the rules of a class name fields.

        Warns with `DoubtfulValue` about doubtful values in the message.

        Raises:
            MessageError: the message or a parameter breaks a rule; every problem is named.
        """
        queries, problems = wire_parameters(function, arguments, method=method)
        written = None
        doubts: Sequence[Problem] = ()
        wrong = {problem.path for problem in problems} if problems else set()
        if self.request is not None:
            try:
                written, doubts = _write()(self._message(function, arguments), method)
            except MessageError as error:
                problems = [*error.problems, *problems]
                wrong.update(arguments.keys() - {parameter.attr for parameter in signature_parameters(function)})
        if rules:
            problems += _broken(rules, arguments, wrong)
        if problems:
            raise MessageError(problems, resource=self.resource)
        for doubt in doubts:
            # The warning names the place that called the function, two frames above.
            warnings.warn(DoubtfulValue(doubt, self.resource), stacklevel=3)
        return Call(
            resource=self.resource,
            http=self.http,
            parameters=queries[0],
            written=written,
            writes=self.writes,
            result=gives,
            function=f"{self.area}.{function.__name__}",
            parts=tuple(queries) if len(queries) > 1 else (),
            long=self._long(gives, queries[0]),
        )

    def _long(self, gives: Result[Any], query: Query) -> LongList | None:
        """How the list that a call gives goes on; whoever asks for a page reads page by page."""
        paged = self.long is not None and not self.long.key and any(name == self.long.parameter for name, _ in query)
        return self.long if isinstance(gives, Items) and not paged else None

    def _message(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        wanted: Any = self.request
        for value in arguments.values():
            if isinstance(value, wanted):
                return value
        name = message_argument(function)
        expected = f"{self.area}.{wanted.__name__}(...)"
        raise MessageError([Problem(path=name, rule="type", found=described(arguments[name]), expected=expected)])


@cache
def _write() -> Callable[[object, Method | None], tuple[WrittenMessage, Sequence[Problem]]]:
    # Loaded by the first call with a message: declarations load without the codec.
    from netvisor.codec.encode import write_with_doubts

    return write_with_doubts


def message_argument(function: Callable[..., Any]) -> str:
    """The argument of a function that is the message and not a parameter of the address."""
    own = {parameter.attr for parameter in signature_parameters(function)}
    return next(name for name in inspect.signature(function).parameters if name not in own)


def checked_call(value: Call[R], function: str = "send") -> Call[R]:
    """Return a call as it is, and reject anything else with what was probably meant.

    Args:
        value: what should be a call.
        function: the name of the function that takes calls only.

    Raises:
        SetupError: it is not a call.
    """
    if isinstance(value, Call):
        return value
    meant = _meant(value)
    raise SetupError(f"{function} expects a call{f': {meant}' if meant else _SUCH_AS}, not {described(value)}")


_SUCH_AS: Final = ", such as customers.list_customers()"


def _meant(value: object) -> str:
    """The calls that a function makes, or that can be made of a message passed instead of a call."""
    cls = value if isinstance(value, type) else type(value)
    calls = [
        f"{endpoint.area}.{function.__name__}({'...' if function is value else message_argument(function)})"
        for endpoint in _declared_beside(value if inspect.isfunction(value) else cls)
        for function in endpoint.functions
        if function is value or endpoint.request is cls
    ]
    return " or ".join(calls)


def _declared_beside(value: object) -> Iterator[Endpoint]:
    """The endpoints in the module of a function or class."""
    module = sys.modules.get(getattr(value, "__module__", None) or "")
    return (each for each in vars(module).values() if isinstance(each, Endpoint)) if module else iter(())


def _broken(rules: tuple[Rule, ...], arguments: Mapping[str, Any], wrong: set[str]) -> Iterator[Problem]:
    """The rules between arguments that do not hold.

    Rules are tested only on values that are valid by themselves, so they needn't check types.
    """
    asked = SimpleNamespace(**arguments)
    for rule in rules:
        if wrong.isdisjoint(rule.fields) and not rule.holds(asked):
            values = (f"{name}={_short(arguments[name])}" for name in rule.fields if given(arguments[name]))
            found = rule.compared(asked) if rule.compared is not None else ", ".join(values)
            yield Problem(
                path="|".join(rule.fields),
                rule=rule.name,
                found=found or "none of them is given",
                expected=rule.expected,
            )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
