"""The exact address and headers of one request, as a pure function. Nothing is signed: six headers say who calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from netvisor.protocol.signing import Headers, Prepared
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.credentials import HEADERS, SECRET, TampuuriCredentials

JSON = "application/json"


class TampuuriHeaders(Headers):
    """The headers of a request. Their repr shows neither the key nor the password."""

    SECRET: ClassVar[frozenset[str]] = frozenset(HEADERS[name] for name in SECRET)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TampuuriRequest(Prepared):
    """One request: what goes on the wire beside the body. `resource` is the operation, `company` the account.

    Neither its repr nor an error about it shows the address: it may hold an identity code.
    """

    transaction_id: str = ""
    """Tampuuri knows none."""

    def __repr__(self) -> str:
        return f"TampuuriRequest({self.resource}, account {self.company!r})"

    @property
    def where(self) -> dict[str, str]:
        """What every error about this request tells."""
        return {"resource": self.resource, "company": self.company}


def prepare(call: Call[Any], credentials: TampuuriCredentials, base_url: str) -> TampuuriRequest:
    """The address and headers of a call.

    Args:
        call: what is sent.
        credentials: who sends it.
        base_url: the address of the service, with a slash at its end.
    """
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe=',:')}" for name, value in call.parameters)
    headers = TampuuriHeaders(zip(HEADERS.values(), credentials.plain().values(), strict=True))
    headers["Accept"] = JSON
    if call.body is not None:
        headers["Content-Type"] = f"{JSON}; charset=utf-8"
    return TampuuriRequest(
        http=call.verb,
        url=f"{base_url}{call.path}{'?' if query else ''}{query}",
        headers=headers,
        resource=call.operation,
        company=credentials.tili_nimi,
        writes=call.writes,
    )


__all__ = ["JSON", "TampuuriHeaders", "TampuuriRequest", "prepare"]
