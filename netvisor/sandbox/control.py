"""The control address: faults asked for and forgotten by other programs, in JSON.

    GET    /control/faults          what waits, the latency profile, and when an identifier counts as used
    POST   /control/faults          {"fault": "drop-connection,after=storing"}, or the settings by name
    DELETE /control/faults          forget all; /control/faults/3 forgets one
    POST   /control/settings        {"latency": "50%=0.1 100%=2", "id_noted": "success", "seed": 7}

A browser that shows somebody else's page must not reach it: the address answers only under the names of this machine,
and only to requests that no page can send without being asked: JSON, and no foreign origin.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import urlsplit

from netvisor.errors import SetupError
from netvisor.sandbox.admission.request import Request, text_of
from netvisor.sandbox.faults.faults import Fault, Faults
from netvisor.sandbox.faults.latency import Latency
from netvisor.sandbox.faults.text_form import fault_from_settings, fault_from_text, text_of_fault
from netvisor.sandbox.response import Response
from netvisor.sandbox.settings import IdNoted, check_choice
from netvisor.web.trusted_host import is_trusted

_JSON: Final = "application/json"
_FIRST: Final = "/control/"
_SETTINGS: Final = frozenset({"latency", "id_noted", "seed"})


def is_control(request: Request) -> bool:
    """Whether a request is for the control address."""
    return request.target.startswith(_FIRST.encode()) and not request.resource.endswith(".nv")


class Control:
    """Answers the control address.

    Args:
        faults: the faults of the sandbox.
        host_names: names that it answers under besides its own.
    """

    def __init__(self, faults: Faults, host_names: Collection[str] = ()) -> None:
        self._faults = faults
        self._host_names = host_names

    def answer(self, request: Request) -> Response:
        """Do what a request asks for; what it cannot is told in `error`."""
        if refused := _refused(request, self._host_names):
            return refused
        path = text_of(request.target).partition("?")[0].removeprefix(_FIRST).rstrip("/")
        try:
            return self._done(request.http, path, request.body or b"")
        except SetupError as error:
            return _json_response(400, {"error": error.text})

    def _done(self, http: str, path: str, body: bytes) -> Response:
        kind, _, number = path.partition("/")
        if path == "faults" and http == "GET":
            return _json_response(200, self._state())
        if path == "faults" and http == "POST":
            return _json_response(201, _fault_as_json(self._faults.put(_fault(_json_object(body)))))
        if path == "faults" and http == "DELETE":
            self._faults.clear()
            return _json_response(200, self._state())
        if kind == "faults" and number.isdecimal() and http == "DELETE":
            if self._faults.remove(int(number[:18])):
                return _json_response(200, self._state())
            return _json_response(404, {"error": f"there is no fault {number}"})
        if path == "settings" and http == "POST":
            self._set(_json_object(body))
            return _json_response(200, self._state())
        known = path in {"faults", "settings"}
        return _json_response(405 if known else 404, {"error": f"{http} /control/{path}: expected {', '.join(_KNOWN)}"})

    def _state(self) -> dict[str, Any]:
        latency = self._faults.latency
        return {
            "faults": [_fault_as_json(fault) for fault in self._faults],
            "latency": None if latency is None else str(latency),
            "id_noted": self._faults.id_noted,
        }

    def _set(self, given: Mapping[str, Any]) -> None:
        for name in given:
            if name not in _SETTINGS:
                raise SetupError(f"unknown setting {name!r}; expected one of {', '.join(sorted(_SETTINGS))}")
        if given.get("seed") is not None and not isinstance(given["seed"], int):
            raise SetupError(f"seed {given['seed']!r}: expected a whole number")
        # All are judged before one is set, so that a refused request changes nothing.
        latency = Latency.from_text(str(given["latency"])) if given.get("latency") else None
        if "id_noted" in given:
            check_choice("id_noted", given["id_noted"], IdNoted)
        if "latency" in given:
            self._faults.latency = latency
        if "id_noted" in given:
            self._faults.id_noted = given["id_noted"]
        if given.get("seed") is not None:
            self._faults.seed(given["seed"])


_KNOWN: Final = ("GET, POST, DELETE /control/faults", "DELETE /control/faults/NUMBER", "POST /control/settings")


def _fault(given: Mapping[str, Any]) -> Fault:
    text = given.get("fault")
    if text is None:
        return fault_from_settings(given)
    if len(given) > 1:
        raise SetupError("a fault must be one text or settings by name, not both")
    return fault_from_text(str(text))


def _fault_as_json(fault: Fault) -> dict[str, Any]:
    return {"fault": text_of_fault(fault), **asdict(fault)}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SetupError(f"the body is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise SetupError("the body is not a JSON object")
    return found


def _refused(request: Request, host_names: Collection[str]) -> Response | None:
    if not is_trusted(request.headers.get("host", ""), host_names):
        return _json_response(421, {"error": "the control address must be reached as localhost or by its IP address"})
    site, origin = request.headers.get("sec-fetch-site", "same-origin"), request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or site not in {"same-origin", "none"}:
        return _json_response(403, {"error": "the request was sent from another site"})
    if request.http == "POST" and not request.headers.get("content-type", "").startswith(_JSON):
        return _json_response(415, {"error": f"expected Content-Type: {_JSON}"})
    return None


def _json_response(status: int, content: Mapping[str, Any]) -> Response:
    # Half of a character that somebody sent is told as JSON writes it, `\\ud800`.
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    return Response(status=status, body=body, content_type=_JSON)
