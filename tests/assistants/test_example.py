"""The assistant of examples/ does what it shows: it proposes, a person releases, and it is sent once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "assistant.py"


def test_the_session_is_shown() -> None:
    done = subprocess.run(  # noqa: S603  # this library
        [sys.executable, EXAMPLE], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == [
        "no e-mail address: Isä Oy",
        'refused: customer_base_information.email_address, unknown key "email_address"; expected "email"?',
        "proposed as message 1, which is held",
        "a worker came by: held",
        "for a person: an assistant proposes it, for a person to review. does: Add or edit a customer; edit: partial:"
        " what is left out stays, what is sent empty is emptied. Its reason: Isä Oy has no e-mail address, and asked by"
        " letter for bills by mail",
        "a worker came by: accepted",
        "no e-mail address: 0 customers",
    ]
    assert done.stderr == ""
