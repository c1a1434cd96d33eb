"""What hooks are told of calls: an event before and one after each attempt, without keys, parameters or bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from netvisor.client.request_log import log
from netvisor.declare.arguments import described
from netvisor.errors import NetvisorError, Refused, Retry, SetupError


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """What both events have."""

    call_number: int
    """The same for all attempts of a call; unique in this process."""
    attempt: int
    """1, and one more for each retry."""
    resource: str
    company: str
    transaction_id: str
    http: Literal["GET", "POST"]
    writes: bool
    base_url: str
    """The address of the service, without parameters, which may be personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptStarted(CallEvent):
    """An attempt begins: the call waits for its company's turn, and is sent then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptEnded(CallEvent):
    """An attempt is over. If it is followed by a retry, this is told when the pause before that has ended."""

    outcome: str
    """`OK`, the category of a refusal, the name of the error's class, `cancelled`, `closed early` or `aborted`."""
    error_class: type[NetvisorError] | None
    """The class of the error; `None` without one. Its text is left out, since it may hold personal data."""
    retry: Retry | None
    """What to do after the error; `None` without one."""
    retried_after: float | None
    """The seconds after which the call is tried again; `None` if it is not."""
    waited: float
    """Seconds until its company's turn came."""
    duration: float
    """Seconds from its turn to the end of its answer."""
    status: int | None
    """The HTTP status; `None` if no answer came."""
    bytes_sent: int
    """The length of the message; 0 for a call without one."""
    bytes_received: int
    """How much of the answer's body was read."""


Hook: TypeAlias = Callable[[CallEvent], object]


def checked_hooks(on_call: Hook | Sequence[Hook]) -> tuple[Hook, ...]:
    """The hooks of a client.

    Raises:
        SetupError: one of them cannot be called.
    """
    hooks = tuple(on_call) if isinstance(on_call, Sequence) else (on_call,)
    for hook in hooks:
        if not callable(hook):
            raise SetupError(
                f"on_call must be a function that takes an event, or a list of such, not {described(hook)}"
            )
    return hooks


def outcome_of(error: BaseException | None) -> str:
    """How an attempt ended, in a word."""
    if error is None:
        return "OK"
    if isinstance(error, Refused):
        return error.category or "FAILED"
    if isinstance(error, NetvisorError):
        return type(error).__name__
    if isinstance(error, GeneratorExit):
        return "closed early"
    return "aborted" if error.__cause__ is None else "cancelled"


def tell(hooks: tuple[Hook, ...], event: CallEvent) -> None:
    """Tell hooks of an event; an exception of theirs is logged, and changes nothing for the call."""
    for hook in hooks:
        try:
            hook(event)
        except Exception:
            place = f"{event.resource} {event.company} {event.transaction_id}"
            log.exception("the hook %r failed at %s of %s", hook, type(event).__name__, place)


__all__ = ["AttemptEnded", "AttemptStarted", "CallEvent", "Hook", "checked_hooks", "outcome_of", "tell"]
