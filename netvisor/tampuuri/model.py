"""The classes of Tampuuri's JSON objects: typed fields, and every other field kept and given back.

msgspec does the mapping of names, types and limits. What is added here: unknown fields, a value of another type than
documented (it stays among the unknown fields), all problems of a request at once, and fractions that never become
floats.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, TypeVar, dataclass_transform, get_args, get_origin

from netvisor.errors import Problem
from netvisor.extras import missing
from netvisor.tampuuri.moment import Moment

try:
    import msgspec
    from msgspec import UNSET, Meta, UnsetType, field
except ImportError as error:
    raise missing("the Tampuuri client", "tampuuri", "msgspec") from error

T = TypeVar("T")
M = TypeVar("M", bound="Model")

Opt: TypeAlias = T | UnsetType | None
"""A field that may be absent (`UNSET`, the default) or null (`None`)."""
Promised: TypeAlias = Annotated[T | UnsetType | None, Meta(extra={"promised": True})]
"""A field of an answer that the documentation calls required; answers are read without it all the same."""

_DATE: Final = "a date such as 2026-01-31, or a moment in ISO 8601"
_UNKNOWN: Final = "unknown"
_UNKNOWN_KEY: Final = "(unknown)"


def length(most: int) -> Meta:
    """The largest number of characters of a text."""
    return Meta(max_length=most)


def pascal_case(name: str) -> str:
    """The JSON name of a field, unless it says otherwise.

    >>> pascal_case("suoritusaika_aikaisintaan")
    'SuoritusaikaAikaisintaan'
    """
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Model(msgspec.Struct, frozen=True, kw_only=True, rename=pascal_case):
    """A JSON object of Tampuuri. Its fields are given by name and never change; `replace` makes a changed copy."""

    unknown: dict[str, Any] = field(default_factory=dict, name=_UNKNOWN_KEY)
    """The fields that are not declared, by their JSON names, and those whose value has another type than declared."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field by its JSON name, declared or not; `default` if it is absent."""
        line = fields_of(type(self)).get(name)
        value = UNSET if line is None else getattr(self, line.name)
        return self.unknown.get(name, default) if value is UNSET else value

    def replace(self: M, **changes: Any) -> M:
        """A copy with other values."""
        return msgspec.structs.replace(self, **changes)


@dataclass(frozen=True, slots=True)
class ModelField:
    """One declared field of a model."""

    name: str
    """The name in Python."""
    json_name: str
    required: bool
    """Whether a request must have it."""
    annotation: Any
    model: type[Model] | None
    """The class of its object, or of the objects of its list."""
    many: bool


@cache
def fields_of(cls: type[Model]) -> Mapping[str, ModelField]:
    """The declared fields of a model by their JSON names."""
    return {
        line.encode_name: ModelField(
            line.name, line.encode_name, line.required, line.type, *_model_in(line.type, many=False)
        )
        for line in msgspec.structs.fields(cls)
        if line.name != _UNKNOWN
    }


def _model_in(annotation: Any, *, many: bool) -> tuple[type[Model] | None, bool]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation, many
    if get_origin(annotation) is dict:
        return None, False
    inner = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    for part in inner:
        found = _model_in(part, many=many or get_origin(annotation) is list)
        if found[0] is not None:
            return found
    return None, False


# Reading.


class WrongShape(ValueError):
    """JSON that is not the object, list or value that was expected."""


_decoder: Final = msgspec.json.Decoder(float_hook=Decimal)


def parse(data: bytes) -> Any:
    """JSON as plain values; fractions become decimals.

    >>> parse(b'{"Summa": 5.0}')
    {'Summa': Decimal('5.0')}

    Raises:
        WrongShape: it is not JSON in UTF-8.
    """
    try:
        return _decoder.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise WrongShape(f"not JSON: {error}") from error


def read(cls: type[M], raw: Any) -> M:
    """An object of an answer; what does not fit its declaration is among its unknown fields.

    Raises:
        WrongShape: it is no object.
    """
    made, problems = _read(cls, raw, "", strict=False)
    if made is None:
        raise WrongShape("; ".join(f"{problem.path}: {problem.found}" for problem in problems))
    return made


def read_strictly(cls: type[M], raw: Any, path: str = "") -> tuple[M | None, list[Problem]]:
    """An object, and everything in it that does not fit its declaration; `None` when it cannot be made."""
    return _read(cls, raw, path, strict=True)


def _read(cls: type[M], raw: Any, path: str, *, strict: bool) -> tuple[M | None, list[Problem]]:
    if not isinstance(raw, dict):
        return None, [Problem(path=path or cls.__name__, rule="type", found=_kind(raw), expected="an object")]
    lines = fields_of(cls)
    values: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in raw.items():
        line = lines.get(key)
        if line is None:
            unknown[key] = value
            continue
        try:
            if line.model is None or value is None:
                made = msgspec.convert(value, line.annotation, dec_hook=_read_hook)
            else:
                made = _read_models(line, line.model, value, _place(path, key), problems, strict=strict)
        except msgspec.ValidationError as error:
            unknown[key] = value
            problems.append(Problem(path=_place(path, key), rule="type", found=_kind(value), expected=str(error)))
            continue
        values[line.name] = made
        if strict and isinstance(made, Moment) and not made.valid:
            found = f"{made.text[:40]!r}"
            problems.append(Problem(path=_place(path, key), rule="value", found=found, expected=_DATE))
    absent = [line for line in lines.values() if line.required and line.name not in values]
    problems += [
        Problem(path=_place(path, line.json_name), rule="required", found="missing", expected="a value")
        for line in absent
        if line.json_name not in raw
    ]
    return (None if absent else cls(**values, unknown=unknown)), problems


