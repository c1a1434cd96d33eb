"""The plan: what would be created, changed, left or held in Netvisor, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from netvisor.protocol.call import Call


class Action(StrEnum):
    """What becomes of one thing."""

    CREATE = "create"
    CHANGE = "change"
    LEAVE = "leave"
    HOLD = "hold"

    @property
    def sends(self) -> bool:
        """Whether something is sent."""
        return self in {Action.CREATE, Action.CHANGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of the plan."""

    action: Action
    target: str
    """What it is in Netvisor, such as `invoice 300000202609`."""
    source: str
    """What it comes from in Tampuuri, such as `sopimus 300000`."""
    why: str
    key: str | None = None
    """The key in the outbox."""
    call: Call[Any] | None = field(default=None, repr=False)
    made_under: str | None = None
    """For a change: the key under which the bridge must have made the record before; `None` for any record."""
    needs: tuple[str, ...] = ()
    """The targets that must be in Netvisor first."""

    @property
    def kind(self) -> str:
        """What it is: `product`, `customer`, `invoice`, `payment` or `contract`."""
        return self.target.partition(" ")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that would be done, in the order of sending."""

    company: str
    items: tuple[Item, ...]

    @property
    def counts(self) -> Counter[Action]:
        """How many things there are for each action."""
        return Counter(item.action for item in self.items)

    def of(self, *actions: Action) -> Sequence[Item]:
        """The items with one of these actions."""
        return [item for item in self.items if item.action in actions]

    def json(self) -> dict[str, Any]:
        """The plan as JSON values; the messages themselves, which hold personal data, are not in it."""
        counts = self.counts
        return {
            "company": self.company,
            "counts": {action.value: counts[action] for action in Action},
            "items": [
                {"action": item.action.value, "target": item.target, "source": item.source, "why": item.why}
                for item in self.items
            ],
        }


__all__ = ["Action", "Item", "Plan"]
