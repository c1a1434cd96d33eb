"""Commands run by a program of its own, whose standard output is a pipe or a terminal of eighty columns.

One program runs many commands, because starting it takes longer than most of them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Arguments: TypeAlias = Sequence[object]

COLUMNS = 80
_BETWEEN = "\x1e"
_RUN = f"""
import json, sys
from netvisor.cli.group import netvisor

for arguments in json.loads(sys.argv[1]):
    netvisor(arguments, prog_name="netvisor", standalone_mode=False)
    sys.stdout.write({_BETWEEN!r})
    sys.stdout.flush()
"""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def in_pipe(commands: Iterable[Arguments]) -> list[str]:
    """What each command writes into a pipe. The width of a terminal is set and must not count."""
    return _parted(subprocess.run(**_program(commands), stdout=subprocess.PIPE, check=True).stdout)  # type: ignore[call-overload]


def at_terminal(commands: Iterable[Arguments]) -> list[str]:
    """What each command writes to a terminal, without its colours."""
    reader, terminal = os.openpty()
    written = b""
    with tempfile.TemporaryFile() as errors:
        program = subprocess.Popen(**_program(commands), stdout=terminal, stderr=errors)  # type: ignore[call-overload]
        os.close(terminal)
        try:
            while block := os.read(reader, 65_536):
                written += block
        except OSError:
            pass  # a terminal that nobody writes to any more ends with an error on Linux
        os.close(reader)
        assert program.wait() == 0, (errors.seek(0), errors.read())
    return _parted(written.replace(b"\r\n", b"\n"))


def _program(commands: Iterable[Arguments]) -> dict[str, object]:
    listed = json.dumps([[str(argument) for argument in arguments] for arguments in commands])
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm"}
    return {"args": [sys.executable, "-c", _RUN, listed], "env": environment, "stdin": subprocess.DEVNULL}


def _parted(written: bytes) -> list[str]:
    return [_STYLE.sub("", text) for text in written.decode("utf-8").split(_BETWEEN)[:-1]]
