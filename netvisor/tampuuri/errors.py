"""The errors of Tampuuri, within the tree of `netvisor.errors`.

    Refused
    +-- TampuuriRefused                    4xx; .status .body
        +-- TampuuriAuthenticationFailed   401 and 403, an AuthenticationFailed
        +-- TampuuriFault                  5xx, a TechnicalError: what became of a write is not known

The rest of the tree counts as well: `NotSent`, `OutcomeUnknown`, `ServiceBusy` (429, and 503 with Retry-After),
`UnreadableReply` (an answer that is not the JSON that was expected), `MessageError`, `SetupError`, `ReadOnlyClient`.
"""

from __future__ import annotations

from typing import ClassVar, Final

from netvisor.errors import AuthenticationFailed, Refused, TechnicalError
from netvisor.protocol.personal_data import without_identity_codes

_SHOWN: Final = 500
"""How many characters of an answer an error shows."""


class TampuuriRefused(Refused):
    """Tampuuri answered with a status that tells of a mistake of the caller.

    The form of such answers is not documented, so the text is kept as it came.

    Attributes:
        status: the HTTP status.
        body: the text of the answer, whole but for the key and the password; it may hold personal data.
        message: its beginning, without identity codes.
    """

    SERVICE: ClassVar[str] = "Tampuuri"

    def __init__(
        self, status: int, body: str, *, writes: bool, resource: str | None = None, company: str | None = None
    ) -> None:
        shown = without_identity_codes(body.strip()[:_SHOWN]) or "no text"
        super().__init__(f"HTTP {status}", shown, writes=writes, resource=resource, company=company)
        self.text += f"; {self.HINT}" if self.HINT else ""
        self.status = status
        self.body = body


class TampuuriAuthenticationFailed(TampuuriRefused, AuthenticationFailed):
    """The key, the account, the user name or the password is wrong, or the user lacks the right."""

    HINT = (
        "check the key (tampuuri_avain), the account (tili_nimi), the user name (kayttajatunnus) and the password"
        " (salasana), and whether the user's role has the right: each account has its own user and password"
    )


class TampuuriFault(TampuuriRefused, TechnicalError):
    """A fault in the service; whether a write was stored must be looked up."""


def refusal(status: int, body: str, *, writes: bool, resource: str, company: str) -> TampuuriRefused:
    """The error for a status of 400 and above."""
    kinds = {401: TampuuriAuthenticationFailed, 403: TampuuriAuthenticationFailed}
    kind = TampuuriFault if status >= 500 else kinds.get(status, TampuuriRefused)
    return kind(status, body, writes=writes, resource=resource, company=company)


__all__ = ["TampuuriAuthenticationFailed", "TampuuriFault", "TampuuriRefused", "refusal"]
