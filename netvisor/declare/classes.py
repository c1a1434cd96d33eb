"""The decorators that turn a class body into a declaration.

The lines of the class are the only place that holds an element's name, order, occurrence, type and limits::

    @part
    class CustomerBaseInformation:
        name: Opt[Text250] = UNSET
        country: Opt[Country] = UNSET

- `message`: the content under `<root>` in a request; its own element is named after the class, or by `name`.
- `part`: an element with children inside a message.
- `reply`: the content under `<Root>` in an answer, and every element with children below it.
- `lower_reply`: the same where the answer is documented in lower case.
- `valued`: an element with a text and attributes. Its text is the field `value`, its attributes are written
  `Attribute[T]` or `OptAttribute[T]`; a constant one is a line `type: ClassVar[Const] = Const("customer")`.

A message writes names in lower case and joined, a reply in Pascal case; `El` gives other names. A declaration that
adds lines at the end of another derives from it, and repeats its rules.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar, dataclass_transform, overload

from netvisor.declare.arguments import MISSING, refuse_fields
from netvisor.declare.rules import Rule
from netvisor.declare.states import UNSET
from netvisor.lazy_dataclass import attach, explain, frozen

C = TypeVar("C")
Style: TypeAlias = Literal["message", "reply"]


@frozen
class El:
    """The name of an element or attribute that differs from the naming rule, and further names accepted in reading."""

    name: str | None = None
    also: tuple[str, ...] = ()


@frozen
class Interleaved:
    """Marks a list of items with several names, mixed in document order.

    `arms` are the Python names of the elements, in the order of the types of the union:
    `Annotated[Many[ProductLine | CommentLine], Interleaved("product_line", "comment_line")]`.
    """

    arms: tuple[str, ...]

    def __init__(self, *arms: str) -> None:
        object.__setattr__(self, "arms", arms)


@frozen
class Declared:
    """The arguments of a class's decorator."""

    style: Style
    valued: bool = False
    message: bool = False
    lower: bool = False
    """Whether an answer is documented in lower case."""
    tag: str | None = None
    rules: tuple[Rule, ...] = ()


_ATTRIBUTE = "__netvisor__"


def declared(cls: type) -> Declared | None:
    """The arguments of the decorator of `cls`, `None` for a class without one."""
    found = cls.__dict__.get(_ATTRIBUTE)
    return found if isinstance(found, Declared) else None


def _show(self: object) -> str:
    """Only the fields that are set: an invoice has sixty.

    In an answer `None` means missing; in a message it is a mistake and is shown.
    """
    shown = []
    said = declared(type(self))
    is_message = said is not None and said.style == "message"
    for field in dataclasses.fields(self):  # type: ignore[arg-type]  # only declarations get this method
        value = getattr(self, field.name)
        if value is UNSET or value == () or (value is None and not is_message):
            continue
        text = f"<{len(value)} bytes>" if isinstance(value, bytes) else repr(value)
        shown.append(f"{field.name}={text}")
    return f"{type(self).__name__}({', '.join(shown)})"


def _equal(self: object, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    # Not the slots: a derived declaration has only its own.
    for name in self.__dataclass_fields__:  # type: ignore[attr-defined]  # every declaration has them
        mine, theirs = getattr(self, name), getattr(other, name)
        if mine != theirs and not (isinstance(mine, (list, tuple)) and list(mine) == list(theirs)):
            return False
    return True


def _declare(cls: type[C], said: Declared, *, kw_only: bool) -> type[C]:
    made = dataclass(kw_only=kw_only, slots=True, init=False, repr=False, eq=False, match_args=False)(cls)
    setattr(made, _ATTRIBUTE, said)
    explain(made)
    if said.style == "message":
        attach(made, refuse=refuse_fields, missing=MISSING)
    else:
        attach(made)
    made.__repr__ = _show  # type: ignore[method-assign]  # one shared method instead of one compiled for each class
    made.__eq__ = _equal  # type: ignore[method-assign]
    made.__hash__ = None  # type: ignore[assignment]  # messages can change, so they have no hash
    return made


@overload
def message(cls: type[C], /) -> type[C]: ...
@overload
def message(*rules: Rule, name: str | None = None) -> Callable[[type[C]], type[C]]: ...
@dataclass_transform(kw_only_default=True)
def message(*rules: Any, name: str | None = None) -> Any:
    """Declare the content under `<root>` in a request.

    Args:
        rules: the rules between the fields of this class.
        name: the element's name, where it is not the name of the class in lower case.
    """

    def decorate(cls: type[C], *rules: Rule) -> type[C]:
        tag = name or cls.__name__.lower()
        return _declare(cls, Declared("message", message=True, tag=tag, rules=rules), kw_only=True)

    return _with_rules(decorate, rules)


@overload
def part(cls: type[C], /) -> type[C]: ...
@overload
def part(*rules: Rule) -> Callable[[type[C]], type[C]]: ...
@dataclass_transform(kw_only_default=True)
def part(*rules: Any) -> Any:
    """Declare an element with children inside a message.

    Args:
        rules: the rules between the fields of this class.
    """

    def decorate(cls: type[C], *rules: Rule) -> type[C]:
        return _declare(cls, Declared("message", rules=rules), kw_only=True)

    return _with_rules(decorate, rules)


def _with_rules(decorate: Callable[..., type], given: tuple[Any, ...]) -> Any:
    """The result of a decorator: for a class, as in `@part`, the declared class; for rules, a decorator with them."""
    if len(given) == 1 and isinstance(given[0], type):
        return decorate(given[0])
    return lambda cls: decorate(cls, *given)


@dataclass_transform(kw_only_default=True)
def reply(cls: type[C]) -> type[C]:
    """Declare the content under `<Root>` in an answer, or an element with children below it."""
    return _declare(cls, Declared("reply"), kw_only=True)


@dataclass_transform(kw_only_default=True)
def lower_reply(cls: type[C]) -> type[C]:
    """Declare an element of an answer, like `reply`, with children that are documented in lower case."""
    return _declare(cls, Declared("reply", lower=True), kw_only=True)


@dataclass_transform(kw_only_default=False)
def valued(cls: type[C]) -> type[C]:
    """Declare an element with a text, the field `value`, and attributes; used in messages and answers alike."""
    return _declare(cls, Declared("message", valued=True), kw_only=False)


def words(attr: str) -> str:
    """The Python name in lower case without underscores, for comparing keys: `net_days` -> `netdays`."""
    return attr.replace("_", "").lower()


def xml_name(attr: str, style: Style) -> str:
    """The element's name by the naming rule.

    >>> xml_name("street_address", "message"), xml_name("street_address", "reply")
    ('streetaddress', 'StreetAddress')
    """
    # A trailing underscore keeps a name off a Python keyword: `from_` is written `from`.
    parts = attr.strip("_").split("_")
    return "".join(parts) if style == "message" else "".join(word[:1].upper() + word[1:] for word in parts)


Declaration: TypeAlias = Any
"""An instance of a declared class."""
