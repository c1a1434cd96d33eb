"""A text that is no Base64 is told what it is instead; the text itself is not repeated."""

from __future__ import annotations

import pytest

from netvisor.codec.base64_text import base64_problem, read_base64
from netvisor.codec.json_form import message_from_json
from netvisor.errors import MessageError
from netvisor.resources.escan import EscanDocument

WRONG = [
    (
        "data:image/png;base64,iVBORw0KGgo=",
        "a data URI, which begins data:image/png;base64,",
        "only what",
    ),
    ("_-8=", "Base64 for URLs, with - and _", "the usual alphabet"),
    ("JVBE%2Bi0", "'%' as character 5, which Base64 does not have", "the content of the file"),
    ("AA==AAAA", "= as character 3, before the end", "= at the end only"),
    ("AAAAA", "cut short: 5 characters, which no file gives", "the content of the file in Base64, up to its end"),
    ("AAAAAA", "6 characters and no = behind them", "the same with == at the end"),
    ("AAAAAA=", "6 characters and 1 = behind them", "the same with == at the end"),
]


@pytest.mark.parametrize(("text", "found", "expected"), WRONG)
def test_each_mistake_is_named(text: str, found: str, expected: str) -> None:
    with pytest.raises(ValueError, match="not Base64"):
        read_base64(text)
    said, right = base64_problem(text)
    assert said == found
    assert right.startswith(expected)


def test_line_breaks_are_no_mistake() -> None:
    assert read_base64("AAEC\r\n AwQF\n") == bytes(range(6))


@pytest.mark.parametrize(("text", "found", "expected"), WRONG)
def test_the_base64_of_json_is_told_the_same(text: str, found: str, expected: str) -> None:
    with pytest.raises(MessageError) as refused:
        message_from_json(EscanDocument, {"document_data": {"base64": text}})
    (problem,) = (problem for problem in refused.value.problems if problem.rule == "base64")
    assert problem.found == found
