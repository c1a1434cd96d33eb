"""Forms for functions: a field for each argument, read off the signature, and what a person wrote as its value."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType
from typing import Annotated, Any, Final, Literal

from netvisor.errors import NetvisorError

_SPAN: Final = re.compile(r"(?P<number>[0-9]{1,9}(?:[.,][0-9]{1,6})?) *(?P<unit>d|h|min|s)[a-z]*\b")
_UNITS: Final = {"d": "days", "h": "hours", "min": "minutes", "s": "seconds"}
_YES_NO: Final = {"yes": True, "no": False}


class Wrong(Exception):
    """What a person wrote cannot be taken; its texts belong beside the fields of their names.

    Args:
        problems: the text of each field; under `""` what belongs to none.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: one argument of the function."""

    name: str
    hint: str
    required: bool
    long: bool = False
    """It takes a text of several lines."""
    several: bool = False
    """One value on each line."""
    choices: Mapping[str, object] | None = None
    """The values of a closed list by their texts."""
    read: Callable[[str], object] = str
    """What a text of a person is; raises `ValueError`."""
    default: str = ""
    emptied: bool = False
    """An empty field is `None`, which has a meaning of its own, because the argument must be given."""

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.name.replace("_", " ").capitalize()

    def value(self, text: str) -> object:
        """The value of what a person wrote.

        Raises:
            ValueError: it is none; the text says what would be right.
        """
        if self.choices is not None:
            if text not in self.choices:
                raise ValueError(f"expected one of {', '.join(self.choices)}")
            return self.choices[text]
        try:
            return self.read(text)
        except (ValueError, InvalidOperation) as error:
            raise ValueError(f"{text[:40]!r} cannot be read; expected {self.hint}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of a function."""

    name: str
    text: str
    """The first paragraph of its docstring."""
    fields: Sequence[Field]

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.name.replace("_", " ").capitalize()

    def run(self, function: Callable[..., object], given: Mapping[str, str]) -> object:
        """Call the function with what a person wrote.

        Raises:
            Wrong: a text is no value, or the function refuses it.
        """
        several: list[object] = []
        named: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for field in self.fields:
            text = given.get(field.name, "").strip()
            try:
                if field.several:
                    several = [field.value(line.strip()) for line in text.splitlines() if line.strip()]
                elif text:
                    named[field.name] = field.value(text)
                elif field.required:
                    wrong[field.name] = f"required; expected {field.hint}"
            except ValueError as error:
                wrong[field.name] = str(error)
        if wrong:
            raise Wrong(wrong)
        try:
            return self._called(function, named, several)
        except (NetvisorError, LookupError, ValueError) as error:
            text = error.text if isinstance(error, NetvisorError) else str(error.args[0] if error.args else error)
            raise Wrong({self._blamed(text): text}) from error

    def _called(self, function: Callable[..., object], named: dict[str, object], several: list[object]) -> object:
        if any(field.several for field in self.fields):
            # What comes in any number stands behind the rest, which then has no names.
            return function(*named.values(), *several)
        emptied = {field.name: None for field in self.fields if field.emptied}
        return function(**{**emptied, **named})

    def _blamed(self, text: str) -> str:
        """The field that a refusal is about: the one that it names first, else the first one, which is acted on."""
        places = {
            field.name: found.start() for field in self.fields if (found := re.search(rf"\b{field.name}\b", text))
        }
        return min(places, key=places.__getitem__, default=self.fields[0].name if self.fields else "")


@cache
def form_of(function: Callable[..., Any]) -> Form:
    """The form of a function or method, from its signature and docstring."""
    hints = typing.get_type_hints(function, include_extras=True)
    parameters = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    text = inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    fields = tuple(_field(each, hints[each.name]) for each in parameters)
    return Form(name=function.__name__, text=text.replace("`", ""), fields=fields)


def _field(parameter: inspect.Parameter, hint: Any) -> Field:
    kinds = typing.get_args(hint) if type(None) in typing.get_args(hint) else (hint,)
    optional = NoneType in kinds or parameter.default is not parameter.empty
    several = parameter.kind is parameter.VAR_POSITIONAL
    kind = next(each for each in kinds if each is not NoneType)
    long = bool(typing.get_args(kind)) and typing.get_origin(kind) is Annotated
    choices, read, said = _kind(str if long else kind)
    return Field(
        name=parameter.name,
        hint=f"{said}, one on each line" if several else said,
        required=not optional and not several,
        several=several,
        long=long,
        choices=choices,
        read=read,
        emptied=NoneType in kinds and parameter.default is parameter.empty,
        default="" if parameter.default in (parameter.empty, None) else str(parameter.default),
    )


def _kind(kind: Any) -> tuple[Mapping[str, object] | None, Callable[[str], object], str]:
    if typing.get_origin(kind) is Literal:
        choices = {str(value): value for value in typing.get_args(kind)}
        return choices, str, f"one of {', '.join(choices)}"
    if kind is bool:
        return _YES_NO, str, "yes or no"
    return (None, *_READ[kind])


def _decimal(text: str) -> Decimal:
    number = Decimal(text.replace(",", ".").replace(" ", ""))
    if not number.is_finite():
        raise ValueError(text)
    return number


def _span(text: str) -> timedelta:
    """A stretch of time as people write it.

    >>> _span("1 d 2 h"), _span("-90 min") == -_span("1.5 h")
    (datetime.timedelta(days=1, seconds=7200), True)
    """
    back = text.startswith("-")
    rest = text.removeprefix("-").strip().lower()
    found = list(_SPAN.finditer(rest))
    if not found or _SPAN.sub("", rest).strip(" ,"):
        raise ValueError(text)
    try:
        total = sum(
            (timedelta(**{_UNITS[each["unit"]]: float(each["number"].replace(",", "."))}) for each in found),
            timedelta(),
        )
    except OverflowError as error:
        raise ValueError(text) from error
    return -total if back else total


_READ: Final[dict[Any, tuple[Callable[[str], object], str]]] = {
    str: (str, "a text"),
    int: (int, "a whole number"),
    Decimal: (_decimal, "a number such as 12,50"),
    date: (date.fromisoformat, "a day such as 2026-11-30"),
    datetime: (datetime.fromisoformat, "a moment in Finland, such as 2026-11-30 12:00"),
    timedelta: (_span, "a time such as 1 d 2 h or -30 min"),
}
