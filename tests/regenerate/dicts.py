"""The types of the plain data of messages: a `TypedDict` for each element with children or attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netvisor import resources
from netvisor.declare import Field, declared, plan
from netvisor.declare.scalars import Scalar
from tests.regenerate.areas import COMMAND, DICTS, SHARED, inner_classes, parts

_BUILT_IN: Final = {"str", "int", "bool"}
_PLAIN: Final = {
    "string": "str",
    "integer": "int",
    "boolean": "bool",
    "decimal": "PlainNumber",
    "date": "PlainDate",
    "datetime": "PlainMoment",
    "time": "PlainTime",
    "base64": "PlainFile",
}


def dicts_source(area: str) -> str:
    """The text of the module of an area that types the plain data of its messages; empty for one without messages."""
    classes = _parts_of_messages(area)
    own = [cls for cls in classes if _area(cls) in {area, SHARED}]
    others = [cls for cls in classes if cls not in own]
    if not own:
        return ""
    types = sorted({"Clear", "Unset", *_PLAIN.values()} - _BUILT_IN)
    lines = [
        '"""The plain data of messages, for type checkers and editors.',
        "",
        f'Written by `{COMMAND}` from the declarations."""',
        "",
        "from __future__ import annotations",
        "",
        "from collections.abc import Sequence",
        "from typing import Literal, NotRequired, TypedDict",
        "",
        f"from netvisor.resources.plain_values import {', '.join(types)}",
    ]
    lines += [f"from {cls.__module__} import {cls.__name__}" for cls in (*own, *others)]
    lines += [f"from {resources.__name__}.{_area(cls)}.{DICTS} import {_name(cls)}" for cls in others]
    for cls in own:
        lines += ["", "", f"class {_name(cls)}(TypedDict):", f'    """Plain data of `{cls.__name__}`."""', ""]
        lines += [f"    {line.attr}: {_type(line)}" for line in plan(cls).fields if line.role != "constant"]
    return "\n".join([*lines, ""])


def _parts_of_messages(area: str) -> list[type]:
    """The classes of the messages of an area and of all elements below them, in the order of their names."""
    waiting = [
        value
        for module in parts(area)
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
        if (said := declared(value)) is not None and said.message
    ]
    reached: set[type] = set()
    while waiting:
        cls = waiting.pop()
        # What another area declares, it types itself.
        if cls not in reached:
            reached.add(cls)
            waiting += inner_classes(cls) if _area(cls) in {area, SHARED} else []
    return sorted(reached, key=lambda cls: cls.__name__)


def _area(cls: type) -> str:
    return cls.__module__.removeprefix(f"{resources.__name__}.").split(".")[0]


def _name(cls: type) -> str:
    return f"{cls.__name__}Dict"


def _type(line: Field) -> str:
    """The type of the value of a key."""
    accepted = " | ".join(_accepted(line))
    if line.many:
        accepted = f"Sequence[{accepted}]"
    elif _clearable(line):
        accepted += " | Clear"
    return accepted if line.required else f"NotRequired[{accepted} | Unset]"


def _clearable(line: Field) -> bool:
    if line.cls is None or line.role != "valued":
        return line.clearable
    slot = plan(line.cls).value
    return not _needs_attributes(line.cls) and (line.clearable or (slot is not None and slot.clearable))


def _accepted(line: Field) -> Iterator[str]:
    if line.arms:
        raise NotImplementedError(f"{line.attr}: no message has mixed items so far, so no type is known for them")
    if line.scalar is not None:
        yield _scalar(line.scalar)
        return
    if line.cls is None:
        raise TypeError(f"{line.attr} has neither a class nor a scalar type")
    slot = plan(line.cls).value
    if slot is not None and slot.scalar is not None and not _needs_attributes(line.cls):
        yield _scalar(slot.scalar)
    yield _name(line.cls)
    yield line.cls.__name__


def _needs_attributes(cls: type) -> bool:
    return any(each.required for each in plan(cls).attributes if each.role == "attribute")


def _scalar(scalar: Scalar) -> str:
    if scalar.values:
        return f"Literal[{', '.join(repr(value) for value in scalar.values)}]"
    return _PLAIN[scalar.kind]
