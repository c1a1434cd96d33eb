"""The traversal of foreign XML along the plan: it makes the message and names all problems on the way.

`decode` and `validate` share it. The strict traversal of `validate` also names what is clear but not accepted by
Netvisor: self-closing elements, missing constant attributes, values in another form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from netvisor.codec.child_positions import attributes, child_positions, parent_paths
from netvisor.codec.element_order import PositionedChild, misplaced, missing_position
from netvisor.codec.problems import Enough, ProblemCollector
from netvisor.codec.rule_values import compared_in_xml
from netvisor.codec.tree import Node
from netvisor.codec.value_patterns import fits_pattern, rule_text, shown, unreadable_value, wanted, wanted_text
from netvisor.codec.values import reader, scalar_problem
from netvisor.declare import CLEAR, UNSET, Carries, Field, Method, Plan, Rule, Scalar, given, plan
from netvisor.declare.misspelling import meant

_DEMANDS: Final = frozenset({"required", "at-least-one", "exactly-one", "together", "needs", "when"})
"""The rules that an element may break by being written self-closing, as it is not read then."""

_MOST_NAMED: Final = 5
"""Elements that one problem names."""

BROKEN: Final = object()
"""Replaces a value that could not be read and was reported."""


class Traversal(ProblemCollector):
    """One traversal; `problems` holds what it found.

    Args:
        method: `add` or `edit`, to check the rules of that method too.
        strict: whether to name also what is clear but not accepted by Netvisor.
    """

    def __init__(self, method: Method | None = None, *, strict: bool) -> None:
        super().__init__()
        self.method = method
        self.strict = strict
        self._open: list[tuple[Node, Field]] = []
        """The aggregates around the element that is traversed, the outermost first."""
        self._unread: dict[Node, list[PositionedChild]] = {}
        """The self-closing children of an element that were not reported yet."""

    def message(self, root: Node, cls: type) -> Any:
        """Read the content under `<root>`; `BROKEN` if it is not a message of this class."""
        its = plan(cls)
        top = Field(attr="message", name=its.tag or cls.__name__, role="aggregate", cls=cls, required=True)
        self._top, self._parent_paths = top.name, parent_paths(cls)
        try:
            return self._root(root, top)
        except Enough:
            return BROKEN

    # Elements.

    def _root(self, root: Node, top: Field) -> Any:
        path = f"/{root.name[:80]}"
        if root.name.lower() != "root":
            inside = f"<root><{top.name}>...</{top.name}></root>"
            self.report("root", path, root, f"the document is a <{root.name[:80]}>", inside)
            return self._element(root, top, path) if root.name.lower() == top.name.lower() else BROKEN
        self._attributes(root, path, {}, ())
        self._stray_text(root, path)
        found: Any = BROKEN
        messages = 0
        for child in root.children:
            at = f"{path}/{child.name[:80]}"
            messages += child.name.lower() == top.name.lower()
            if child.name.lower() != top.name.lower():
                self.report("unknown", at, child, f"<{child.name[:80]}> under <root>", f"<{top.name}>")
            elif messages > 1:
                self.report("occurs", at, child, f"a second <{child.name}>", "one message per document")
            else:
                found = self._element(child, top, at)
        if not messages:
            self.report("required", f"{path}/{top.name}", root, "missing", f"<{top.name}> under <root>")
        return found

    def _element(self, node: Node, field: Field, path: str) -> Any:
        if node.self_closing:
            return self._empty(node, field, path)
        if field.cls is None:
            return self._text_element(node, field, path)
        its = plan(field.cls)
        return self._valued_element(node, field, its, path) if its.valued else self._aggregate(node, field, its, path)

    def _text_element(self, node: Node, field: Field, path: str) -> Any:
        self._no_children(node, path)
        self._attributes(node, path, {}, field.constants)
        if node.text == "":
            return CLEAR if field.clearable and not field.many else self._empty(node, field, path)
        return BROKEN if field.scalar is None else self._value(node.text, field.scalar, path, node)

    def _valued_element(self, node: Node, field: Field, its: Plan, path: str) -> Any:
        self._no_children(node, path)
        found = self._attributes(node, path, *attributes(its.cls))
        inside = its.value
        if inside is None or inside.scalar is None:
            return BROKEN
        needs_attributes = any(f.required for f in its.attributes if f.role == "attribute")
        if node.text != "":
            found[inside.attr] = self._value(node.text, inside.scalar, path, node)
        elif field.clearable and not field.many and not found and not needs_attributes:
            return CLEAR
        else:
            found[inside.attr] = CLEAR if inside.clearable else self._empty(node, field, path)
        return self._made(node, its, found, path)

    def _aggregate(self, node: Node, field: Field, its: Plan, path: str) -> Any:
        found = self._attributes(node, path, *attributes(its.cls))
        self._stray_text(node, path)
        before = len(self.problems)
        positioned = self._positioned(node, its, path)
        if positioned or found or len(self.problems) > before or (self.strict and node in self._unread):
            self._open.append((node, field))
            found |= self._children(node, its, positioned, path)
            made = self._made(node, its, found, path)
            for child in self._unread.pop(node, ()):
                self._self_closing(child)
            self._open.pop()
            return made
        if field.clearable and not field.many:
            return CLEAR
        return self._empty(node, field, path)

    def _empty(self, node: Node, field: Field, path: str) -> Any:
        """Report an element that must not be empty."""
        found = _not_read(node) if node.self_closing else f"<{node.name}> is empty"
        self.report("empty", path, node, found, self._filled(field))
        return BROKEN

    def _filled(self, field: Field) -> str:
        """What an element must contain, and which one may be left out instead."""
        left_out = next((each.name for each in (field, *self._lonely()) if not each.required), None)
        return wanted(field) + (f", or no <{left_out}> at all" if left_out else "")

    def _lonely(self) -> Iterator[Field]:
        """The aggregates around an element that contain nothing else, innermost first."""
        for node, field in reversed(self._open):
            if len(node.children) != 1 or node.attributes:
                return
            yield field

    def _made(self, node: Node, its: Plan, found: dict[str, Any], path: str) -> Any:
        """The object of an element, after its rules were checked."""
        fields = [field for field in its.fields if field.role != "constant"]
        part = its.cls(**{f.attr: found.get(f.attr, [] if f.many else UNSET) for f in fields})
        sound = not any(_is_broken(found[f.attr]) if f.attr in found else f.required for f in fields)
        for rule in its.rules:
            # A `must` rule may use every value, so it is tested only if all of them could be read.
            if rule.on in {None, self.method} and (sound or rule.name != "must") and not rule.holds(part):
                self._rule(rule, part, node, its, path)
        return part if sound else BROKEN

    # Children.

    def _positioned(self, node: Node, its: Plan, path: str) -> list[PositionedChild]:
        """The children to read, each with its position; the others are reported."""
        positions = child_positions(its.cls)
        positioned: list[PositionedChild] = []
        counts: dict[str, int] = {}
        seen = set()
        for child in node.children:
            name = child.name.lower()
            position = positions.get(name)
            key = position.field.attr if position is not None else name
            counts[key] = number = counts.get(key, 0) + 1
            several = number > 1 or (position is not None and position.home.many)
            at = f"{path}/{child.name[:80]}[{number}]" if several else f"{path}/{child.name[:80]}"
            if child.self_closing and position is not None:
                self._unread.setdefault(node, []).append(PositionedChild(child, position, at))
            elif child.self_closing:
                if self.strict:
                    self.report("self-closing", at, child, _not_read(child), "nothing: no such element is allowed here")
            elif position is None:
                self._unknown(child, its, at)
            elif position.home.attr in seen and not position.home.many:
                self.report("occurs", at, child, f"<{child.name}> for the {_nth(number)} time", "at most one")
            else:
                seen.add(position.home.attr)
                positioned.append(PositionedChild(child, position, at))
        return positioned

    def _children(self, node: Node, its: Plan, positioned: list[PositionedChild], path: str) -> dict[str, Any]:
        for child, found, expected in misplaced(positioned):
            self.report("order", child.path, child.node, found, expected)
        made: dict[str, Any] = {}
        for child in positioned:
            home = child.position.home
            value = self._element(child.node, child.position.field, child.path)
            if home.many:
                made.setdefault(home.attr, []).append(value)
            else:
                made[home.attr] = value
        for turn, home in enumerate(its.children):
            if not home.required or home.attr in made:
                continue
            if unread := self._said_of_unread(node, {home.attr}):
                self.report(
                    "required",
                    unread[0].path,
                    unread[0].node,
                    _not_read(*(child.node for child in unread)),
                    self._filled(home),
                )
            else:
                names = " or ".join(f"<{field.name}>" for field in home.arms or (home,))
                where = missing_position(positioned, turn)
                at = f"{path}/{(home.arms or (home,))[0].name}"
                self.report("required", at, node, f"missing in <{node.name}>", f"{names}, {wanted(home)}{where}")
        return made

    def _self_closing(self, child: PositionedChild) -> None:
        """Report an element that is not read and not required."""
        if not self.strict:
            return
        name, field = child.node.name[:80], child.position.field
        emptied = f"; {_emptied(name, field)} to send it empty" if field.clearable and not field.many else ""
        expected = f"{wanted(field)}{emptied}, or no <{name}> at all"
        self.report("self-closing", child.path, child.node, _not_read(child.node), expected)

    def _said_of_unread(self, node: Node, attrs: Collection[str]) -> list[PositionedChild]:
        """The self-closing children that these fields of an element need; the caller reports them."""
        found: list[PositionedChild] = []
        left: list[PositionedChild] = []
        for child in self._unread.pop(node, ()):
            (found if child.position.home.attr in attrs else left).append(child)
        if left:
            self._unread[node] = left
        return found

    def _unknown(self, child: Node, its: Plan, path: str) -> None:
        name = child.name.lower()
        elsewhere = self._parent_paths.get(name)
        if elsewhere:
            more = f" (or in one of {len(elsewhere) - 1} other elements)" if len(elsewhere) > 1 else ""
            expected = f"belongs in /root/{self._top}{elsewhere[0]}{more}"
        elif near := meant(name, [field.name for home in its.children for field in home.arms or (home,)]):
            expected = f"perhaps <{near}>"
        else:
            expected = f"no such element in a <{path.rsplit('/', 2)[1]}>"
        self.report("unknown", path, child, f"unknown element <{child.name[:80]}>", expected)

    def _no_children(self, node: Node, path: str) -> None:
        for child in node.children:
            name = child.name[:80]
            expected = f"<{node.name}> contains text only, no elements"
            self.report("unknown", f"{path}/{name}", child, f"unknown element <{name}>", expected)

    def _stray_text(self, node: Node, path: str) -> None:
        if node.text.strip():
            found = f"the text {shown(node.text.strip())} in <{node.name}>"
            self.report("text", path, node, found, f"<{node.name}> contains elements only, no text")

    # Attributes.

    def _attributes(
        self, node: Node, path: str, known: Mapping[str, Field], constants: Sequence[Carries]
    ) -> dict[str, Any]:
        """The values of the attributes, by Python name; constants are compared and left out."""
        if not (node.attributes or known or constants):
            return {}  # as most elements are
        fixed = {carried.name.lower(): carried for carried in constants}
        found: dict[str, Any] = {}
        seen = set()
        for name, text in node.attributes.items():
            key, at = name.lower(), f"{path}/@{name[:80]}"
            if key in fixed:
                seen.add(key)
                self._constant(text, fixed[key], at, node)
            elif key not in known:
                self._unknown_attribute(node, name[:80], [*known, *fixed], at)
            elif known[key].attr in found:
                self.report("occurs", at, node, f'the attribute "{name}" twice', "at most one")
            else:
                found[known[key].attr] = self._attribute(text, known[key], at, node)
        for key, carried in fixed.items():
            if self.strict and key not in seen and not carried.const.optional:
                expected = f'{carried.name}="{carried.const.value}"'
                self.report("required", f"{path}/@{carried.name}", node, f"missing in <{node.name}>", expected)
        for field in dict.fromkeys(known.values()):
            if field.required and field.attr not in found:
                expected = f'{field.name}="...": {wanted(field)}'
                self.report("required", f"{path}/@{field.name}", node, f"missing in <{node.name}>", expected)
        return found

    def _attribute(self, text: str, field: Field, path: str, node: Node) -> Any:
        if text == "" or field.scalar is None:
            self.report("empty", path, node, f'{field.name}=""', f"{wanted(field)}, or no attribute")
            return BROKEN
        return self._value(text, field.scalar, path, node)

    def _constant(self, text: str, carried: Carries, path: str, node: Node) -> None:
        const = carried.const
        if text.strip().lower() not in {value.lower() for value in (const.value, *const.also)}:
            found = f"{carried.name}={shown(text)}"
            self.report("constant", path, node, found, f'{carried.name}="{const.value}"')

    def _unknown_attribute(self, node: Node, name: str, known: list[str], path: str) -> None:
        near = meant(name, known)
        takes = f"<{node.name}> has {', '.join(known)}" if known else f"<{node.name}> has no attributes"
        expected = f'perhaps "{near}"' if near else takes
        self.report("unknown", path, node, f'unknown attribute "{name}"', expected)

    # Values and rules.

    def _value(self, text: str, scalar: Scalar, path: str, node: Node) -> Any:
        try:
            value = reader(scalar)(text)
        except (ValueError, ArithmeticError):
            self.report("values" if scalar.values else "type", path, node, *unreadable_value(text, scalar))
            return BROKEN
        if wrong := scalar_problem(value, scalar):
            size = f" of {len(text)} characters" if wrong[1] == "max-length" else ""
            self.report(wrong[1], path, node, f"{shown(text)}{size}", wanted_text(scalar))
            return BROKEN
        if self.strict and not fits_pattern(text, scalar):
            self.report("form", path, node, shown(text), wanted_text(scalar))
        return value

    def _rule(self, rule: Rule, part: Any, node: Node, its: Plan, path: str) -> None:
        names = {field.attr: field.name for field in its.fields}
        lacking = {attr for attr in rule.fields if not given(getattr(part, attr))}
        demands = rule.name in _DEMANDS and (rule.name != "exactly-one" or lacking == set(rule.fields))
        if demands and (unread := self._said_of_unread(node, lacking)):
            found = _not_read(*(child.node for child in unread))
            self.report(rule.name, unread[0].path, unread[0].node, found, rule_text(rule, names))
            return
        found = compared_in_xml(rule, part, its)
        where = f"{path}/{names[rule.fields[0]]}" if len(rule.fields) == 1 else path
        self.report(rule.name, where, node, found, rule_text(rule, names))


def _is_broken(value: Any) -> bool:
    return value is BROKEN or (isinstance(value, list) and any(item is BROKEN for item in value))


def _emptied(name: str, field: Field) -> str:
    """An element as it is sent empty, with the attributes that it needs."""
    known, constants = attributes(field.cls) if field.cls is not None else ({}, field.constants)
    pairs = [f' {each.name}="{each.const.value}"' for each in constants if not each.const.optional]
    pairs += [f' {each.name}="..."' for each in dict.fromkeys(known.values()) if each.required]
    return f"<{name}{''.join(pairs)}></{name}>"


def _not_read(*nodes: Node) -> str:
    names = list(dict.fromkeys(f"<{node.name[:80]}/>" for node in nodes))[:_MOST_NAMED]
    return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'} self-closing and ignored"


def _nth(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")
