"""The programs of `program.py`, as the torturer holds them."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
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
        self._lines = tasks.makefile("rw")
        self.process = 0
        """The number of the process under way, 0 for none."""

    def start(self, **task: Any) -> int:
        """Start a program; gives the number of its process."""
        self._lines.write(json.dumps(task) + "\n")
        self._lines.flush()
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
        self._lines.close()
        self._socket.close()

    def _said(self, seconds: float | None) -> dict[str, int]:
        # One line comes at a time, so that none is left in the buffer behind the one that is read.
        if not select.select([self._socket], [], [], seconds)[0]:
            return {}
        line = self._lines.readline()
        if not line:
            raise SetupError("the program of the crash runs ended by itself; its error stands above")
        said: dict[str, int] = json.loads(line)
        return said
