"""JSON of a message, in both directions: plain values to a checked message, and back.

Values of Python (`Decimal`, `date`, `bytes`, `Path`, the markers, parts as objects) may stand beside those of JSON.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from netvisor.codec.json_scalar import CLEAR_FORM, ScalarProblem, from_json, in_words, shown, to_json
from netvisor.codec.message_check import check
from netvisor.declare import CLEAR, UNSET, Field, Method, Plan, declared, plan, words
from netvisor.declare.misspelling import meant
from netvisor.errors import MessageError, Problem

M = TypeVar("M")

_UNREADABLE: Final = object()
"""Stands in a message where a value could not be read, so that the rest can still be checked."""


def message_from_json(
    cls: type[M], obj: object, folder: str | os.PathLike[str] | None = None, method: Method | None = None
) -> M:
    """A checked message from plain values.

    Args:
        cls: the message class.
        obj: the object with the children of the message's own element, of JSON values or Python values.
        folder: the folder to which the paths of attachments are relative; default: the current one.
        method: `add` or `edit`, to check the rules of that method too.

    Raises:
        MessageError: the JSON or the message is wrong; every problem is named with the path of the JSON value.
    """
    said = declared(cls)
    if said is None or not said.message:
        raise TypeError(f"{cls.__qualname__} is not a message class")
    reading = _Reading(Path(folder) if folder is not None else Path())
    message = reading.object_of(cls, obj, "")
    problems = reading.problems
    if message is not _UNREADABLE:
        problems = [*problems, *(p for p in check(message, method=method) if not reading.reported(p.path))]
    if problems:
        raise MessageError(problems)
    return message  # type: ignore[no-any-return]  # object_of made it, and it passed every check


@dataclass
class _Reading:
    """The reading of one message: its problems so far."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)
    """Paths below which the checks have nothing to add."""
    childless: list[str] = field(default_factory=list)
    """Objects with an unknown key: missing children are not reported."""

    def problem(self, path: str, rule: str, found: str, expected: str) -> Any:
        """Note a problem; returns the placeholder of the value in the message."""
        self.problems.append(Problem(path=path or "message", rule=rule, found=found, expected=expected))
        self.quiet.append(path)
        return _UNREADABLE

    def reported(self, path: str) -> bool:
        return path in self.childless or any(
            path == bad or path.startswith((f"{bad}.", f"{bad}[")) for bad in self.quiet
        )

    def object_of(self, cls: type, obj: object, path: str) -> Any:
        """An aggregate or a valued element from an object with its children and attributes as keys."""
        its = plan(cls)
        if type(obj) is cls:
            return obj
        if not isinstance(obj, Mapping):
            return self.problem(path, "type", f"{shown(obj)} is not an object", "an object: {...}")
        given = self._fields(its, obj, path)
        values = {}
        for line in its.fields:
            at = f"{path}.{line.attr}" if path else line.attr
            if line.role == "constant":
                continue
            if line.attr in given:
                values[line.attr] = self._field(line, given[line.attr], at)
            elif line.required:
                values[line.attr] = self.problem(at, "required", "missing", _wanted(line))
        return cls(**values)

    def _fields(self, its: Plan, obj: Mapping[Any, Any], path: str) -> dict[str, Any]:
        """The values of an object by Python name; unknown and repeated keys are problems."""
        given: dict[str, Any] = {}
        keys: dict[str, str] = {}
        for named, value in obj.items():
            key = str(named)
            line = _known(its.cls).get(key) or _known(its.cls).get(words(key))
            at = f"{path}.{key}" if path else key
            if line is None:
                self._unknown(its, key, at, path)
            elif line.role == "constant":
                self.problem(at, "constant", f'the constant "{key}"', "no such key: it is added automatically")
            elif line.attr in given:
                self.problem(at, "duplicate-key", f'"{key}" and "{keys[line.attr]}" are the same', "one of the two")
            elif value is not UNSET:
                given[line.attr], keys[line.attr] = value, key
        if not obj and not its.valued:
            self.problem(path, "empty", "an object without any key", f"at least one of {_names(its)}")
        return given

    def _unknown(self, its: Plan, key: str, at: str, path: str) -> None:
        near = meant(key, [f.attr for f in its.fields if f.role != "constant"])
        expected = f'"{near}"?' if near else f"one of {_names(its)}"
        if words(key) in {"root", its.tag}:
            expected = f"its content, without this key: {_names(its)}"
        self.problem(at, "unknown-key", f'unknown key "{key}"', expected)
        self.childless.append(path or its.cls.__name__)

    def _field(self, line: Field, value: object, path: str) -> Any:
        if not line.many:
            return self._one(line, value, path)
        if not isinstance(value, (list, tuple)):
            wanted = f"a list, even for one item: [{_wanted(line)}]"
            return self.problem(path, "type", f"{shown(value)} is not a list", wanted)
        if line.required and not value:
            return self.problem(path, "required", "an empty list", f"at least one {_wanted(line)}")
        return [self._one(line, item, f"{path}[{index}]") for index, item in enumerate(value)]

    def _one(self, line: Field, value: Any, path: str) -> Any:
        if value is None or value == "":
            found = "null" if value is None else "an empty text"
            return self.problem(path, "empty", found, _wanted(line) + _markers(line))
        if value is CLEAR:
            return self._clear(line, True, path)
        if _keys(value) == {"clear"} and not _has_clear(line):
            return self._clear(line, next(iter(value.values())), path)
        if line.role == "interleaved":
            return self._arm(line, value, path)
        if line.role == "valued" and line.cls is not None:
            return self._valued(line, line.cls, value, path)
        if line.cls is not None:
            return self.object_of(line.cls, value, path)
        return self._scalar(line, value, path)

    def _clear(self, line: Field, said: object, path: str) -> Any:
        if said is not True:
            return self.problem(path, "clear", f'"clear": {shown(said)}', CLEAR_FORM)
        slot = plan(line.cls).value if line.role == "valued" and line.cls else None
        if slot is not None and line.cls is not None and (needed := _needed(line.cls)):
            form = ", ".join(['{"value": {"clear": true}', *(f'"{name}": ...' for name in needed)])
            return self.problem(path, "clear", "an element with a required attribute", form + "}")
        if line.clearable and not line.many:
            return CLEAR
        if slot is not None and slot.clearable and line.cls is not None:
            return line.cls(value=CLEAR)
        return self.problem(path, "clear", "clear, where the element must not be empty", _wanted(line))

    def _arm(self, line: Field, value: object, path: str) -> Any:
        expected = "an object with one key: " + " or ".join(f'"{arm.attr}"' for arm in line.arms)
        if any(type(value) is arm.cls for arm in line.arms):
            return value
        if not isinstance(value, Mapping) or len(value) != 1:
            return self.problem(path, "type", shown(value), expected)
        ((named, content),) = value.items()
        key = str(named)
        arm = next((arm for arm in line.arms if words(key) in {words(arm.attr), words(arm.name)}), None)
        if arm is None or arm.cls is None:
            return self.problem(path, "unknown-key", f'unknown key "{key}"', expected)
        return self.object_of(arm.cls, content, path)

    def _valued(self, line: Field, cls: type, value: object, path: str) -> Any:
        slot = plan(cls).value
        if slot is None or slot.scalar is None:
            raise TypeError(f"{cls.__qualname__} is not a valued element")
        file = slot.scalar.kind == "base64" and _keys(value) in ({"path"}, {"base64"})
        if isinstance(value, (list, tuple)):
            return self.problem(path, "type", f"{shown(value)} is a list", "one value: the element is not repeatable")
        if not (isinstance(value, Mapping) or type(value) is cls) or file:
            if needed := _needed(cls):
                form = ", ".join([f'{{"value": {shown(value)}', *(f'"{name}": ...' for name in needed)])
                return self.problem(path, "required", "no " + " and no ".join(f'"{n}"' for n in needed), form + "}")
            return cls(value=self._scalar(slot, value, path))
        made = self.object_of(cls, value, path)
        bare = all(getattr(made, f.attr) is UNSET for f in plan(cls).attributes if f.role == "attribute")
        # A cleared element without attributes has one form only.
        return CLEAR if line.clearable and bare and made.value is CLEAR else made

    def _scalar(self, line: Field, value: Any, path: str) -> Any:
        if line.scalar is None:
            raise TypeError(f"{line.attr} has no scalar type")
        if line.constants and _keys(value) == {"value"}:
            value = next(iter(value.values()))
        try:
            return from_json(value, line.scalar, self.folder)
        except ScalarProblem as error:
            return self.problem(path, error.rule, error.found, error.expected)


