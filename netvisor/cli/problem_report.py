"""Reports the problems of a running sandbox's calls: each as it occurs, and a summary at the end."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Final

from netvisor.cli.folded_problems import folded
from netvisor.cli.outcome import printable, problem_line, say

if TYPE_CHECKING:
    from netvisor.errors import Problem
    from netvisor.sandbox.call_log import LoggedCall

_MOST_SHOWN: Final = 20
"""The most problems of one call that are written; the page shows all."""
_MOST_KINDS: Final = 10_000
_INDEX: Final = re.compile(r"\[[0-9]+\]")


class ProblemReport:
    """Writes the problems of each call and every refusal to stderr, and counts the kinds of problems.

    Made for `Calls.watch`.
    """

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, str, str], int] = {}
        self._lock = threading.Lock()

    def __call__(self, call: LoggedCall) -> None:
        """Write the problems of one call, if any."""
        if not call.problems and call.outcome not in {"refused", "fault", "unknown resource"}:
            return
        with self._lock:
            say(f"{call.resource} {self._ending(call)}")
            lines = folded(call.problems)
            for problem in lines[:_MOST_SHOWN]:
                say(f"  {problem_line(problem)}")
            if len(lines) > _MOST_SHOWN:
                say(f"  and {len(lines) - _MOST_SHOWN} more")
            if not call.problems and call.because:
                say(printable(f"  {call.because}").replace("\n", " "))
            for problem in call.problems:
                self._count(call.resource, problem)

    def _ending(self, call: LoggedCall) -> str:
        if call.outcome == "reported":
            return "accepted despite mistakes:"
        if call.outcome == "ok":
            return "done; doubtful:"
        if call.outcome == "unknown resource":
            return "refused:"
        return printable(f"{call.outcome}: {call.category} :: {call.text}").replace("\n", " ")

    def _count(self, resource: str, problem: Problem) -> None:
        kind = (resource, _INDEX.sub("", problem.path), problem.rule, problem.expected)
        if kind in self._kinds or len(self._kinds) < _MOST_KINDS:
            self._kinds[kind] = self._kinds.get(kind, 0) + 1

    def sum_up(self) -> None:
        """Write every kind of problem once, with its count."""
        with self._lock:
            kinds = sorted(self._kinds.items())
        if not kinds:
            return
        say(f"{len(kinds)} kinds of mistakes:" if len(kinds) > 1 else "1 kind of mistake:")
        for (resource, path, rule, expected), count in kinds:
            say(printable(f"  {count} x  {resource}  {path}  {rule}  {expected}").replace("\n", " "))
