"""Which mistakes keep no message out: the real service takes them, or very probably does, and the log tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from netvisor.codec.problems import MOST_PROBLEMS, Enough
from netvisor.codec.traversal import Traversal
from netvisor.codec.tree import Node
from netvisor.declare import Method
from netvisor.errors import Problem
from netvisor.sandbox.admission.letter_case import is_day_without_zeros

MOST_REMARKS: Final = 1000
"""So many of them are listed; more would only hide what is wrong."""

_LINE: Final = re.compile(r"[/.]sales_?invoice_?product_?line$", re.IGNORECASE)
"""A line of an invoice, by its path in XML or in Python."""


def is_remark(problem: Problem) -> bool:
    """Whether a mistake keeps nothing out.

    That is white space before `<root>`, an element that closes itself and so is not read, a day without zeros, and the
    VAT or the sum of a line alone.
    """
    if problem.rule == "start":
        return problem.found.startswith("white space")
    is_alone = problem.rule == "together" and _LINE.search(problem.path) is not None
    return problem.rule == "self-closing" or is_day_without_zeros(problem) or is_alone


def wrong_first(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetition, those that keep the message out before the remarks, which are cut when many.

    Readers look at the first ones, and a remark shall not hide what the message was refused for.
    """
    wrong: list[Problem] = []
    remarks: list[Problem] = []
    for problem in dict.fromkeys(problems):
        (remarks if is_remark(problem) else wrong).append(problem)
    return [*wrong, *remarks[:MOST_REMARKS]]


class PatientTraversal(Traversal):
    """A traversal that does not end because there are many remarks."""

    def __init__(self, method: Method | None = None, *, strict: bool = True) -> None:
        super().__init__(method, strict=strict)
        self._wrong = 0
        self._remarks: list[Problem] = []

    def report(self, rule: str, path: str, node: Node, found: str, expected: str) -> None:
        """Name one thing wrong with an element.

        Raises:
            Enough: it was the last one that is named.
        """
        with suppress(Enough):
            super().report(rule, path, node, found, expected)
        if not is_remark(self.problems[-1]):
            self._wrong += 1
            if self._wrong >= MOST_PROBLEMS:
                raise Enough
        elif len(self._remarks) < MOST_REMARKS:
            self._remarks.append(self.problems[-1])
        else:
            # Counted all the same, in the memory of one.
            self.problems[-1] = self._remarks[-1]