def _keys(value: Any) -> set[str]:
    """The keys of an object as `words` writes them; of anything else none."""
    return {words(str(key)) for key in value} if isinstance(value, Mapping) else set()


@cache
def _known(cls: type) -> dict[str, Field]:
    """The lines of a class by all their keys; the Python name has priority."""
    found: dict[str, Field] = {}
    for spelled in (
        lambda line: (line.attr,),
        lambda line: (words(line.attr),),
        lambda line: map(words, (line.name, *line.also)),
    ):
        for line in plan(cls).fields:
            for key in spelled(line):
                found.setdefault(key, line)
    return found


def _has_clear(line: Field) -> bool:
    return line.cls is not None and "clear" in _known(line.cls)


def _needed(cls: type) -> list[str]:
    return [f.attr for f in plan(cls).attributes if f.role == "attribute" and f.required]


def _names(its: Plan) -> str:
    names = [f.attr for f in its.fields if f.role != "constant"]
    return ", ".join(names) if len(names) <= 6 else ", ".join(names[:5]) + f" ... ({len(names)} keys)"


def _wanted(line: Field) -> str:
    if line.role == "interleaved":
        return "an object with one key: " + " or ".join(f'"{arm.attr}"' for arm in line.arms)
    if line.role == "valued" and line.cls is not None:
        slot = plan(line.cls).value
        needed = "".join(f', "{name}": ...' for name in _needed(line.cls))
        text = in_words(slot.scalar) if slot and slot.scalar else "a value"
        return f'{{"value": {text}{needed}}}' if needed else text
    if line.cls is not None:
        return f"an object with {_names(plan(line.cls))}"
    return in_words(line.scalar) if line.scalar else "a value"


