"""Runs the commands of documents word for word, as a reader who pastes them into a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from netvisor.protocol.credentials import Credentials

SYSTEM = ("/usr/local/bin", "/usr/bin", "/bin")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Ended:
    """How the commands of a block ended, and what they wrote."""

    code: int
    written: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone with an empty folder, an empty home and the installed commands on the path."""

    folder: Path
    home: Path
    path: tuple[str, ...] = (str(Path(sys.executable).parent), *SYSTEM)

    @property
    def books(self) -> Path:
        """The file that `--sandbox` keeps its books in."""
        return self.home / ".local" / "state" / "netvisor" / "sandbox.sqlite"

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": os.pathsep.join(self.path), "HOME": str(self.home), "LANG": "C.UTF-8", **more}

    def run(self, block: str, **more: str) -> Ended:
        """Run a block to its end; its first command that fails ends it."""
        done = subprocess.run(  # noqa: S603
            _shell(block),
            cwd=self.folder,
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
        return Ended(done.returncode, done.stdout)

    def run_until(self, block: str, begun: Callable[[str], bool]) -> Ended:
        """Run a block that never ends until a line shows that it has begun, and then stop it as Ctrl-C does."""
        with subprocess.Popen(  # noqa: S603
            _shell(block),
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as running:
            assert running.stdout is not None
            written = ""
            for line in running.stdout:
                written += line
                if begun(line):
                    os.killpg(running.pid, signal.SIGINT)
                    break
            written += running.stdout.read()
            return Ended(running.wait(SECONDS), written)


def _shell(block: str) -> list[str]:
    return ["/bin/bash", "-e", "-u", "-o", "pipefail", "-c", block]


def variables(credentials: Credentials, base_url: str) -> dict[str, str]:
    """The variables that a user sets."""
    found = {f"NETVISOR_{name.upper()}": text for name, text in credentials.plain().items()}
    return {**found, "NETVISOR_BASE_URL": base_url}
