"""The list of calls, newest first, filtered by company, outcome and resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import urlencode

from netvisor.sandbox.books.core.show import whole_number
from netvisor.sandbox.call_log import CallOutcome, Calls, LoggedCall

OUTCOMES: Final[tuple[str, ...]] = get_args(CallOutcome)
SHOWN: Final = 100
"""Calls on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which calls are wanted."""

    company: str = ""
    outcome: str = ""
    resource: str = ""
    """A part of the name of the resource."""
    find: str = ""
    """A text in the address, the message, the answer or the problems, in any letter case."""
    before: int | None = None
    """Only calls with a smaller number: older ones."""
    after: int = 0
    """Only calls with a larger number: newer ones."""

    @property
    def filtered(self) -> bool:
        """Whether some calls are left out whatever their number."""
        return bool(self.company or self.outcome or self.resource or self.find)

    def address(self, **changed: object) -> str:
        """The query of an address for the same calls."""
        named: dict[str, object] = {
            "company": self.company,
            "outcome": self.outcome,
            "resource": self.resource,
            "find": self.find,
        }
        named |= changed
        return urlencode({name: value for name, value in named.items() if value})

    def takes(self, call: LoggedCall) -> bool:
        """Whether a call is wanted."""
        return (
            (not self.company or call.company == self.company)
            and (not self.outcome or call.outcome == self.outcome)
            and self.resource.lower() in call.resource
            and call.number > self.after
            and (self.before is None or call.number < self.before)
            and (not self.find or self._holds(call))
        )

    def _holds(self, call: LoggedCall) -> bool:
        texts = [call.resource, call.company, call.transaction_id, call.category, call.text, call.because]
        texts += [text for pair in call.parameters for text in pair]
        texts += [text for each in call.problems for text in (each.path, each.found, each.expected)]
        texts += [call.body_text, call.answer.decode("utf-8", "replace")]
        wanted = self.find.casefold()
        return any(wanted in text.casefold() for text in texts)


def wanted_by(query: Mapping[str, str]) -> Wanted:
    """The filter of a query; invalid values are ignored."""
    before, after = query.get("before", ""), query.get("after", "")
    return Wanted(
        company=query.get("company", "").strip(),
        outcome=query.get("outcome", ""),
        resource=query.get("resource", "").strip(),
        find=query.get("find", "").strip(),
        before=whole_number(before),
        after=whole_number(after) or 0,
    )


def listed(calls: Calls, wanted: Wanted) -> tuple[list[LoggedCall], bool]:
    """The newest wanted calls, and whether there are older ones."""
    found = [call for call in reversed(calls[:]) if wanted.takes(call)]
    return found[:SHOWN], len(found) > SHOWN


def last_number(calls: Calls) -> int:
    """The number of the newest call, 0 before the first."""
    newest = calls[-1:]
    return newest[0].number if newest else 0
