"""Where an item stands in the outbox: the key it goes under, and what was put under it before."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Final

from netvisor.protocol.personal_data import without_identity_codes
from netvisor.queue.outbox import Message, Outbox
from netvisor.queue.states import State
from netvisor.queue.stored import content_of, digest_of
from netvisor.tampuuri.bridge.plan import Action, Item

_ADOPT: Final = "see adopt in [customers]"


@dataclass(frozen=True, slots=True)
class Slot:
    """A key of the outbox, and the message that was put under it before."""

    key: str
    message: Message | None
    same: bool
    """Whether that message is the one that would be put."""


def with_slot(item: Item, outbox: Outbox, company: str) -> Item:
    """An item that sends something, as the outbox lets it: with its key, or held because of an earlier message."""
    if not item.action.sends or item.key is None:
        return item
    if item.made_under is not None and outbox.find(item.made_under, company=company) is None:
        return replace(item, action=Action.HOLD, why=f"{item.why}, but this queue did not make it: {_ADOPT}")
    slot = _slot(item, item.key, outbox, company)
    message = slot.message
    if message is None:
        return replace(item, key=slot.key)
    if why := _hindrance(slot, message):
        return replace(item, action=Action.HOLD, key=slot.key, why=why)
    return replace(item, key=slot.key, why=f"is in the queue as message {message.id}")


def _slot(item: Item, base: str, outbox: Outbox, company: str) -> Slot:
    """The first key that nothing was put under, or whose message still counts.

    A refused message gives way to a corrected one, and an accepted change to a different change.
    """
    if item.call is None:
        raise ValueError(f"{item.target} has nothing to send")
    digest = digest_of(item.call, content_of(item.call).blocks())
    slot = Slot(base, None, same=False)
    for number in itertools.count(2):
        message = outbox.find(slot.key, company=company)
        slot = Slot(slot.key, message, message is not None and message.digest == digest)
        if message is None or not _gives_way(slot, message, item):
            return slot
        following = f"{base}/{number}"
        if slot.same and outbox.find(following, company=company) is None:
            return slot
        slot = Slot(following, None, same=False)
    raise AssertionError("counting has no end")


def _gives_way(slot: Slot, message: Message, item: Item) -> bool:
    if message.state is State.REFUSED:
        return not slot.same
    return message.state is State.ACCEPTED and item.action is Action.CHANGE


def _hindrance(slot: Slot, message: Message) -> str:
    """Why nothing is sent now; empty when the message that waits is the right one."""
    said = f": {without_identity_codes(message.reason)}" if message.reason else ""
    if message.state in {State.HELD, State.REFUSED}:
        return f"message {message.id} is {message.state.value}{said}; see netvisor queue show {message.id}"
    if message.state is State.ACCEPTED:
        return f"Netvisor shows otherwise than message {message.id} stored it: somebody changed or removed it there"
    if not slot.same:
        return f"message {message.id} is {message.state.value} with other values; let it be sent, then plan again"
    return ""


__all__ = ["Slot", "with_slot"]
