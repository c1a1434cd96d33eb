"""Whatever an answer holds, a look gives a verdict, or raises an error of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.client.read_back import Stored, Verdict, look
from netvisor.client.sought import Sought
from netvisor.codec.encode import write_message
from netvisor.codec.write_reply import write_reply
from netvisor.errors import NetvisorError
from netvisor.protocol.call import Call
from netvisor.protocol.reply import result
from netvisor.queue.stored import result_of
from netvisor.testing import messages, replies
from tests.regenerate.finders import WRITES, finding_of

FINDABLE: Final = [function for function in WRITES if (finding := finding_of(function)) and finding.finders]
STRANGE: Final = [
    "",
    "NaN",
    "sNaN",
    "1E+999999999",
    "9" * 5000,
    "-1",
    "²",
    "2026-02-30",
    "31.12.9999",
    "0001-01-01",
    "x",
]
_TEXT: Final = re.compile(r">([^<>]+)<")


def drawn_call(data: st.DataObject, function: str) -> Call[Any]:
    """A write with a message and parameters of any content."""
    endpoint = WRITES[function]
    numbers = st.sampled_from(["1", "2,3", "0", "netvisorkey", "number", "billanddelivery", "9" * 30])
    return Call(
        resource=endpoint.resource,
        http=endpoint.http,
        parameters=tuple((parameter.name, data.draw(numbers)) for parameter in endpoint.parameters),
        written=write_message(data.draw(messages(endpoint.request))) if endpoint.request is not None else None,
        writes=True,
        result=result_of(function),
        function=function,
    )


def answering(data: st.DataObject, call: Call[Any]) -> Callable[[Call[Any]], Any]:
    """What sends a read: answers hold the values of the write, so that they are compared, and strange ones."""
    own = [str(value) for values in Sought(call, call.function).leaves.values() for value in values]
    words = st.sampled_from([*own, *(value for _, value in call.parameters), *STRANGE])

    def send(read: Call[Any]) -> Any:
        root = read.result.root
        assert root is not None
        body = write_reply(data.draw(replies(root))).decode()
        head, middle, tail = body.partition("</ResponseStatus>")
        changed = _TEXT.sub(lambda _: f">{escaped(data.draw(words))}<" if data.draw(st.booleans()) else _[0], tail)
        return result(read, 200, f"{head}{middle}{changed}".encode(), company="1234567-8", transaction_id="1")

    return send


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("function", FINDABLE)
@given(data=st.data())
def test_a_look_gives_a_verdict_or_an_error_of_the_tree(function: str, data: st.DataObject) -> None:
    call = drawn_call(data, function)
    try:
        verdict = look(call, function, answering(data, call))
    except NetvisorError:
        return
    assert isinstance(verdict, Verdict)
    assert verdict.found
    if verdict.stored is Stored.YES:
        assert verdict.strength.decides
