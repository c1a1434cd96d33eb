"""The problems found in the traversal of XML, each with its place."""

from __future__ import annotations

from typing import Final

from netvisor.codec.tree import Node
from netvisor.errors import Problem

MOST_PROBLEMS: Final = 1000
"""The most problems of a traversal: more would only hide them."""


class Enough(Exception):
    """Ends the traversal after the maximum number of problems."""


class ProblemCollector:
    """The list of problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def report(self, rule: str, path: str, node: Node, found: str, expected: str) -> None:
        """Add a problem of an element.

        Raises:
            Enough: it was the last one.
        """
        self.problems.append(
            Problem(path=path, rule=rule, found=found, expected=expected, line=node.line, column=node.column)
        )
        if len(self.problems) >= MOST_PROBLEMS:
            raise Enough

    def in_order(self) -> list[Problem]:
        """The problems in document order."""
        return sorted(self.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
