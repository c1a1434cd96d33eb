"""The programs of `program.py`, as the torturer holds them."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from netvisor.errors import SetupError


class Programs:
    """A warm process that starts programs.

    Args:
        number: how many at the same time.
    """

    def __init__(self, number: int) -> None:
        if not hasattr(os, "fork"):
            raise SetupError("crash runs need fork and SIGKILL, which this system does not have")
        pairs = [socket.socketpair() for _ in range(number)]
        theirs = [pair[1].fileno() for pair in pairs]
        command = [sys.executable, "-m", "netvisor.testing.torture.program", *map(str, theirs)]
        self._warm = subprocess.Popen(command, pass_fds=theirs, stdin=subprocess.DEVNULL)  # noqa: S603  # this library
        for _, its in pairs:
            its.close()
        self.all = [Program(ours) for ours, _ in pairs]

    def close(self) -> None:
        """End all of them."""
        for program in self.all:
            program.close()
        self._warm.wait()


class Program:
    """Starts one program after the other.

    Args:
        tasks: where the warm process takes the tasks from.
    """

    def __init__(self, tasks: socket.socket) -> None:
        self._socket = tasks
        self._heard = b""
        self.process = 0
        """The number of the process under way, 0 for none."""

    def start(self, **task: Any) -> int:
        """Start a program; gives the number of its process."""
        self._socket.sendall(json.dumps(task).encode() + b"\n")
        self.process = self._said(None)["started"]
        return self.process

    def ended(self, seconds: float) -> int | None:
        """Wait for the end; the exit status, negative for a signal, `None` when it goes on."""
        said = self._said(seconds)
        if not said:
            return None
        self.process = 0
        return said["ended"]

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """Ask the program to end, or kill it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, sign)

    def close(self) -> None:
        """End the program under way, and start no other."""
        self.stop(signal.SIGKILL)
        self._socket.close()

    def _said(self, seconds: float | None) -> dict[str, int]:
        """The next line, `{}` when none comes in time."""
        until = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self._heard:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._socket], [], [], left)[0]:
                return {}
            block = self._socket.recv(4096)
            if not block:
                raise SetupError("the program of the crash runs ended by itself; its error stands above")
            self._heard += block
        line, self._heard = self._heard.split(b"\n", 1)
        said: dict[str, int] = json.loads(line)
        return said
