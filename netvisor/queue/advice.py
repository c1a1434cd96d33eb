"""What a person can do about a message that does not go on by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from netvisor.queue.outbox import Message
from netvisor.queue.states import State

Action: TypeAlias = Literal["hold", "release", "retry", "resolve"]


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do, and when it is right."""

    action: Action
    when: str


_RETRY = Way("retry", "it is not in Netvisor: send it as a new request")


def ways(message: Message) -> tuple[Way, ...]:
    """What can be done about a message; nothing when it goes on by itself or has ended well.

    Args:
        message: the message, with its attempts.
    """
    if message.state is State.REFUSED:
        return (Way("retry", "send it again as it is, once the reason is gone; put a corrected one anew"),)
    if message.state is State.WAITING:
        return (Way("hold", "keep it back"),)
    if message.state is not State.HELD:
        return ()
    if not message.attempts or message.attempts[-1].action == "send":
        # Held by a person, or after an attempt of which Netvisor said that nothing was stored.
        return (Way("release", "let it wait for its turn again"), Way("resolve", "it is in Netvisor already"))
    if message.attempts[-1].outcome == "found another":
        return (
            Way("resolve", "the record that was found is this one"),
            Way("retry", "the number is free again; put a corrected one anew"),
        )
    return (Way("resolve", "it is in Netvisor"), _RETRY)


__all__ = ["Action", "Way", "ways"]
