"""What the answer to a harmless read proves, and the likely causes if it fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from netvisor.errors import (
    AuthenticationFailed,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    Refused,
    ServiceAccessError,
    ServiceBusy,
    SetupError,
    SystemMaintenance,
    UnreadableReply,
)
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.results import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The outcome of `Client.check()`."""

    passed: bool
    """Whether Netvisor answered OK."""
    company: str
    base_url: str
    transaction_id: str
    proves: tuple[str, ...]
    """What the answer proves, as sentences."""
    causes: tuple[str, ...]
    """The possible causes of a failure, likeliest first."""
    answered_at: datetime | None = None
    """Netvisor's clock in Finnish local time; `None` if the answer had no time."""
    error: NetvisorError | None = None


def checked_with(
    credentials: Credentials,
    base_url: str,
    transaction_id: str,
    *,
    answer: Answer | None,
    error: NetvisorError | None,
    now: datetime,
) -> Check:
    """Report what an answer, or an error instead, proves."""
    answered = answer is not None or isinstance(error, (Refused, UnreadableReply, ServiceBusy))
    proves = [f"{base_url} is reached"] if answered else []
    if answer is not None or isinstance(error, ServiceAccessError):
        proves.append("the service knows both identifiers, the customer's and the partner's, and both keys are correct")
        proves.append("the signature is correct, and the clock of this machine is accepted")
    if answer is not None:
        proves.append(f"the identifier may read the company {credentials.organisation_id}")
    return Check(
        passed=answer is not None,
        company=credentials.organisation_id,
        base_url=base_url,
        transaction_id=transaction_id,
        proves=tuple(proves),
        causes=tuple(_causes(credentials, base_url, error, now)),
        answered_at=answer.timestamp if answer is not None else None,
        error=error,
    )


def _causes(credentials: Credentials, base_url: str, error: NetvisorError | None, now: datetime) -> list[str]:
    if isinstance(error, AuthenticationFailed):
        return _wrong_identity(credentials, base_url, error, now)
    if isinstance(error, ServiceAccessError):
        return [
            "the company's main user has not given this integration access to paymenttermlist.nv"
            " (Company > Access rights for interface resources)",
            "the company's package does not include the API",
        ]
    if isinstance(error, NotSent):
        return [
            f"{base_url} is wrong",
            "the network, a proxy or a firewall blocks the connection",
        ]
    if isinstance(error, SetupError):
        return ["the setting that the error names is wrong"]
    if isinstance(error, ServiceBusy):
        return ["too many calls, of this integration or of others; try later"]
    if isinstance(error, OutcomeUnknown):
        return ["the service is slow or the connection broke; the read changed nothing and can be repeated"]
    if isinstance(error, UnreadableReply):
        return [f"{base_url} is not the address of the API", "a proxy or an error page answered instead"]
    if isinstance(error, SystemMaintenance):
        return ["the service is down for maintenance; try later"]
    return ["an error that the vendor does not document; see its text"] if error is not None else []


def _wrong_identity(credentials: Credentials, base_url: str, error: AuthenticationFailed, now: datetime) -> list[str]:
    told = f"; Netvisor's shows {error.timestamp} in Finnish time" if error.timestamp else ""
    return [
        *credentials.doubts(),
        "an identifier or a key is mistyped, or belongs to another user, partner or company",
        f"the credentials belong to another environment than {base_url}: test and production have separate ones",
        "the API identifier was removed, or its user lost the rights to the company",
        f"this machine's clock is wrong: it shows {now:%Y-%m-%d %H:%M:%S %Z}{told}",
    ]


__all__ = ["Check", "checked_with"]
