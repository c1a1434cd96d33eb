"""Every error of the library, in one tree; `.retry` says what to do next.

    NetvisorError                   .resource .company .transaction_id .retry
    +-- MessageError (ValueError)   ours, before anything left the machine; .problems
    +-- SetupError (ValueError)     credentials, settings, an extra or an argument are missing or wrong; nothing sent
    +-- WrongIdentifier (ValueError)  a reference number, business id, IBAN ... that cannot be one
    +-- ReadOnlyClient              a call that changes data, on a client that only reads; nothing was sent
    +-- CompanyBusy                 another call of the company did not end in time; nothing was sent
    +-- NotSent                     no connection was made: it certainly did not arrive
    +-- OutcomeUnknown              time-out or a break after sending began
    |   +-- ServiceBusy             HTTP 429, or 503 with Retry-After; .retry_after
    +-- UnreadableReply             an answer came, but not one that can be read; .status .body
    +-- Refused                     Netvisor answered FAILED; .category .message
        +-- AuthenticationFailed  InvalidData  InvalidDataSize  DuplicateData  RequestNotUnique  PeriodLocked
        +-- ServiceAccessError  SystemMaintenance  TechnicalError  UnknownRefusal

Branch on the class or on `.retry`, never on the text of a message: it follows the interface language.

There are also warnings. `DoubtfulValue`: a message can be sent, but is probably wrong. `ExposedFile`: other users of
the machine can read a private file. `ReplacedCharacter`: an answer had a character that XML forbids, and was read
without it. `IncompleteList`: a list may continue after the most items that one answer has.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

from netvisor.lazy_dataclass import frozen
from netvisor.warning_classes import ExposedFile as ExposedFile
from netvisor.warning_classes import IncompleteList as IncompleteList
from netvisor.warning_classes import ReplacedCharacter as ReplacedCharacter

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Unpack


class Retry(enum.Enum):
    """What to do after an error."""

    NEVER = "the same message would fail again: change it, or the settings, first"
    LATER = "nothing was stored: send it again later, as a new request with a new transaction id"
    NOW = "nothing was changed: send it again, as a new request with a new transaction id"
    READ_BACK = (
        "check first whether it was stored; only if it was not, send the same message with the same transaction id"
    )


@frozen(kw_only=True)
class Problem:
    """One thing wrong with a message, at one place."""

    path: str
    """Where: Python names and indexes for a message, element names for XML."""
    rule: str
    """Which rule, in a word: `required`, `max-length`, `order`, `exactly-one`, ..."""
    found: str
    """What is wrong, with the value."""
    expected: str
    """What would be right."""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}  " if self.line is not None else ""
        return f"{place}{self.path}  {self.found}  {self.expected}"


class _Where(TypedDict, total=False):
    """The call that an error is about, if known."""

    resource: str | None
    company: str | None
    transaction_id: str | None


class NetvisorError(Exception):
    """The root of every error of this library.

    Attributes:
        resource: the resource that was called, such as `customer.nv`; `None` before a call.
        company: the Organisation-ID of the company; `None` before a call.
        transaction_id: the identifier of the request; `None` when none was made.
        retry: what to do next.
    """

    retry: Retry = Retry.NEVER
    retry_of_read: ClassVar[Retry | None] = None
    """What to do next after a read, where that is something else."""

    def __init__(
        self,
        text: str,
        *,
        resource: str | None = None,
        company: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.resource = resource
        self.company = company
        self.transaction_id = transaction_id

    def __str__(self) -> str:
        known = (("resource", self.resource), ("company", self.company), ("transaction id", self.transaction_id))
        where = ", ".join(f"{name} {value}" for name, value in known if value is not None)
        return f"{self.text} ({where})" if where else self.text

    def _set_retry(self, writes: bool) -> None:
        if not writes and self.retry_of_read is not None:
            self.retry = self.retry_of_read

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are copied by calling their class again, which keyword-only arguments do not allow.
        return _again, (type(self), self.args, vars(self))


def _again(cls: type[NetvisorError], args: tuple[Any, ...], state: dict[str, Any]) -> NetvisorError:
    error = cls.__new__(cls, *args)
    vars(error).update(state)
    return error


class MessageError(NetvisorError, ValueError):
    """The message breaks rules; nothing was sent. `problems` names every place at once."""

    def __init__(self, problems: Sequence[Problem], *, resource: str | None = None) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        where = f" for {resource}" if resource is not None else ""
        super().__init__(f"{count} in the message{where}:{lines}", resource=resource)

    def __str__(self) -> str:
        # The problems end the text: what stood behind the last of them would read as part of it.
        return self.text


class DoubtfulValue(UserWarning):
    """A message that can be sent has a value that is probably a mistake.

    It contradicts the vendor's documentation or a check digit, but the documents may be older than the law, and foreign
    identifiers have forms of their own. `warnings.filterwarnings("error", category=DoubtfulValue)` turns it into an
    error, `"ignore"` silences it.

    Attributes:
        problem: the place, the value and what is documented.
        resource: the resource that was called.
    """

    def __init__(self, problem: Problem, resource: str) -> None:
        super().__init__(problem, resource)
        self.problem = problem
        self.resource = resource

    def __str__(self) -> str:
        return f"doubtful in the message for {self.resource}: {self.problem}"


class SetupError(NetvisorError, ValueError):
    """Credentials, settings, arguments or an optional part of the library are missing or wrong; nothing was sent."""


class WrongIdentifier(NetvisorError, ValueError):
    """A text is not a valid identifier: its form or its check digit is wrong."""


class ReadOnlyClient(NetvisorError):
    """The call changes data and the client only reads; nothing was sent."""


class CompanyBusy(NetvisorError):
    """Another call of the company did not end within the client's `turn_timeout`; nothing was sent.

    It is raised at once when that call is an open stream of the same task or thread: close the stream first.

    Attributes:
        holder_resource: the resource of the call under way.
        holder_transaction_id: its transaction id; `None` before it has one.
        holder_since: when it got its turn, in UTC.
    """

    retry = Retry.LATER
    holder_resource: str | None = None
    holder_transaction_id: str | None = None
    holder_since: datetime | None = None


class NotSent(NetvisorError):
    """No connection was made, so the request certainly did not arrive."""

    retry = Retry.NOW


class _Uncertain(NetvisorError):
    """A read can be repeated at once; whether a write was stored must be looked up first."""

    retry = Retry.READ_BACK
    retry_of_read: ClassVar[Retry | None] = Retry.NOW

    def __init__(
        self,
        text: str,
        *,
        writes: bool,
        **where: Unpack[_Where],
    ) -> None:
        super().__init__(text, **where)
        self.writes = writes
        self._set_retry(writes)


class OutcomeUnknown(_Uncertain):
    """Sending began, but no complete answer came: a time-out or a broken connection."""


class ServiceBusy(OutcomeUnknown):
    """The service asks to wait: HTTP 429, or HTTP 503 with `Retry-After`, without an answer of Netvisor.

    A read can be sent again later; whether a write was stored must be looked up first.

    Attributes:
        status: the HTTP status.
        retry_after: the seconds to wait by the answer, or `None`.
    """

    retry_of_read: ClassVar[Retry | None] = Retry.LATER

    def __init__(
        self,
        text: str,
        *,
        status: int,
        retry_after: float | None,
        writes: bool,
        **where: Unpack[_Where],
    ) -> None:
        super().__init__(text, writes=writes, **where)
        self.status = status
        self.retry_after = retry_after


class UnreadableReply(_Uncertain):
    """An answer came that is not Netvisor's: not XML, no `Root`, or no status.

    Attributes:
        status: the HTTP status.
        body: the first bytes of the answer.
    """

    def __init__(
        self,
        text: str,
        *,
        status: int | None,
        body: bytes,
        writes: bool,
        **where: Unpack[_Where],
    ) -> None:
        super().__init__(text, writes=writes, **where)
        self.status = status
        self.body = body


class Refused(NetvisorError):
    """Netvisor answered FAILED.

    Attributes:
        category: the vendor's category, such as `INVALID_DATA`; empty when the answer held none.
        message: the vendor's text, unchanged, except that the hash in the text of a wrong MAC is cut out.
        timestamp: the vendor's time of the answer as text; `None` when it held none.
    """

    CATEGORIES: ClassVar[tuple[str, ...]] = ()
    """The categories of this class, in the vendor's spellings."""
    SERVICE: ClassVar[str] = "Netvisor"
    """Who refused."""
    HINT: ClassVar[str] = ""
    """What to look at first, where the text of the refusal does not say it."""

    def __init__(
        self,
        category: str,
        message: str,
        *,
        writes: bool = True,
        timestamp: str | None = None,
        **where: Unpack[_Where],
    ) -> None:
        text = f"{category} :: {message}" if category else message or "FAILED, without a reason"
        super().__init__(text, **where)
        self.category = category
        self.message = message
        self.timestamp = timestamp
        self.writes = writes
        self._set_retry(writes)


