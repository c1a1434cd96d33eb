"""A call in forms to copy: as a shell script with curl, as Python, and as JSON. None of them holds a key."""

from __future__ import annotations

import base64
import importlib
import json
import shlex
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from netvisor.codec.charset import UTF_8
from netvisor.codec.json_message import message_to_json
from netvisor.declare import CLEAR, UNSET, declared
from netvisor.protocol import signing
from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import signature_parameters
from netvisor.resources import find
from netvisor.sandbox.call_log import LoggedCall
from netvisor.web.rendering import visible

_SIGNED: Final = ("$hashed", "$NETVISOR_SENDER", "$NETVISOR_CUSTOMER_ID", "$now", "$NETVISOR_LANGUAGE")
_KEYS: Final = "$NETVISOR_CUSTOMER_KEY&$NETVISOR_PARTNER_KEY"
_HEADERS: Final = {
    signing.SENDER: "$NETVISOR_SENDER",
    signing.CUSTOMER_ID: "$NETVISOR_CUSTOMER_ID",
    signing.PARTNER_ID: "$NETVISOR_PARTNER_ID",
    signing.TIMESTAMP: "$now",
    signing.TIMESTAMP_UNIX: "$unix",
    signing.TRANSACTION_ID: "$id",
    signing.LANGUAGE: "$NETVISOR_LANGUAGE",
    signing.ORGANISATION_ID: "$NETVISOR_ORGANISATION_ID",
    signing.MAC_ALGORITHM: "HMACSHA256",
    signing.MAC: "$mac",
}
_WIDTH: Final = 100


def as_curl(call: LoggedCall) -> str:
    """A bash script that signs the call anew and sends it; the keys come from the variables of `netvisor sandbox`."""
    target = urlsplit(call.url)._replace(scheme="", netloc="").geturl() or "/"
    hashed = unquote(target)
    signed = "&".join([*_SIGNED, "$NETVISOR_ORGANISATION_ID", "$id", "$unix", _KEYS])
    lines = [
        "# For bash, with curl, openssl and iconv. `netvisor sandbox` prints the variables; they hold the keys.",
        f'url="${{NETVISOR_BASE_URL%/}}"{shlex.quote(target)}',
        f'hashed="${{NETVISOR_BASE_URL%/}}"{shlex.quote(hashed)}',
        "now=$(date -u +'%Y-%m-%d %H:%M:%S.000') unix=$(date +%s) id=$(openssl rand -hex 16)",
        f"mac=$(printf '%s' \"{signed}\" | iconv -f UTF-8 -t ISO-8859-15 |",
        f"  openssl dgst -sha256 -hmac \"{_KEYS}\" | sed 's/.*= *//')",
    ]
    headers = [f'  -H "{name}: {value}"' for name, value in _HEADERS.items()]
    if call.body_length:
        content_type = call.headers.get("content-type", "")
        headers.append(f"  -H {shlex.quote(f'Content-Type: {content_type}')} --data-binary @-")
    command = [f'curl --globoff -sS -X {shlex.quote(call.http)} "$url"', *headers]
    pipe = f"{_bytes_in_shell(call)} |\n" if call.body_length else ""
    return "\n".join(lines) + "\n" + pipe + " \\\n".join(command) + "\n"


def _bytes_in_shell(call: LoggedCall) -> str:
    charset = call.charset or UTF_8
    try:
        text = call.body.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = "\0"
    if visible(text) != text or "\r" in text:
        # What cannot be seen on a page cannot be copied from it.
        return f"printf %s {base64.b64encode(call.body).decode()} | base64 -d"
    return f"printf %s {shlex.quote(text)} | iconv -f UTF-8 -t {charset}"


def as_json(call: LoggedCall) -> str:
    """The message as `netvisor send` takes it; empty for a call without one that can be read."""
    message = call.message
    return "" if message is None else json.dumps(message_to_json(message), ensure_ascii=False, indent=2, default=str)


# As Python.


