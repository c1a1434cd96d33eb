"""A page as a WSGI application: its addresses, whom it answers, and what it says when something is wrong."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple, Protocol

from netvisor.errors import NetvisorError
from netvisor.web.answer import TEXT, Page, PageError, PageRequest, page_request
from netvisor.web.guard import check
from netvisor.web.rendering import Site


class Route(NamedTuple):
    """An address and its handler."""

    method: str
    path: re.Pattern[str]
    answer: Callable[..., Page]


class Context(Protocol):
    """What the handlers of a page look into."""

    @property
    def token(self) -> str:
        """A token in every form of this run; a request without it does not come from this page."""


class WebApplication:
    """A page as a WSGI application.

    Args:
        site: its templates and files.
        context: what its handlers look into.
        routes: gives its addresses, when somebody looks.
        log: where its faults are written.
        host_names: names that it answers under besides its own.
        unavailable: the errors that say that what it shows cannot be read now.
    """

    def __init__(
        self,
        site: Site,
        context: Context,
        routes: Callable[[], Collection[Route]],
        *,
        log: logging.Logger,
        host_names: Collection[str] = (),
        unavailable: tuple[type[NetvisorError], ...],
    ) -> None:
        self._site = site
        self._context = context
        self._routes = routes
        self._log = log
        self._host_names = host_names
        self._unavailable = unavailable

    @property
    def token(self) -> str:
        """What the forms of this run hold."""
        return self._context.token

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """Answer one request of a WSGI server."""
        head = environ["REQUEST_METHOD"] == "HEAD"
        try:
            page = self._answer(page_request(environ))
        except PageError as error:
            page = self._error_page(error)
        except self._unavailable as unavailable:
            page = self._error_page(PageError(503, f"{unavailable.text}."))
        except Exception:  # a bug of the page shall not end the connection of whoever looks at it
            self._log.exception("the page failed at %s", environ.get("PATH_INFO"))
            page = self._error_page(PageError(500, f"Internal error in the {self._site.name}; see its log."))
        return page.send(start_response, head=head)

    def _answer(self, request: PageRequest) -> Page:
        check(request, self._context.token, self._host_names)
        method = "GET" if request.method == "HEAD" else request.method
        if method == "GET" and (name := _asset_name(request.path)):
            return self._asset(name)
        found = [(route, match) for route in self._routes() if (match := route.path.fullmatch(request.path))]
        for route, match in found:
            if route.method == method:
                return route.answer(self._context, request, **match.groupdict())
        if found:
            raise PageError(405, "Only GET is allowed here, except for the page's own forms.")
        raise PageError(404, "Page not found.")

    def _asset(self, name: str) -> Page:
        found = self._site.asset(name)
        if found is None:
            raise PageError(404, "File not found.")
        return Page(body=found[0], content_type=found[1])

    def _error_page(self, error: PageError) -> Page:
        if error.status == 421:
            # Whoever asks under a foreign name sees nothing.
            return Page(status=error.status, body=error.text.encode(), content_type=TEXT)
        body = self._site.render("wrong.html", status=error.status, text=error.text, here="")
        return Page(status=error.status, body=body)


_ASSETS: Final = re.compile(r"/page/(?P<name>[a-z.]{1,20})")


def _asset_name(path: str) -> str:
    if path == "/favicon.ico":
        return "icon.svg"
    found = _ASSETS.fullmatch(path)
    return found["name"] if found else ""


__all__ = ["Context", "Route", "WebApplication"]
