"""The templates and files of the page of a queue."""

from __future__ import annotations

from typing import Final

from netvisor.queue.words import age, moment
from netvisor.web.rendering import Site

SITE: Final = Site(
    "netvisor.queue.page",
    "queue",
    [("overview", "/", "Overview"), ("messages", "/messages", "Messages")],
    files=["queue.css", "refresh.js"],
    filters={"age": age, "moment": moment},
)
render = SITE.render
