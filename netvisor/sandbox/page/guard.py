"""Who may use the page: a browser that was pointed here by its user, and forms that were made here.

Names that somebody outside can hold are refused, see `trusted_host`. Whatever changes something needs a token besides,
that only the page knows.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from urllib.parse import urlsplit

from netvisor.sandbox.page.answer import PageError, PageRequest
from netvisor.sandbox.trusted_host import is_trusted


def check(request: PageRequest, token: str, host_names: Collection[str]) -> None:
    """Refuse what comes from elsewhere.

    Args:
        request: what was sent.
        token: what the forms of this page hold.
        host_names: names that the sandbox answers under besides its own.

    Raises:
        PageError: the name is not ours, or the form does not come from this page.
    """
    host = request.headers.get("HTTP_HOST", "")
    if not is_trusted(host, host_names):
        raise PageError(421, "The page is shown under localhost, an address in numbers, or a name without a dot.")
    if request.method != "POST":
        return
    if not _same_site(request, host):
        raise PageError(403, "The form was sent from another site.")
    if not hmac.compare_digest(request.form.get("token", "").encode(), token.encode()):
        raise PageError(403, "The form is of another run of the sandbox: load its page again.")


def _same_site(request: PageRequest, host: str) -> bool:
    site = request.headers.get("HTTP_SEC_FETCH_SITE", "same-origin")
    origin = request.headers.get("HTTP_ORIGIN")
    return site in {"same-origin", "none"} and (origin is None or urlsplit(origin).netloc == host)
