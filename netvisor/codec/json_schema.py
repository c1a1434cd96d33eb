"""The declarations as JSON Schema (2020-12) of the JSON form of a message: editors complete and check files with it.

The schema has the Python names. Reading takes any key that equals one when letter case and underscores are ignored,
which JSON Schema cannot say. `UNSAID` names the other rules that a schema leaves to `netvisor build`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, Protocol

from netvisor.codec.json_scalar import CLEAR_FORM
from netvisor.codec.json_schema_rules import rule_schema
from netvisor.codec.json_schema_scalars import CLEAR, Schema, scalar_schema
from netvisor.codec.json_text import SCHEMA_KEY
from netvisor.declare import Field, Plan, Scalar, declared, plan
from netvisor.field_docs import field_docs

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ORIGIN: Final = "Written by `netvisor schema write --json` from the declarations; changes belong there."


class Described(Protocol):
    """What `json_schema_files` asks of a resource."""

    resource: str
    request: type | None


def json_schema_files(endpoints: Iterable[Described]) -> Iterator[tuple[str, type]]:
    """The file names of the schemas of all messages of these resources, each with the class that it describes."""
    for endpoint in endpoints:
        if endpoint.request is not None:
            yield f"{endpoint.resource.removesuffix('.nv')}.schema.json", endpoint.request


def json_schema_text(cls: type) -> bytes:
    """The schema of a message class as a JSON text; always the same bytes.

    Raises:
        TypeError: the class is not a message.
    """
    return f"{json.dumps(json_schema(cls), ensure_ascii=False, indent=1)}\n".encode()


def json_schema(cls: type) -> Schema:
    """The schema of the JSON form of a message.

    Raises:
        TypeError: the class is not a message.
    """
    said = declared(cls)
    if said is None or not said.message:
        raise TypeError(f"{cls.__qualname__} is not a message class")
    return _Document().whole(cls)


class _Document:
    """One schema while it is made: the definitions that it needs, in the order of their first use."""

    def __init__(self) -> None:
        self.names: dict[Any, str] = {}
        self.definitions: dict[str, Schema] = {}

    def whole(self, cls: type) -> Schema:
        """The whole document."""
        made = self._object(cls, top=True)
        return {"$schema": DIALECT, "$comment": _ORIGIN, **_about(plan(cls)), **made, "$defs": self.definitions}

    # Definitions.

    def _reference(self, key: object, name: str, made: Schema | None = None) -> Schema:
        """A reference to a definition, made from a class unless it is given."""
        if key not in self.names:
            wanted, number = name, 2
            while wanted in self.definitions:
                wanted, number = f"{name}{number}", number + 1
            self.names[key] = wanted
            self.definitions[wanted] = {}  # keeps its place while its own definitions are made
            self.definitions[wanted] = made if isinstance(key, str) and made is not None else self._class(key)
        return {"$ref": f"#/$defs/{self.names[key]}"}

    def _class(self, cls: Any) -> Schema:
        its = plan(cls)
        return {**_about(its), **(self._valued(its) if its.value is not None else self._object(cls))}

    def _valued(self, its: Plan) -> Schema:
        """A text with attributes: an object, or the bare value where no attribute is demanded."""
        whole = self._object(its.cls)
        if needs_attributes(its.cls) or its.value is None:
            return whole
        return {"anyOf": [self._scalar(its.value.scalar), whole]}

    def _object(self, cls: type, *, top: bool = False) -> Schema:
        its = plan(cls)
        docs = field_docs(cls)
        lines = [line for line in its.fields if line.role != "constant"]
        properties = {line.attr: self._property(line, docs.get(line.attr)) for line in lines}
        if top:
            properties[SCHEMA_KEY] = {"description": "The schema of this file, for editors.", "type": "string"}
        made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if demanded := [line.attr for line in lines if line.required]:
            made["required"] = demanded
        elif not its.valued:
            made |= _not_empty(top=top or any(line.many for line in lines))
        if rules := [said for rule in its.rules if (said := rule_schema(rule, its)) is not None]:
            made["allOf"] = rules
        return made

    # Properties.

    def _property(self, line: Field, about: str | None) -> Schema:
        made = self._one(line)
        if line.many:
            made = {"type": "array", "items": made} | ({"minItems": 1} if line.required else {})
        return ({"description": _plain(about)} if about else {}) | made

    def _one(self, line: Field) -> Schema:
        """One element or attribute, or the marker that clears it."""
        made = self._content(line)
        if not may_be_cleared(line):
            return made
        ways = made["anyOf"] if set(made) == {"anyOf"} else [made]
        return {"anyOf": [*ways, self._reference("clear", "clear", CLEAR)]}

    def _content(self, line: Field) -> Schema:
        if line.role == "interleaved":
            arms = {arm.attr: self._reference(arm.cls, arm.cls.__name__) for arm in line.arms if arm.cls}
            one: Schema = {"minProperties": 1, "maxProperties": 1}
            return {"type": "object", "properties": arms, "additionalProperties": False} | one
        if line.cls is not None:
            return self._reference(line.cls, line.cls.__name__)
        made = self._scalar(line.scalar)
        if not line.constants:
            return made
        # As an element with attributes is written, though these are constant.
        written: Schema = {"type": "object", "properties": {"value": made}, "required": ["value"]}
        return {"anyOf": [made, written | {"additionalProperties": False}]}

    def _scalar(self, scalar: Scalar | None) -> Schema:
        name, made = scalar_schema(scalar or Scalar("string"))
        return self._reference(name, name, made) if name else made


def _not_empty(*, top: bool) -> Schema:
    """At least one key; with lists or `$schema`, one that says something."""
    made: Schema = {"minProperties": 1}
    if top:
        made["not"] = {"properties": {SCHEMA_KEY: True}, "additionalProperties": {"const": []}}
    return made


def needs_attributes(cls: type) -> bool:
    """Whether an element has an attribute that must be given."""
    return any(line.role == "attribute" and line.required for line in plan(cls).attributes)


def may_be_cleared(line: Field) -> bool:
    """Whether `{"clear": true}` may stand in the place of an element's value."""
    slot = plan(line.cls).value if line.role == "valued" and line.cls is not None else None
    if slot is not None and line.cls is not None and needs_attributes(line.cls):
        return False
    return (line.clearable and not line.many) or (slot is not None and slot.clearable)


def _about(its: Plan) -> Schema:
    """Title and description: the docstring, and the rules between fields."""
    about = _plain(its.cls.__doc__ or its.cls.__name__)
    first, _, more = about.partition("\n")
    title, _, rest = first.partition(". ")
    lines = [line for line in (rest, *more.splitlines()) if line.strip()]
    for rule in its.rules:
        when = f" of method {rule.on}" if rule.on is not None else ""
        unsaid = "" if rule_schema(rule, its) is not None else " (not in this schema)"
        lines.append(_plain(f"Rule{when}: {rule.expected}{unsaid}."))
    made = {"title": title.rstrip(".")}
    return made | ({"description": "\n".join(lines)} if lines else {})


def _plain(text: str) -> str:
    """A docstring in the words of the JSON form."""
    for name, meaning in (("`", ""), ("UNSET", "an absent key"), ("CLEAR", CLEAR_FORM)):
        text = text.replace(name, meaning)
    return "\n".join(line.strip() for line in text.strip().splitlines())
