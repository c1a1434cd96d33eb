"""Which requests are for the local Tampuuri, told without loading it."""

from __future__ import annotations

import json
from typing import Final

from netvisor.sandbox.response import Response

PATH: Final = "/tampuuri/v10/api/"
"""Where it is, below the address of the sandbox."""
PREFIXES: Final = (PATH, "/v10/api/")
"""How the paths of its calls begin; the second one is the vendor's own, for clients with a fixed path."""
TARGETS: Final = tuple(prefix.encode() for prefix in PREFIXES)
"""The same in bytes."""
TAMPUURI_HOSTS: Final = ("api.tampuuri.fi", "qa-api.tampuuri.fi")
"""The vendor's own names, which clients with a fixed address send through a proxy; only the vendor can point them."""


def unavailable(text: str) -> Response:
    """The answer where the local Tampuuri cannot run."""
    body = json.dumps({"Message": f"Sandbox: {text}"}).encode()
    return Response(status=501, body=body, content_type="application/json; charset=utf-8")
