"""Where the commands count the calls of Tampuuri, and their budget."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netvisor.cli.connection import make_room, sandbox_file, state_file

if TYPE_CHECKING:
    from netvisor.tampuuri.cost import Budget, CostMeter


def calls_file(*, sandbox: bool) -> Path:
    """The file of the counts: `TAMPUURI_CALLS_DB`, or one in the user's state directory; the sandbox has its own."""
    if sandbox:
        file = sandbox_file()
        return file.with_name(f"{file.stem}.tampuuri-calls.sqlite")
    named = os.environ.get("TAMPUURI_CALLS_DB")
    return Path(named) if named else state_file("tampuuri-calls.sqlite")


@contextmanager
def metered(*, sandbox: bool, file: Path | None = None) -> Iterator[CostMeter]:
    """The meter of the commands, for a `with` block."""
    from netvisor.tampuuri.cost import CostMeter

    place = make_room(file or calls_file(sandbox=sandbox), holds="the number of calls")
    with CostMeter(place, budget=_budget()) as meter:
        yield meter


def _budget() -> Budget | None:
    """The budget of `TAMPUURI_BUDGET`, a number of calls a month."""
    from netvisor.errors import SetupError
    from netvisor.tampuuri.cost import Budget

    text = os.environ.get("TAMPUURI_BUDGET", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise SetupError(f"TAMPUURI_BUDGET must be a number of calls a month, not {text!r}")
    return Budget(int(text))
