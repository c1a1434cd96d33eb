"""The page of a queue as a WSGI application, and its server on this machine only."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

from netvisor.errors import SetupError
from netvisor.extras import require
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.outbox import Outbox
from netvisor.queue.page.context import PageContext
from netvisor.queue.page.site import SITE
from netvisor.web.application import Route, WebApplication

_log: Final = logging.getLogger("netvisor.queue")

HOST: Final = "127.0.0.1"


class QueuePage(WebApplication):
    """The page of a queue as a WSGI application.

    Args:
        outbox: the queue.
        actions: whether people may decide here.
        db: the option that names the queue in the commands that the page shows.
    """

    def __init__(self, outbox: Outbox, *, actions: bool = False, db: str | None = None) -> None:
        context = PageContext(outbox=outbox, token=secrets.token_urlsafe(16), actions=actions, db=db)
        super().__init__(SITE, context, _routes, log=_log, unavailable=(QueueUnavailable, SetupError))


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is served."""

    url: str


@contextmanager
def served(page: QueuePage, port: int = 0) -> Iterator[Served]:
    """Serve a page on localhost for a `with` block.

    Raises:
        SetupError: the extra is not installed, or the port cannot be used.
    """
    require("the page of the queue", "sandbox", "werkzeug", "jinja2")
    from netvisor.web.server import Server

    server = Server(page, HOST, port, "queue")
    try:
        yield Served(f"http://{HOST}:{server.port}/")
    finally:
        server.stop()


@cache
def _routes() -> tuple[Route, ...]:
    # The views load the areas of the interface, which a page without a visitor does not need.
    from netvisor.queue.page import decisions, views

    number = r"/messages/(?P<number>[0-9]{1,18})"
    return tuple(
        Route(method, re.compile(path), answer)
        for method, path, answer in (
            ("GET", "/", views.show_overview),
            ("GET", "/messages", views.show_messages),
            ("GET", number, views.show_message),
            ("GET", f"{number}/body", views.download_body),
            ("POST", f"{number}/(?P<action>hold|release|retry|resolve)", decisions.decide),
            ("POST", "/lanes/(?P<action>pause|resume)", decisions.turn_lane),
        )
    )


__all__ = ["HOST", "QueuePage", "Served", "served"]
