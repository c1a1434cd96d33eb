"""Access to the page: only by its own host names, and only by its own forms.

A foreign site can point its own name to this machine and then read everything under that name (DNS
rebinding). The page therefore answers only under names that nobody else can own: an IP address, `localhost`, or a
name without a dot, as containers have. Changes also need a token that only the page knows.
"""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import urlsplit

from netvisor.sandbox.page.answer import PageError, PageRequest


def check(request: PageRequest, token: str) -> None:
    """Refuse requests from other sites.

    Raises:
        PageError: the host name is foreign, or the form does not come from this page.
    """
    host = request.headers.get("HTTP_HOST", "")
    if not trusted(host):
        raise PageError(421, "The host must be localhost, an IP address, or a name without a dot.")
    if request.method != "POST":
        return
    if not _same_site(request, host):
        raise PageError(403, "The form was sent from another site.")
    if not hmac.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise PageError(403, "The sandbox was restarted since this form was loaded: reload the page.")


def trusted(host: str) -> bool:
    """Whether a `Host` header has a name that nobody else can own.

    >>> [trusted(host) for host in ("127.0.0.1:8765", "[::1]", "localhost:80", "sandbox:80", "attacker.example")]
    [True, True, True, True, False]
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost") or (name and "." not in name and ":" not in name):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same_site(request: PageRequest, host: str) -> bool:
    site = request.headers.get("HTTP_SEC_FETCH_SITE", "same-origin")
    origin = request.headers.get("HTTP_ORIGIN")
    return site in {"same-origin", "none"} and (origin is None or urlsplit(origin).netloc == host)
