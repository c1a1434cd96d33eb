"""The programs of `program.py`, as the torturer holds them."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any

from netvisor.errors import SetupError


class Program:
    """A warm process that starts one program after the other."""

    def __init__(self) -> None:
        if not hasattr(os, "fork"):
            raise SetupError("crash runs need fork and SIGKILL, which this system does not have")
        command = [sys.executable, "-m", "netvisor.queue.torture.program"]
        self._forker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self.process = 0
        """The number of the process under way, 0 for none."""

    def start(self, **task: Any) -> int:
        """Start a program; gives the number of its process."""
        assert self._forker.stdin is not None  # noqa: S101  # a pipe was asked for
        self._forker.stdin.write(json.dumps(task).encode() + b"\n")
        self._forker.stdin.flush()
        said = self._said(None)
        self.process = int(said["started"])
        return self.process

    def ended(self, seconds: float) -> int | None:
        """Wait for the end; the exit status, negative for a signal, `None` when it goes on."""
        said = self._said(seconds)
        if not said:
            return None
        self.process = 0
        return int(said["ended"])

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Ask the program to end, or kill it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, sign)

    def close(self) -> None:
        """End the program under way and the one that starts them."""
        self.stop(signal.SIGKILL)
        with suppress(BrokenPipeError):
            self._forker.communicate()

    def _said(self, seconds: float | None) -> dict[str, int]:
        assert self._forker.stdout is not None  # noqa: S101  # a pipe was asked for
        if not select.select([self._forker.stdout], [], [], seconds)[0]:
            return {}
        line = self._forker.stdout.readline()
        if not line:
            raise SetupError("the program of the crash runs ended by itself; its error stands above")
        said: dict[str, int] = json.loads(line)
        return said
