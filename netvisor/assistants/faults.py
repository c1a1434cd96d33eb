"""Errors as an assistant gets them: a category, the text, every problem with its path, and in words what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from netvisor.assistants.masking import Masking
from netvisor.assistants.pages import Told, json_text, shortened
from netvisor.errors import MessageError, NetvisorError, Problem, Refused

_LONGEST: Final = 1_000
"""The most characters of a part of a problem, which may repeat a whole value."""


def told(error: NetvisorError, masking: Masking) -> Told:
    """What is said of an error of the library."""
    if isinstance(error, MessageError):
        return told_problems(error.problems, masking)
    head = {"error": type(error).__name__, "message": masking.text(str(error)), "retry": error.retry.value}
    if isinstance(error, Refused):
        head["category"] = error.category
        if error.HINT:
            head["hint"] = error.HINT
    return Told(head=head, is_error=True)


def told_problems(problems: Iterable[Problem], masking: Masking) -> Told:
    """What is said of arguments or a message with problems: all of them, each with its place."""
    rows: list[dict[str, Any]] = [
        shortened({name: getattr(problem, name) for name in ("path", "rule", "found", "expected")}, _LONGEST)
        for problem in problems
    ]
    head = {
        "error": "MessageError",
        "message": f"{len(rows)} problem{'' if len(rows) == 1 else 's'}; nothing was sent or stored",
        "retry": MessageError.retry.value,
    }
    return Told(head=head, name="problems", items=[json_text(masking.plain(row)[0]) for row in rows], is_error=True)


__all__ = ["told", "told_problems"]
