"""What the page of a queue shows, and whether it may change it."""

from __future__ import annotations

from dataclasses import dataclass

from netvisor.queue.outbox import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The queue, the secret of the forms, and what whoever started the page allows."""

    outbox: Outbox
    token: str
    """A token in every form of this run; a request without it does not come from this page."""
    actions: bool
    """Whether people may decide here; else the page names the commands for it."""
    db: str | None
    """The option that names the queue in these commands."""
