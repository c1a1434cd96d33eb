"""Access to the page: only by its own host names, and only by its own forms.

Host names that somebody else can own are refused, see `trusted_host`. Changes also need a token that only the page
knows.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from urllib.parse import urlsplit

from netvisor.web.answer import PageError, PageRequest
from netvisor.web.trusted_host import is_trusted


def check(request: PageRequest, token: str, host_names: Collection[str]) -> None:
    """Refuse requests from other sites.

    Args:
        request: what was sent.
        token: what the forms of this page hold.
        host_names: names that the page answers under besides its own.

    Raises:
        PageError: the host name is foreign, or the form does not come from this page.
    """
    host = request.headers.get("HTTP_HOST", "")
    if not is_trusted(host, host_names):
        raise PageError(421, "The host must be localhost, an IP address, or a name without a dot.")
    if request.method != "POST":
        return
    if not _same_site(request, host):
        raise PageError(403, "The form was sent from another site.")
    if not hmac.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise PageError(403, "This form comes from an earlier run: reload the page.")


def _same_site(request: PageRequest, host: str) -> bool:
    site = request.headers.get("HTTP_SEC_FETCH_SITE", "same-origin")
    origin = request.headers.get("HTTP_ORIGIN")
    return site in {"same-origin", "none"} and (origin is None or urlsplit(origin).netloc == host)
