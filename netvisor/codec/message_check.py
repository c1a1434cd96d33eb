"""Every problem of a message at once, each with its path: a traversal of the plan.

The encoder tests the same rules while writing and comes here only when one is broken, so a valid message is traversed
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from netvisor.codec.rule_values import compared_in_python
from netvisor.codec.values import scalar_problem, shown, wanted
from netvisor.declare import CLEAR, UNSET, Doubt, Field, Method, Plan, declared, plan
from netvisor.declare.arguments import described
from netvisor.errors import Problem


def check(message: object, *, method: Method | None = None) -> list[Problem]:
    """All problems of a message, in document order; without any, it can be sent.

    Args:
        message: an object of a class made by `@message`.
        method: `add` or `edit`, to check the rules of that method too.
    """
    said = declared(type(message))
    if said is None or not said.message:
        found = f"{described(message)} is not a message"
        return [Problem(path="message", rule="type", found=found, expected=_meant(message))]
    return list(_problems(message, plan(type(message)), "", method))


def _meant(value: object) -> str:
    """What was probably meant by something that is not a message."""
    if isinstance(value, type) and (said := declared(value)) is not None and said.message:
        return f"an instance of it: {value.__name__}(...)"
    inner = getattr(value, "message", None)
    if (said := declared(type(inner))) is not None and said.message:
        return f"its message, a {type(inner).__name__}"
    return "a message, such as customers.Customer(...)"


def _problems(part: object, its: Plan, path: str, method: Method | None) -> Iterator[Problem]:
    sound = True
    for field in its.fields:
        if field.role != "constant":
            for problem in _field(getattr(part, field.attr), field, f"{path}{field.attr}", method):
                sound = False
                yield problem
    if not its.valued and not any(_is_given(getattr(part, f.attr)) for f in its.fields if f.role != "constant"):
        # An element with an attribute may be empty: `method="delete"` says all there is to say.
        yield Problem(
            path=path.rstrip(".") or its.cls.__name__,
            rule="empty",
            found=f"{its.cls.__name__} without any child",
            expected="at least one child, or CLEAR instead to write the element empty",
        )
    for rule in its.rules:
        # A `must` rule may use every value below, so it is tested only when all of them are valid.
        askable = sound or (rule.name != "must" and _types_hold(part, its))
        if rule.on in {None, method} and askable and not rule.holds(part):
            where = path + (rule.fields[0] if len(rule.fields) == 1 else "|".join(rule.fields))
            yield Problem(path=where, rule=rule.name, found=compared_in_python(rule, part), expected=rule.expected)


def _is_given(value: object) -> bool:
    return value is not UNSET and not (isinstance(value, (list, tuple)) and not value)


def _short(value: object) -> str:
    return shown(getattr(value, "value", value))


def _types_hold(part: object, its: Plan) -> bool:
    """Rules are asked only of objects whose fields have the right types, so they need no tests of their own."""
    return not any(
        True
        for field in its.fields
        if field.role != "constant"
        for _ in _field(getattr(part, field.attr), field, "", None, deep=False)
    )


def _field(value: Any, field: Field, path: str, method: Method | None, *, deep: bool = True) -> Iterator[Problem]:
    if field.many:
        yield from _list(value, field, path, method, deep=deep)
    elif value is UNSET:
        if field.required:
            yield Problem(path=path, rule="required", found="missing", expected=_wanted(field))
    elif value is CLEAR:
        yield from _clear(field, path)
    else:
        yield from _one(value, field, path, method, deep=deep)


def _list(value: Any, field: Field, path: str, method: Method | None, *, deep: bool) -> Iterator[Problem]:
    if not isinstance(value, (list, tuple)):
        found = f"{_short(value)} is not a list"
        yield Problem(path=path, rule="type", found=found, expected=f"a list of {_wanted(field)}")
        return
    if field.required and not value:
        yield Problem(path=path, rule="required", found="an empty list", expected=f"at least one {_wanted(field)}")
    for index, item in enumerate(value):
        at = f"{path}[{index}]"
        if item is UNSET or item is CLEAR:
            yield Problem(path=at, rule="type", found=f"{item!r} in a list", expected=_wanted(field))
        else:
            yield from _one(item, field, at, method, deep=deep)


def _clear(field: Field, path: str) -> Iterator[Problem]:
    if not field.clearable:
        yield Problem(
            path=path, rule="clear", found="CLEAR, where the element must not be empty", expected=_wanted(field)
        )
    elif field.cls is not None and field.role == "valued" and _needs_attributes(plan(field.cls)):
        names = ", ".join(f"{f.attr}=..." for f in plan(field.cls).attributes if f.role == "attribute" and f.required)
        expected = f"{field.cls.__name__}(CLEAR, {names}): a cleared element keeps its attributes"
        yield Problem(path=path, rule="clear", found="CLEAR of an element with a required attribute", expected=expected)


def _needs_attributes(its: Plan) -> bool:
    return any(f.role == "attribute" and f.required for f in its.attributes)


def _one(value: Any, field: Field, path: str, method: Method | None, *, deep: bool) -> Iterator[Problem]:
    if field.role == "interleaved":
        arm = next((a for a in field.arms if a.cls is type(value)), None)
        if arm is None:
            yield Problem(path=path, rule="type", found=f"{_short(value)}", expected=_wanted(field))
        elif deep:
            yield from _problems(value, plan(type(value)), f"{path}.", method)
    elif field.cls is not None:
        if type(value) is not field.cls:
            yield _wrong_type(value, field, path)
        elif deep:
            yield from _problems(value, plan(field.cls), f"{path}.", method)
            yield from _bare_clear(value, field, path)
    elif field.scalar is not None and (problem := scalar_problem(value, field.scalar)):
        found, rule, expected = problem
        yield Problem(path=path, rule=rule, found=found, expected=expected + _markers(value, field))


def _bare_clear(value: Any, field: Field, path: str) -> Iterator[Problem]:
    """A cleared element without attributes has one form only: CLEAR in its place."""
    if field.role != "valued" or not field.clearable or value.value is not CLEAR:
        return
    attributes = [f for f in plan(type(value)).attributes if f.role == "attribute"]
    if all(getattr(value, f.attr) is UNSET for f in attributes):
        yield Problem(path=path, rule="clear", found=f"{type(value).__name__}(CLEAR)", expected="CLEAR itself")


def _wrong_type(value: Any, field: Field, path: str) -> Problem:
    expected = _wanted(field) + _markers(value, field)
    return Problem(path=path, rule="type", found=f"{_short(value)} of type {type(value).__name__}", expected=expected)


def _markers(value: object, field: Field) -> str:
    if value is not None and not (isinstance(value, str) and not value):
        return ""
    markers = [] if field.required else ["UNSET to omit it"]
    markers += ["CLEAR to send it empty"] if field.clearable else []
    return f"; {' or '.join(markers)}" if markers else ""


def _wanted(field: Field) -> str:
    if field.role == "interleaved":
        return " or ".join(arm.cls.__name__ for arm in field.arms if arm.cls)
    if field.cls is not None:
        return f"a {field.cls.__name__}"
    return wanted(field.scalar) if field.scalar else "a value"


_UNSHOWN: Final = "a text that is not shown here"


def doubts(message: object, *, method: Method | None = None) -> list[Problem]:
    """What is probably wrong in a message without problems, which can be sent nevertheless.

    Args:
        message: a message without problems.
        method: `add` or `edit`, to include the doubts of that method too.
    """
    return list(_doubts(message, plan(type(message)), "", method))


def _doubts(part: object, its: Plan, path: str, method: Method | None) -> Iterator[Problem]:
    for field in _doubtful_fields(its.cls):
        value: Any = getattr(part, field.attr)
        at = f"{path}{field.attr}"
        for place, item in (
            [(f"{at}[{index}]", item) for index, item in enumerate(value)] if field.many else [(at, value)]
        ):
            if item is UNSET or item is CLEAR:
                continue
            if field.scalar is None:
                yield from _doubts(item, plan(type(item)), f"{place}.", method)
            elif field.scalar.doubt is not None:
                yield from _doubtful_text(item, field.scalar.doubt, place)
    for rule in its.doubts:
        if rule.named is not None:
            for place, found, expected in rule.named(part):
                yield Problem(path=path + place, rule=rule.name, found=found, expected=expected)
        elif rule.on in {None, method} and not rule.holds(part):
            found = _UNSHOWN if rule.secret else compared_in_python(rule, part)
            yield Problem(path=path + "|".join(rule.fields), rule=rule.name, found=found, expected=rule.expected)


@cache
def _doubtful_fields(cls: type) -> tuple[Field, ...]:
    """The lines of a class that can be doubtful, or contain such lines: a long invoice has few."""
    return tuple(f for f in plan(cls).fields if _is_doubtful(f) or any(map(_is_doubtful, f.arms)))


def _is_doubtful(field: Field) -> bool:
    if field.cls is not None:
        return bool(plan(field.cls).doubts or _doubtful_fields(field.cls))
    return field.scalar is not None and field.scalar.doubt is not None


def _doubtful_text(text: str, doubt: Doubt, path: str) -> Iterator[Problem]:
    if not doubt.holds(text):
        found = _UNSHOWN if doubt.secret else _short(text)
        yield Problem(path=path, rule="doubt", found=found, expected=doubt.expected)