def _markers(line: Field) -> str:
    slot = plan(line.cls).value if line.role == "valued" and line.cls else None
    clearable = (line.clearable and not line.many) or (slot is not None and slot.clearable)
    markers = [] if line.required or line.many else ["without the key it is omitted"]
    markers += [f"{CLEAR_FORM} sends it empty"] if clearable else []
    return f"; {', '.join(markers)}" if markers else ""


def message_to_json(message: object) -> dict[str, Any]:
    """Plain values that `message_from_json` reads back as an equal message.

    Attachments given as paths stay paths, unchanged.
    """
    return dict(_pairs(message))


def _pairs(part: object) -> Iterator[tuple[str, Any]]:
    for line in plan(type(part)).fields:
        if line.role == "constant":
            continue
        value = getattr(part, line.attr)
        if value is UNSET or (line.many and not value):
            continue
        yield line.attr, [_value(line, item) for item in value] if line.many else _value(line, value)


def _value(line: Field, value: Any) -> Any:
    if value is CLEAR:
        return {"clear": True}
    if line.role == "interleaved":
        arm = next(arm for arm in line.arms if arm.cls is type(value))
        return {arm.attr: message_to_json(value)}
    if line.role == "valued":
        made = message_to_json(value)
        return made["value"] if set(made) == {"value"} else made
    if line.cls is not None:
        return message_to_json(value)
    return to_json(value)
