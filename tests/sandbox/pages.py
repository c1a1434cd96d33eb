"""The sandbox's page as a test sees it: plain HTTP, read as HTML."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

import lxml.html

from netvisor.sandbox import Sandbox


class Served(Protocol):
    """What has a page."""

    @property
    def url(self) -> str: ...


@dataclass
class Seen:
    """A page that was fetched."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def tree(self) -> Any:
        return lxml.html.document_fromstring(self.text)

    def find(self, path: str) -> list[str]:
        """The texts of the elements of an XPath, white space made single."""
        found = self.tree.xpath(path)
        return [words(one if isinstance(one, str) else one.text_content()) for one in found]

    def one(self, path: str) -> str:
        (only,) = self.find(path)
        return only


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def look(sandbox: Served, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Seen:
    """Fetch a page. Headers are named as keywords: `Host="evil.example"`, `Sec_Fetch_Site="cross-site"`."""
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return Seen(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


def token(sandbox: Sandbox) -> str:
    return str(look(sandbox, "/faults").tree.xpath("//input[@name='token']/@value")[0])


def send(sandbox: Served, path: str, fields: Mapping[str, str], **headers: str) -> Seen:
    """Send a form as a browser does."""
    headers = {"Content_Type": "application/x-www-form-urlencoded", **headers}
    return look(sandbox, path, "POST", urlencode(fields).encode(), **headers)
