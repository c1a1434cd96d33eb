"""The declarations as XML Schemas: the same rules, as far as XSD 1.0 can express them, for other languages.

The top element is `root` or `Root`; every class becomes a named type, and so does every kind of text. The documentation
of the schema has what XSD 1.0 cannot express (letter case, rules between elements, limits of numbers with a comma).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from netvisor.codec.value_patterns import rule_text
from netvisor.codec.xsd_texts import Texts
from netvisor.declare import Field, Plan, declared, plan
from netvisor.field_docs import field_docs

_REQUEST = """\
The message {tag}: element names in lower case, in the order in which they must stand.
The service takes names in any letter case, which XSD 1.0 cannot say. It does not read self-closing elements, which a \
schema cannot tell from empty ones. An element with children holds at least one of them, or is sent empty where that \
clears what is stored. Rules between elements stand in the documentation of their types."""

_ANSWER = """\
The answer, with the letter case and the order that are documented.
Any text may be empty. The service may add elements and attributes at any time: a reader skips what it does not know, \
which XSD 1.0 cannot say without making the schema ambiguous, so an answer with unknown elements is refused here."""

_ENVELOPE = """\
<xs:complexType name="ResponseStatus">
  <xs:sequence>
    <xs:element name="Status" type="xs:string" maxOccurs="unbounded">
      <xs:annotation>
        <xs:documentation>OK or FAILED; after FAILED a second one with category, " :: " and text.</xs:documentation>
      </xs:annotation>
    </xs:element>
    <xs:element name="TimeStamp" type="xs:string" minOccurs="0"/>
  </xs:sequence>
</xs:complexType>
<xs:complexType name="Replies">
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="InsertedDataIdentifier" type="xs:string"/>
    <xs:element name="UpdatedDataIdentifier" type="xs:string"/>
    <xs:element name="ValidDataIdentifier" type="xs:string"/>
    <xs:element name="Reply" type="xs:string"/>
  </xs:choice>
