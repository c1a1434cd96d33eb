"""Who may use the page: a browser that was pointed here by its user, and forms that were made here.

A page from elsewhere can let its own name lead to this machine and then read everything under that name (DNS
rebinding). So the page answers only under names that nobody outside can hold: an address in numbers, `localhost`, or
a name without a dot, as containers have. Whatever changes something needs a token besides, that only the page knows.
"""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import urlsplit

from netvisor.sandbox.page.answer import PageError, PageRequest


def check(request: PageRequest, token: str) -> None:
    """Refuse what comes from elsewhere.

    Raises:
        PageError: the name is not ours, or the form does not come from this page.
    """
    host = request.headers.get("HTTP_HOST", "")
    if not trusted(host):
        raise PageError(421, "The page is shown under localhost, an address in numbers, or a name without a dot.")
    if request.method != "POST":
        return
    if not _same_site(request, host):
        raise PageError(403, "The form was sent from another site.")
    if not hmac.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise PageError(403, "The form is of another run of the sandbox: load its page again.")


def trusted(host: str) -> bool:
    """Whether a `Host` header names this machine in a way that nobody else can.

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