def as_python(call: LoggedCall) -> str:
    """A program that sends the same call, with the typed message where there is one that can be read."""
    typed = _typed(call)
    imports, source = typed if typed is not None else ({"raw"}, _raw(call))
    values = sorted(imports & {"CLEAR", "Client", "Credentials"} | {"Client", "Credentials"})
    areas = sorted(imports - {"CLEAR", "Decimal", "date", "datetime", "time"})
    days = sorted(imports & {"date", "datetime", "time"})
    lines = ["import os"]
    lines += [f"from datetime import {', '.join(days)}"] if days else []
    lines += ["from decimal import Decimal"] if "Decimal" in imports else []
    lines += ["", f"from netvisor import {', '.join([*values, *areas])}", "", f"call = {source}"]
    lines += [
        'with Client(Credentials.from_environment(), base_url=os.environ["NETVISOR_BASE_URL"]) as client:',
        "    print(client.send(call))",
    ]
    return "\n".join(lines) + "\n"


def _raw(call: LoggedCall) -> str:
    given = "".join(f", **{{{name!r}: {value!r}}}" for name, value in call.parameters)
    if call.http == "GET":
        return f"raw.get({call.resource!r}{given})"
    return f"raw.post({call.resource!r}, {call.body!r}{given})"


def _typed(call: LoggedCall) -> tuple[set[str], str] | None:
    message = call.message
    if message is None:
        return None
    endpoint = find(call.resource)
    found = _function(endpoint, call)
    if found is None or not _is_reachable(message, endpoint.area):
        return None
    function, arguments = found
    imports = {endpoint.area}
    written = "".join(f", {name}={value!r}" for name, value in arguments.items())
    return imports, f"{endpoint.area}.{function}(\n    {_source(message, endpoint.area, imports, 1)}{written}\n)"


def _function(endpoint: Endpoint, call: LoggedCall) -> tuple[str, dict[str, int]] | None:
    """The function that makes this very call of a message, and its arguments; `None` if there is none."""
    given = {name.lower(): value for name, value in call.parameters}
    method = given.pop("method", "").lower()
    if not all(value.isdecimal() for value in given.values()):
        return None
    for function in endpoint.functions:
        own = {each.name: each for each in signature_parameters(function)}
        required = {name for name, each in own.items() if each.required}
        said = not method or function.__name__.startswith(f"{method}_")
        if said and required <= given.keys() <= own.keys():
            return function.__name__, {own[name].attr: int(value) for name, value in given.items()}
    return None


def _is_reachable(value: object, area: str) -> bool:
    """Whether every class of a message has a name in its area."""
    if isinstance(value, (list, tuple)):
        return all(_is_reachable(each, area) for each in value)
    if declared(type(value)) is None:
        return not isinstance(value, (bytes, bytearray)) or len(value) <= _WIDTH
    named = getattr(importlib.import_module(f"netvisor.resources.{area}"), type(value).__name__, None)
    held = (getattr(value, each.name) for each in fields(value))  # type: ignore[arg-type]
    return named is type(value) and all(_is_reachable(each, area) for each in held)


def _source(value: Any, area: str, imports: set[str], depth: int) -> str:
    if value is CLEAR:
        imports.add("CLEAR")
        return "CLEAR"
    if isinstance(value, (list, tuple)):
        return _bracketed("[", [_source(each, area, imports, depth + 1) for each in value], "]", depth)
    if isinstance(value, Decimal):
        imports.add("Decimal")
        return f'Decimal("{value}")'
    if isinstance(value, (date, time)):
        imports.add(type(value).__name__)
        return repr(value).removeprefix("datetime.")
    if declared(type(value)) is None:
        return repr(value)
    given = [f"{name}={_source(each, area, imports, depth + 1)}" for name, each in _given(value)]
    return _bracketed(f"{area}.{type(value).__name__}(", given, ")", depth)


def _given(value: Any) -> Iterator[tuple[str, Any]]:
    for each in fields(value):
        held = getattr(value, each.name)
        if held is not UNSET and (each.default is MISSING or held != each.default):
            yield each.name, held


def _bracketed(start: str, parts: list[str], end: str, depth: int) -> str:
    line = f"{start}{', '.join(parts)}{end}"
    if len(line) + 4 * depth <= _WIDTH and "\n" not in line:
        return line
    space = "    " * (depth + 1)
    return f"{start}\n{''.join(f'{space}{part},' + chr(10) for part in parts)}{'    ' * depth}{end}"
