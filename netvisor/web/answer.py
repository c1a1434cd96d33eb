"""A request for the page and its response, with headers that block foreign content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl, quote

HTML: Final = "text/html; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"

# Nothing is loaded from anywhere else, nothing stands inline, and no other site may show or drive the page. The
# referrer stays on for ourselves: without one, browsers say `Origin: null` when a form is sent.
_HEADERS: Final = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
_MOST_FORM: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """One request for the page."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in a WSGI environment, such as `HTTP_HOST`."""


@dataclass(slots=True, kw_only=True)
class Page:
    """One answer."""

    body: bytes
    status: int = 200
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, start_response: Callable[..., Any], *, head: bool) -> list[bytes]:
        """Answer a WSGI server; of a HEAD only the headers."""
        headers = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body)))]
        start_response(f"{self.status} {HTTPStatus(self.status).phrase}", [*headers, *_HEADERS, *self.headers])
        return [b"" if head else self.body]


class PageError(Exception):
    """The page cannot be shown; its text says why.

    Args:
        status: the HTTP status.
        text: the reason, as a sentence.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(status, text)
        self.status = status
        self.text = text


def page_request(environ: Mapping[str, Any]) -> PageRequest:
    """The request of a WSGI server.

    Raises:
        PageError: the form is too large, or its length is not a number.
    """
    return PageRequest(
        method=environ["REQUEST_METHOD"],
        path=_path(environ),
        query=_pairs(environ.get("QUERY_STRING", "").encode("latin-1")),
        form=_pairs(_form(environ)),
        headers={name: str(value) for name, value in environ.items() if name.startswith("HTTP_")},
    )


def _path(environ: Mapping[str, Any]) -> str:
    path: str = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
    return path


def _pairs(raw: bytes) -> dict[str, str]:
    return dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))


def _form(environ: Mapping[str, Any]) -> bytes:
    if environ["REQUEST_METHOD"] != "POST":
        return b""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > _MOST_FORM:
        raise PageError(413, f"A form must have at most {_MOST_FORM} bytes and a Content-Length.")
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def download(content: bytes, file_name: str, content_type: str) -> Page:
    """A file to download: a browser never displays or runs it here."""
    plain = "".join(c if (c.isalnum() and c.isascii()) or c in "-_." else "_" for c in file_name) or "file"
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
    return Page(body=content, content_type=content_type, headers=(("Content-Disposition", named),))


def redirect(to: str) -> Page:
    """The redirect after a form."""
    return Page(body=b"", status=303, content_type=TEXT, headers=(("Location", to),))
