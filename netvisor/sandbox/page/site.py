"""The templates and files of the sandbox's page."""

from __future__ import annotations

from typing import Final

from netvisor.sandbox.page.subject import subject_of
from netvisor.web.rendering import Site

SITE: Final = Site(
    "netvisor.sandbox.page",
    "sandbox",
    [
        ("calls", "/", "Calls"),
        ("books", "/books", "Books"),
        ("actions", "/actions", "Actions"),
        ("faults", "/faults", "Faults"),
    ],
    files=["live.js", "copy.js"],
    filters={"subject": subject_of},
)
render = SITE.render
