"""How often an assistant may call."""

from __future__ import annotations

import pytest

from netvisor.assistants.allowance import Allowance, LimitReached
from netvisor.errors import Retry
from netvisor.sandbox import Sandbox
from tests.assistants.conftest import Make
from tests.assistants.test_writes import PROPOSED


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_calls_of_a_minute_are_limited() -> None:
    clock = Clock()
    allowance = Allowance(2, 100, clock)
    allowance.take()
    clock.now += 20
    allowance.take()
    with pytest.raises(LimitReached, match="2 calls per minute is reached; the next one can go in 40 s") as caught:
        allowance.take()
    assert caught.value.retry is Retry.LATER
    clock.now += 40
    allowance.take()
    with pytest.raises(LimitReached, match="in 20 s"):
        allowance.take()


def test_the_calls_in_all_are_limited() -> None:
    clock = Clock()
    allowance = Allowance(2, 3, clock)
    for _ in range(3):
        allowance.take()
        clock.now += 60
    with pytest.raises(LimitReached, match="3 calls in all is reached; a person can start the server again") as caught:
        allowance.take()
    assert caught.value.retry is Retry.NEVER


def test_a_limit_that_is_met_is_told_and_nothing_is_sent(make: Make, sandbox: Sandbox) -> None:
    assistant = make(per_minute=2)
    for _ in range(2):
        assert not assistant.call("read", resource="customerlist").is_error
    said = assistant.call("read", resource="customerlist")
    assert (said.is_error, said["error"]) == (True, "LimitReached")
    assert said["message"].startswith("the limit of 2 calls per minute is reached")
    assert said["retry"] == "nothing was stored: send it again later, as a new request with a new transaction id"
    assert len(sandbox.calls) == 2


def test_what_makes_no_call_is_not_counted(make: Make) -> None:
    assistant = make(per_minute=1)
    for _ in range(3):
        assert not assistant.call("list_resources").is_error
        assert not assistant.call("describe_resource", resource="customer").is_error
    assert not assistant.call("read", resource="customerlist").is_error


def test_every_request_of_a_read_is_counted(make: Make, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="drop connection", times=None)
    said = make(per_minute=3).call("read", resource="customerlist")
    assert (said["error"], len(sandbox.calls)) == ("LimitReached", 3)


def test_proposals_are_counted_too(make: Make) -> None:
    writer = make(writes=True, in_all=1)
    assert not writer.call("propose_write", **PROPOSED).is_error
    said = writer.call("propose_write", **{**PROPOSED, "key": "another"})
    assert (said.is_error, said["error"]) == (True, "LimitReached")
