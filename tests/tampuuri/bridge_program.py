"""A run of the bridge that kills its own process with SIGKILL at a given moment: `python -m ... TASK`, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from netvisor import Client, Credentials
from netvisor.client.transport import Content, RequestsTransport, Response
from netvisor.protocol.signing import Prepared
from netvisor.queue import Outbox
from netvisor.tampuuri import Tampuuri, TampuuriCredentials
from netvisor.tampuuri.bridge import Bridge, Settings


class Death:
    """Kills the process when a moment has come so many times."""

    def __init__(self, moment: str, after: int) -> None:
        self._moment = moment
        self._left = after

    def meet(self, moment: str) -> None:
        if moment == self._moment:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class MortalTransport:
    """Sends, and may not live to see the answer."""

    def __init__(self, death: Death) -> None:
        self._inner = RequestsTransport()
        self._death = death

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        writes = body is not None
        if writes:
            self._death.meet("before sending")
        response = self._inner.send(prepared, body, timeout)
        if writes:
            self._death.meet("before the answer")
        return response


def main(task: dict[str, Any]) -> None:
    death = Death(task["moment"], task["after"])
    netvisor = Client(Credentials(**task["netvisor"]), base_url=task["netvisor_url"], transport=MortalTransport(death))
    tampuuri = Tampuuri(TampuuriCredentials(**task["tampuuri"]), base_url=task["tampuuri_url"])
    with Outbox.open(task["place"]) as outbox:
        bridge = Bridge(
            tampuuri,
            netvisor,
            outbox,
            Settings.from_text(task["settings"]),
            contracts=task["contracts"],
            lease=task["lease"],
            tell=lambda item: death.meet("after putting"),
        )
        bridge.sync()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
