"""A traceback shows the lines of code that the library writes for itself, and they cost nothing until then."""

from __future__ import annotations

import linecache
import traceback
from typing import Any

import pytest

from netvisor.codec.generate import write
from netvisor.declare import UNSET, Opt, message, part
from netvisor.declare.scalars import Text
from netvisor.generated_code import run_generated
from netvisor.lazy_dataclass import frozen


@part
class Address:
    street: Text
    town: Opt[Text] = UNSET


@message
class Letter:
    street: Text
    town: Opt[Text] = UNSET


@frozen
class Point:
    x: int
    y: int = 0


def last_frame(error: BaseException) -> traceback.FrameSummary:
    return traceback.extract_tb(error.__traceback__)[-1]


def test_a_traceback_shows_the_line_of_a_writer() -> None:
    with pytest.raises(AttributeError) as caught:
        write(Letter.__new__(Letter))
    frame = last_frame(caught.value)
    assert frame.filename == f"writer of {__name__}.Letter (generated)"
    assert frame.line is not None
    assert "o.town" in frame.line


@pytest.mark.parametrize(
    ("cls", "line"), [(Address, "self.street = street"), (Point, "set_x(self, x)")], ids=["message", "frozen"]
)
def test_a_traceback_shows_the_line_of_an_initialiser(cls: Any, line: str) -> None:
    cls(**{"street": "Katu"} if cls is Address else {"x": 1})
    with pytest.raises((AttributeError, TypeError)) as caught:
        cls.__init__(object(), **{"street": "Katu"} if cls is Address else {"x": 1})
    assert last_frame(caught.value).filename == f"initialiser of {__name__}.{cls.__name__} (generated)"
    assert last_frame(caught.value).line == line


def test_lines_are_not_split_before_somebody_asks() -> None:
    source = "def double(it):\n    return it * 2\n"
    assert run_generated(source, "a test of laziness", {})["double"](2) == 4
    name = "a test of laziness (generated)"
    assert len(linecache.cache[name]) == 1
    assert linecache.getline(name, 2) == "    return it * 2\n"
    linecache.checkcache()
    assert linecache.getline(name, 1) == "def double(it):\n"
