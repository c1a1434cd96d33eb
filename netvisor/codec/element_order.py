"""Which children stand wrong, and where they belong, in words: only those outside the longest run in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from netvisor.codec.child_positions import Place
from netvisor.codec.tree import Node


@dataclass(frozen=True, slots=True)
class Child:
    """An element that has a place in its parent."""

    node: Node
    place: Place
    path: str


def misplaced(standing: Sequence[Child]) -> Iterator[tuple[Child, str, str]]:
    """The children that stand wrong: each with where it stands and where it belongs."""
    positions = [child.place.position for child in standing]
    if all(first <= second for first, second in pairwise(positions)):
        return
    kept = in_order(positions)
    run = sorted(kept)
    places = [positions[index] for index in run]
    for index, child in enumerate(standing):
        if index in kept:
            continue
        # Elements of the same place do not matter: it may stand on either side of them.
        below, above = bisect_left(places, positions[index]), bisect_right(places, positions[index])
        before = _tag(standing[run[below - 1]]) if below else None
        after = _tag(standing[run[above]]) if above < len(run) else None
        late = after is not None and run[above] < index
        neighbour = _tag(standing[index - 1 if late else index + 1])
        found = f"{_tag(child)} stands {'after' if late else 'before'} {neighbour}"
        yield child, found, _between(before, after, late=late)


def missing_place(standing: Sequence[Child], position: int) -> str:
    """Where a missing child belongs among those that stand: `, after <name>`; nothing when it is alone."""
    below = [child for child in standing if child.place.position < position]
    if below:
        return f", after {_tag(max(below, key=lambda child: child.place.position))}"
    above = [child for child in standing if child.place.position > position]
    return f", before {_tag(min(above, key=lambda child: child.place.position))}" if above else ""


def in_order(positions: Sequence[int]) -> set[int]:
    """The indexes of the longest run that is in order; the elements outside it are the ones that stand wrong.

    >>> sorted(in_order([0, 1, 5, 2, 3]))
    [0, 1, 3, 4]
    """
    tails: list[int] = []  # the smallest last position of a run of each length
    ends: list[int] = []  # the index at which that run ends
    before: list[int] = []
    for index, position in enumerate(positions):
        length = bisect_right(tails, position)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [position]
        ends[length : length + 1] = [index]
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _between(before: str | None, after: str | None, *, late: bool) -> str:
    """The place in words; first the side on which the element has to move past something."""
    if after is None:
        return f"belongs after {before}"
    if before is None:
        return f"belongs before {after}"
    return f"belongs before {after}, after {before}" if late else f"belongs after {before}, before {after}"


def _tag(child: Child) -> str:
    return f"<{child.node.name}>"