class AuthenticationFailed(Refused):
    """An identifier, key, header or the MAC is wrong, or the identifier was removed."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("AUTHENTICATION_FAILED",)


class InvalidData(Refused):
    """A value, the XML or the order of its elements is wrong; some duplicates come with this category too."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("INVALID_DATA",)


class InvalidDataSize(Refused):
    """The message is too large."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("INVALID_DATA_SIZE",)


class DuplicateData(Refused):
    """It is there already: look it up."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("DUPLICATE_DATA",)


class PeriodLocked(Refused):
    """The accounting period of the date is locked."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("PERIOD_LOCK",)


class ServiceAccessError(Refused):
    """No right to the resource, or it is not switched on for the integration."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("SERVICE_ACCESS_ERROR",)


class UnknownRefusal(Refused):
    """FAILED with a category that is not documented, or with none."""


class SystemMaintenance(Refused):
    """A break in the service; the request was not handled."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("SYSTEM_MAINTENANCE", "SYSTEM_MAINTANANCE")
    retry = Retry.LATER


class RequestNotUnique(Refused):
    """The transaction id was used before, so an earlier request of the same id may have been stored."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("REQUEST_NOT_UNIQUE",)
    retry = Retry.READ_BACK
    retry_of_read: ClassVar[Retry | None] = Retry.NOW


class TechnicalError(Refused):
    """An unexpected fault of the service, which does not tell whether the request was stored."""

    CATEGORIES: ClassVar[tuple[str, ...]] = ("TECHNICAL_ERROR",)
    retry = Retry.READ_BACK
    retry_of_read: ClassVar[Retry | None] = Retry.NOW


REFUSALS: tuple[type[Refused], ...] = (
    AuthenticationFailed,
    InvalidData,
    InvalidDataSize,
    DuplicateData,
    RequestNotUnique,
    PeriodLocked,
    ServiceAccessError,
    SystemMaintenance,
    TechnicalError,
)
"""The refusals that have a documented category."""


def refusal_for(category: str) -> type[Refused]:
    """The class for a vendor's category; `UnknownRefusal` for one that is not documented."""
    return next((cls for cls in REFUSALS if category in cls.CATEGORIES), UnknownRefusal)
