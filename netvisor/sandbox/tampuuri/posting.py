"""Sends a delivery to a listener, by default to none but those of this machine."""

from __future__ import annotations

import http.client
import ipaddress
import ssl
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urlsplit

from netvisor.errors import SetupError

_TIMEOUT: Final = 10.0


def checked_listener(url: str, *, elsewhere: bool) -> SplitResult:
    """The parts of a listener's address.

    Args:
        url: the address.
        elsewhere: whether it may be on another machine.

    Raises:
        SetupError: it is no address, or is on another machine without leave.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise SetupError(f"{url!r} is no address of a listener: {error}") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise SetupError(f"{url!r} is no address of a listener; expected one such as http://127.0.0.1:8080/secret")
    if not (elsewhere or _is_here(host)):
        raise SetupError(f"{host} is not this machine: the sandbox sends there only with elsewhere=True")
    return parts


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def post(parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> int | None:
    """POST a body and give the status; `None` without an answer. No redirect is followed and no proxy is used."""
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=context)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        connection.request("POST", target, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        answer.read(1 << 16)
    except (OSError, http.client.HTTPException):
        return None
    else:
        return answer.status
    finally:
        connection.close()
