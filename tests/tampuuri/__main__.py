"""How much of what is known is declared: `python -m tests.tampuuri`."""

from __future__ import annotations

from tests.tampuuri.test_facts import counts

for what, (declared, known) in counts().items():
    print(f"{what}: {declared} declared of {known} known")  # noqa: T201  # it is what the command is for
