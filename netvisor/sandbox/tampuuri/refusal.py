"""What the local Tampuuri answers when it refuses. The form of such answers is not documented, so it is ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netvisor.errors import Problem
from netvisor.sandbox.refusal import OURS


class TampuuriRefusal(Exception):
    """The call is refused: rolled back, and answered with a status and a text.

    Attributes:
        status: the HTTP status.
        text: what is wrong.
        problems: every place that is wrong.
    """

    def __init__(self, status: int, text: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(status, text)
        self.status = status
        self.text = OURS + text
        self.problems: tuple[Problem, ...] = tuple(problems)

    def json(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"Message": self.text}


def wrong(text: str) -> TampuuriRefusal:
    """The request makes no sense."""
    return TampuuriRefusal(400, text)


def wrong_body(problems: Sequence[Problem]) -> TampuuriRefusal:
    """The body breaks the limits of its model."""
    places = "; ".join(f"{problem.path}: {problem.found}, expected {problem.expected}" for problem in problems)
    return TampuuriRefusal(400, places, problems)


def not_found(register: str, key: object) -> TampuuriRefusal:
    """There is no such record."""
    return TampuuriRefusal(404, f"there is no {key!r} in {register}")


def not_let_in(text: str) -> TampuuriRefusal:
    """A header is missing or wrong."""
    return TampuuriRefusal(403, text)
