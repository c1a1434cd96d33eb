"""The service of a crash run: a sandbox that kills the program whose call it has."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from netvisor.sandbox import Sandbox
from netvisor.sandbox.server import Server
from netvisor.testing.torture.script import AT_THE_SERVICE, Kill


class Service:
    """An address behind which each run has its own sandbox."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None
        self._lock = threading.Lock()
        self._kill: Kill | None = None
        self._calls = 0
        self._victim = 0
        self._server = Server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.port}/"

    def use(self, sandbox: Sandbox) -> None:
        """Take calls for a sandbox from now on."""
        self._sandbox = sandbox

    def arm(self, kill: Kill | None) -> None:
        """Kill a program at a moment that this side sees; the program is named when it has started."""
        with self._lock:
            self._kill = kill if kill is not None and kill.moment in AT_THE_SERVICE else None
            self._calls = self._victim = 0

    def aim(self, process: int) -> None:
        """Name the program to kill, 0 for none."""
        with self._lock:
            self._victim = process

    def close(self) -> None:
        """Stop listening."""
        self._server.stop()

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        sandbox = self._sandbox
        if sandbox is None:
            raise OSError("no run is under way")
        kill = self._due() if environ["REQUEST_METHOD"] == "POST" else None
        if kill is not None and kill.moment == "on arrival":
            self._strike()
        answer = sandbox.app(environ, start_response)
        if kill is not None and kill.moment == "after storing":
            self._strike()
        return answer

    def _due(self) -> Kill | None:
        with self._lock:
            if self._kill is None:
                return None
            self._calls += 1
            return self._kill if self._calls == self._kill.count else None

    def _strike(self) -> None:
        with self._lock:
            if self._victim:
                with suppress(ProcessLookupError):
                    os.kill(self._victim, signal.SIGKILL)
