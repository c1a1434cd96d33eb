"""Dataclasses that cost little to declare behave as any others, and explain themselves when asked."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pydoc
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY
from typing import Any

import pytest

from netvisor.declare import UNSET, Many, Opt, OptAttribute, part, reply, valued
from netvisor.declare.scalars import Integer, Text
from netvisor.errors import MessageError
from netvisor.lazy_dataclass import FieldDocs, frozen


@part
class Thing:
    name: Text
    """What it is called."""
    count: Opt[Integer] = UNSET
    word: Many[Text] = ()


@valued
class Tagged:
    value: Text
    _: KW_ONLY
    type: OptAttribute[Text] = UNSET


@valued
class Pair:
    value: Text
    type: OptAttribute[Text] = UNSET


@reply
class Told:
    name: Text | None


def refused(make: Callable[[], object]) -> list[str]:
    """The problems of arguments that are not taken."""
    with pytest.raises(MessageError) as caught:
        make()
    return [str(problem) for problem in caught.value.problems]


@frozen(kw_only=True)
class Listed:
    name: str
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)


def test_a_default_that_a_function_makes_is_made_for_each_object() -> None:
    one, other = Listed(name="x"), Listed(name="x")
    assert one.words == other.words == {}
    assert one.words is not other.words
    assert Listed(name="x", words={"a": "b"}).words == {"a": "b"}
    assert str(inspect.signature(Listed)) == "(*, name: 'str', words: 'Mapping[str, str]' = Ellipsis)"


def test_what_is_not_given_has_its_default() -> None:
    thing = Thing(name="x")
    assert (thing.name, thing.count, thing.word) == ("x", UNSET, ())
    assert Thing(count=1, name="y") == Thing(name="y", count=1)


def test_wrong_arguments_are_refused_by_the_first_object_and_by_later_ones() -> None:
    for _ in range(2):
        assert refused(lambda: Thing(nmae="x")) == [  # type: ignore[call-arg]
            "Thing.nmae  no such field  did you mean 'name'?",
            "Thing.name  missing  name=...",
        ]
        assert refused(lambda: Thing()) == ["Thing.name  missing  name=..."]  # type: ignore[call-arg]
        assert refused(lambda: Thing("x", name="y")) == [  # type: ignore[misc]
            "Thing  a str without a name  the name of its field, such as Thing(name=...)"
        ]


def test_a_name_like_no_field_gets_all_of_them() -> None:
    assert refused(lambda: Thing(name="x", zzz=1)) == [  # type: ignore[call-arg]
        "Thing.zzz  no such field  one of name, count, word"
    ]


def test_answers_and_frozen_objects_refuse_as_python_does() -> None:
    for make in (lambda: Told(nmae="x"), lambda: Point(z=1)):  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="unexpected keyword argument"):
            make()


def test_the_text_of_an_element_with_attributes_stands_by_position() -> None:
    assert Tagged("x", type="y").value == "x"
    assert refused(lambda: Tagged("x", "y")) == [  # type: ignore[call-arg]
        "Tagged  a str without a name  the name of its field, such as Tagged(type=...)"
    ]
    assert refused(lambda: Pair("x", "y", "z")) == [  # type: ignore[call-arg]
        "Pair  a str without a name  fewer values"
    ]
    assert refused(lambda: Pair()) == ["Pair.value  missing  value=..."]  # type: ignore[call-arg]


def test_a_refused_none_is_seen_in_a_message_and_what_an_answer_lacks_is_not() -> None:
    nothing: Any = None
    assert repr(Thing(name=nothing)) == "Thing(name=None)"
    assert repr(Pair(nothing)) == "Pair(value=None)"
    assert repr(Told(name=None)) == "Told()"


def test_editors_see_the_arguments() -> None:
    assert str(inspect.signature(Tagged)) == "(value: 'Text', *, type: 'OptAttribute[Text]' = UNSET)"
    assert list(inspect.signature(Thing).parameters) == ["name", "count", "word"]


def test_objects_are_copied_replaced_and_pickled_like_those_of_any_dataclass() -> None:
    thing = Thing(name="x", word=["a"])
    assert dataclasses.replace(thing, count=2) == Thing(name="x", count=2, word=["a"])
    assert copy.deepcopy(thing) == thing
    assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301  # our own bytes
    assert not hasattr(thing, "__dict__")


@part
class LongThing(Thing):
    length: Opt[Integer] = UNSET
    """How long it is."""


def test_help_shows_what_a_field_means() -> None:
    shown = pydoc.plain(pydoc.render_doc(LongThing))
    assert "name\n |      What it is called.\n" in shown
    assert "length\n |      How long it is.\n" in shown
    assert inspect.getdoc(vars(Point)["x"]) == "To the right."


def test_a_field_without_a_docstring_has_none() -> None:
    assert inspect.getdoc(vars(Thing)["count"]) is None
    with pytest.raises(KeyError):
        FieldDocs(Thing)["nosuch"]


@frozen
class Point:
    x: int
    """To the right."""
    y: int = 0


def test_frozen_objects_are_equal_by_value_and_have_a_hash() -> None:
    assert Point(1, 2) == Point(x=1, y=2)
    assert {Point(1), Point(1, 0)} == {Point(1)}
    assert Point(1) != Point(2)
    pair: object = (1, 0)
    assert Point(1) != pair
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_frozen_objects_refuse_to_change() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert point == Point(1)


def test_frozen_objects_are_replaced_copied_and_pickled() -> None:
    point = Point(1, 2)
    assert dataclasses.replace(point, y=3) == Point(1, 3)
    assert copy.deepcopy(point) == copy.copy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301  # our own bytes
