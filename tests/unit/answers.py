"""What a call makes of a committed answer, for the tests of the areas."""

from __future__ import annotations

from typing import Any

from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer
from tests.conftest import FIXTURES


def taken(call: Call[Any], name: str) -> Any:
    """The result of a call from `fixtures/replies/<name>.xml`, every value of which is typed."""
    reply = read_reply((FIXTURES / "replies" / f"{name}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))