def _place(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _read_models(
    line: ModelField, cls: type[Model], value: Any, place: str, problems: list[Problem], *, strict: bool
) -> Any:
    """The object of a field, or those of its list."""
    if line.many and not isinstance(value, list):
        raise msgspec.ValidationError("Expected a list")
    made = []
    for index, each in enumerate(value if line.many else [value]):
        model, found = _read(cls, each, f"{place}[{index}]" if line.many else place, strict=strict)
        problems += found
        if model is None:
            raise msgspec.ValidationError(f"Expected an object of {cls.__name__}")
        made.append(model)
    return made if line.many else made[0]


def _read_hook(cls: type, value: Any) -> Any:
    if cls is Moment and isinstance(value, str):
        return Moment(value)
    raise msgspec.ValidationError(f"Expected `{'date' if cls is Moment else cls.__name__}`")


def _kind(value: object) -> str:
    kinds: dict[type, str] = {dict: "an object", list: "a list", type(None): "null", str: "a text"}
    return kinds.get(type(value)) or f"{value!r}"


# Writing.


def to_json(value: Any, problems: list[Problem] | None = None, path: str = "") -> Any:
    """The plain JSON values of an object, a list or a value; decimals stay decimals.

    Args:
        value: what to write.
        problems: gets what JSON or Tampuuri cannot take; without it, that is left as it is.
        path: where the value stands, for the problems.
    """
    found = [] if problems is None else problems
    if isinstance(value, Model):
        lines = {line.json_name: getattr(value, line.name) for line in fields_of(type(value)).values()}
        given = {key: each for key, each in lines.items() if each is not UNSET}
        return to_json({**given, **value.unknown}, found, path)
    if isinstance(value, Mapping):
        return {
            _key(key, found, path): to_json(each, found, f"{path}.{key}".lstrip(".")) for key, each in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [to_json(each, found, f"{path}[{index}]") for index, each in enumerate(value)]
    return _scalar(value, found, path)


def _key(key: Any, problems: list[Problem], path: str) -> str:
    if not isinstance(key, str):
        problems.append(Problem(path=path, rule="type", found=f"the key {key!r}", expected="a text"))
    return str(key)


def _scalar(value: Any, problems: list[Problem], path: str) -> Any:
    for kinds, write in _SCALARS:
        if isinstance(value, kinds):
            try:
                return write(value)
            except ValueError as error:
                problems.append(Problem(path=path, rule="value", found=_kind(value), expected=str(error)))
                return value
    if isinstance(value, float):
        expected = f"Decimal({str(value)!r}): a float cannot hold most decimal fractions exactly"
        problems.append(Problem(path=path, rule="type", found=f"the float {value!r}", expected=expected))
    elif value is not None:
        expected = "a text, number, truth value, date, bytes, list or object"
        problems.append(Problem(path=path, rule="type", found=f"of type {type(value).__name__}", expected=expected))
    return value


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a text without lone surrogates") from error
    return str.__str__(value)


def _decimal(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("a finite number")
    return value


def _moment(value: Moment) -> str:
    if not value.valid:
        raise ValueError(_DATE)
    return value.text


_LARGEST: Final = 1 << 63
"""msgspec writes whole numbers of 64 bits; larger ones are written as decimals are."""

_SCALARS: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (str, _text),
    (int, lambda value: value if abs(value) < _LARGEST else Decimal(value)),
    (Decimal, _decimal),
    (Moment, _moment),
    (date, lambda value: Moment.of(value).text),
    (bytes, lambda value: base64.b64encode(value).decode()),
)

_encoder: Final = msgspec.json.Encoder(decimal_format="number")


def write(plain: Any) -> bytes:
    """The bytes of plain JSON values."""
    return _encoder.encode(plain)


def checked(value: Any, cls: type[Model] | None, *, partial: bool = False) -> tuple[bytes, list[Problem]]:
    """The bytes of a request and everything that is wrong with it.

    Args:
        value: a model, or plain JSON values.
        cls: the model that the operation takes; `None` where it is not documented.
        partial: whether required fields may be left out.
    """
    problems: list[Problem] = []
    plain = to_json(value, problems)
    if cls is not None and not problems:
        _, problems = read_strictly(cls, plain)
        problems = [each for each in problems if not (partial and each.rule == "required")]
    return (b"" if problems else write(plain)), list(_in_python(problems, value))


def _in_python(problems: list[Problem], value: Any) -> Iterator[Problem]:
    """The problems of a model, whose paths are told in the names that the program used."""
    for problem in problems:
        path = _python_path(problem.path, type(value)) if isinstance(value, Model) else problem.path
        yield Problem(path=path, rule=problem.rule, found=problem.found, expected=problem.expected)


def _python_path(path: str, cls: type[Model] | None) -> str:
    parts = []
    for part in path.split("."):
        key, bracket, index = part.partition("[")
        line = fields_of(cls).get(key) if cls is not None else None
        parts.append((line.name if line is not None else key) + bracket + index)
        cls = None if line is None else line.model
    return ".".join(parts)


__all__ = [
    "UNSET",
    "Meta",
    "Model",
    "ModelField",
    "Opt",
    "Promised",
    "WrongShape",
    "checked",
    "field",
    "fields_of",
    "length",
    "parse",
    "pascal_case",
    "read",
    "read_strictly",
    "to_json",
    "write",
]
