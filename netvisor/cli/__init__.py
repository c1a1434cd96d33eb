"""The command line `netvisor`, in the extra `cli`."""

from __future__ import annotations

import io
import sys
from typing import Never

from netvisor.errors import SetupError
from netvisor.extras import require


def main() -> Never:
    """Run the command line; the exit code says how it ended, see `netvisor.cli.outcome`.

    Raises:
        SystemExit: always: with the exit code, or with the name of the missing extra.
    """
    try:
        require("the command line", "cli", "click", "rich")
    except SetupError as error:
        raise SystemExit(str(error)) from error
    from netvisor.cli.group import netvisor

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without ä or € gets them as escapes instead of an error in the middle of a command.
            stream.reconfigure(errors="backslashreplace")
    netvisor(prog_name="netvisor")
    raise SystemExit(0)