</xs:complexType>"""


class Described(Protocol):
    """What `write_schemas` asks of a resource."""

    resource: str
    request: type | None
    reply: type | None


def schema_text(cls: type) -> bytes:
    """The schema of a message class, or of the class of the content under `Root` in an answer; always the same bytes.

    Raises:
        TypeError: the class is neither.
    """
    said = declared(cls)
    if said is None or said.valued or (said.style == "message" and not said.message):
        raise TypeError(f"{cls.__qualname__} is neither a message nor what stands under Root in an answer")
    lines = _Schema(answer=not said.message).lines(cls)
    return "".join(f"{line}\n" for line in lines).encode()


def schema_files(endpoints: Iterable[Described]) -> Iterator[tuple[str, type]]:
    """The file names of all schemas of these resources, each with the class that it describes."""
    for endpoint in endpoints:
        stem = endpoint.resource.removesuffix(".nv")
        if endpoint.request is not None:
            yield f"{stem}.request.xsd", endpoint.request
        if endpoint.reply is not None:
            yield f"{stem}.reply.xsd", endpoint.reply


def write_schemas(directory: Path, endpoints: Iterable[Described]) -> list[Path]:
    """Write the schemas of these resources into a directory, which is created if it is missing.

    Returns:
        The paths of the written files, in the order of the resources.
    """
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, cls in schema_files(endpoints):
        path = directory / name
        path.write_bytes(schema_text(cls))
        written.append(path)
    return written


class _Schema:
    """One schema while it is written: the types that it needs, in the order of their first use."""

    def __init__(self, *, answer: bool) -> None:
        self.answer = answer
        self.texts = Texts(answer=answer)
        self.names: dict[tuple[type, bool], str] = {}
        self.waiting: list[tuple[type, bool]] = []

    def lines(self, cls: type) -> Iterator[str]:
        """The whole document."""
        its = plan(cls)
        yield "<!-- Written by `netvisor schema write` from the declarations; changes belong there. -->"
        yield '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        about = _ANSWER if self.answer else _REQUEST.format(tag=its.tag)
        yield from _indent(_annotation(about))
        yield from _indent(self._answer_root(its) if self.answer else self._request_root(cls, its))
        if self.answer:
            yield from _indent(_ENVELOPE.splitlines())
        done = 0
        while done < len(self.waiting):
            yield from _indent(self._type(*self.waiting[done]))
            done += 1
        yield from _indent(self.texts.lines())
        yield "</xs:schema>"

    def _request_root(self, cls: type, its: Plan) -> Iterator[str]:
        element = f'<xs:element name={quoteattr(its.tag or "")} type="{self._type_name(cls, empty=False)}"/>'
        yield from _nest('<xs:element name="root">', _nest("<xs:complexType>", _nest("<xs:sequence>", [element])))

    def _answer_root(self, its: Plan) -> Iterator[str]:
        inside = [
            '<xs:element name="ResponseStatus" type="ResponseStatus"/>',
            '<xs:element name="Replies" type="Replies" minOccurs="0"/>',
            *self._content(its),
        ]
        yield from _nest('<xs:element name="Root">', _nest("<xs:complexType>", _nest("<xs:sequence>", inside)))

    # Types of classes.

    def _type_name(self, cls: type, *, empty: bool) -> str:
        """The name of the type of a class; `empty` is the one that may be empty although its class may not."""
        key = cls, empty
        if key not in self.names:
            wanted = cls.__name__ + ("OrEmpty" if empty else "")
            taken = {*self.names.values(), "ResponseStatus", "Replies"}
            number = 2
            while wanted in taken:
                wanted, number = f"{cls.__name__}{'OrEmpty' if empty else ''}{number}", number + 1
            self.names[key] = wanted
            self.waiting.append(key)
        return self.names[key]

    def _type(self, cls: type, empty: bool) -> Iterator[str]:
        its = plan(cls)
        about = [(cls.__doc__ or "").strip(), *_rules(its)]
        inside = [*_annotation("\n".join(line for line in about if line))]
        if its.value is not None:
            inside += self._valued(its, empty=empty)
        else:
            inside += self._model(its, empty=empty)
            inside += self._attributes(its)
        return _nest(f'<xs:complexType name="{self.names[cls, empty]}">', inside)

    def _valued(self, its: Plan, *, empty: bool) -> Iterator[str]:
        base = self.texts.name(its.value, its.cls.__name__, empty=empty) if its.value else ""
        inside = list(self._attributes(its))
        start = f'<xs:extension base="{base}">'
        return _nest("<xs:simpleContent>", _nest(start, inside) if inside else [f"{start[:-1]}/>"])

    def _model(self, its: Plan, *, empty: bool) -> Iterator[str]:
        choice = not self.answer and _is_choice(its)
        tag = "choice" if choice else "sequence"
        start = f'<xs:{tag} minOccurs="0">' if empty else f"<xs:{tag}>"
        return _nest(start, self._content(its, chosen=choice))

    def _content(self, its: Plan, *, chosen: bool = False) -> Iterator[str]:
        docs = field_docs(its.cls)
        for field in its.children:
            least = "" if (field.required or chosen) and not self.answer else ' minOccurs="0"'
            most = ' maxOccurs="unbounded"' if field.many else ""
            if field.role == "interleaved":
                arms = [line for arm in field.arms for line in self._element(arm, "", docs.get(arm.attr))]
                yield from _nest(f"<xs:choice{least}{most}>", [*_annotation(docs.get(field.attr)), *arms])
            else:
                yield from self._element(field, f"{least}{most}", docs.get(field.attr))

    def _element(self, field: Field, occurs: str, about: str | None) -> Iterator[str]:
        name = quoteattr(field.name)
        inside = list(_annotation(about))
        if field.cls is not None:
            empty = self._may_be_empty(field, plan(field.cls))
            head = f'<xs:element name={name} type="{self._type_name(field.cls, empty=empty)}"{occurs}'
        else:
            base = self.texts.name(field, field.name, empty=field.clearable and not field.many)
            if field.constants:
                head = f"<xs:element name={name}{occurs}"
                fixed = [
                    line for c in field.constants for line in self._constant(c.name, c.const.value, c.const.optional)
                ]
                extension = _nest(f'<xs:extension base="{base}">', fixed)
                inside += _nest("<xs:complexType>", _nest("<xs:simpleContent>", extension))
            else:
                head = f'<xs:element name={name} type="{base}"{occurs}'
        yield from _nest(f"{head}>", inside) if inside else [f"{head}/>"]

    def _may_be_empty(self, field: Field, its: Plan) -> bool:
        """Whether CLEAR is allowed although the class itself does not declare it."""
        if self.answer or not field.clearable or field.many:
            return False
        if its.value is None:
            return any(child.required for child in its.children) or _is_choice(its)
        return not its.value.clearable and not any(f.required and f.const is None for f in its.attributes)

    # Attributes.

    def _attributes(self, its: Plan) -> Iterator[str]:
        docs = field_docs(its.cls)
        for field in its.attributes:
            if field.const is not None:
                yield from self._constant(field.name, field.const.value, field.const.optional, docs.get(field.attr))
                continue
            base = self.texts.name(field, f"{its.cls.__name__}-{field.name}", empty=False)
            use = ' use="required"' if field.required and not self.answer else ""
            head = f'<xs:attribute name={quoteattr(field.name)} type="{base}"{use}'
            inside = list(_annotation(docs.get(field.attr)))
            yield from _nest(f"{head}>", inside) if inside else [f"{head}/>"]

    def _constant(self, name: str, value: str, optional: bool, about: str | None = None) -> Iterator[str]:
        use = "" if optional or self.answer else ' use="required"'
        head = f'<xs:attribute name={quoteattr(name)} type="xs:string" fixed={quoteattr(value)}{use}'
        inside = list(_annotation(about))
        yield from _nest(f"{head}>", inside) if inside else [f"{head}/>"]


def _is_choice(its: Plan) -> bool:
    """Whether a class has exactly one of its children, whatever the method, and none that may be empty."""
    names = {field.attr for field in its.children}
    return all(not (f.required or f.clearable) for f in its.children) and any(
        rule.name == "exactly-one" and rule.on is None and set(rule.fields) == names for rule in its.rules
    )


def _rules(its: Plan) -> Iterator[str]:
    names = {field.attr: field.name for field in its.fields}
    for rule in its.rules:
        when = f" of method={rule.on}" if rule.on is not None else ""
        yield f"Rule{when}: {rule_text(rule, names)}."


def _annotation(text: str | None) -> Iterator[str]:
    """Documentation, a paragraph for each line; nothing without a text."""
    if text:
        documentation = [
            f"<xs:documentation>{escape(_plain(line))}</xs:documentation>" for line in text.splitlines() if line.strip()
        ]
        yield from _nest("<xs:annotation>", documentation)


def _plain(line: str) -> str:
    return line.strip().replace("`", "")


def _nest(start: str, inside: Iterable[str]) -> Iterator[str]:
    yield start
    yield from _indent(inside)
    yield f"</{start[1:].partition(' ')[0].rstrip('>')}>"


def _indent(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
