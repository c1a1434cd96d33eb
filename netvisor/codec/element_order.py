"""Which children are misplaced and where they belong, in words: only those outside the longest ordered run."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from netvisor.codec.child_positions import ChildPosition
from netvisor.codec.tree import Node


@dataclass(frozen=True, slots=True)
class PositionedChild:
    """An element with a position in its parent."""

    node: Node
    position: ChildPosition
    path: str


def misplaced(positioned: Sequence[PositionedChild]) -> Iterator[tuple[PositionedChild, str, str]]:
    """The misplaced children, each with its position and where it belongs."""
    turns = [child.position.turn for child in positioned]
    if all(first <= second for first, second in pairwise(turns)):
        return
    kept = in_order(turns)
    run = sorted(kept)
    kept_turns = [turns[index] for index in run]
    for index, child in enumerate(positioned):
        if index in kept:
            continue
        # Elements of the same place do not matter: it may stand on either side of them.
        below, above = bisect_left(kept_turns, turns[index]), bisect_right(kept_turns, turns[index])
        before = _tag(positioned[run[below - 1]]) if below else None
        after = _tag(positioned[run[above]]) if above < len(run) else None
        late = after is not None and run[above] < index
        neighbour = _tag(positioned[index - 1 if late else index + 1])
        found = f"{_tag(child)} comes {'after' if late else 'before'} {neighbour}"
        yield child, found, _between(before, after, late=late)


def missing_position(positioned: Sequence[PositionedChild], turn: int) -> str:
    """Where a missing child belongs among its siblings: `, after <name>`; empty if there are none."""
    below = [child for child in positioned if child.position.turn < turn]
    if below:
        return f", after {_tag(max(below, key=lambda child: child.position.turn))}"
    above = [child for child in positioned if child.position.turn > turn]
    return f", before {_tag(min(above, key=lambda child: child.position.turn))}" if above else ""


def in_order(turns: Sequence[int]) -> set[int]:
    """The indexes of the longest ordered run; the elements outside it are misplaced.

    >>> sorted(in_order([0, 1, 5, 2, 3]))
    [0, 1, 3, 4]
    """
    tails: list[int] = []  # the smallest last position of a run of each length
    ends: list[int] = []  # the index at which that run ends
    before: list[int] = []
    for index, turn in enumerate(turns):
        length = bisect_right(tails, turn)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [turn]
        ends[length : length + 1] = [index]
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _between(before: str | None, after: str | None, *, late: bool) -> str:
    """The place in words, beginning with the side on which the element must pass another."""
    if after is None:
        return f"belongs after {before}"
    if before is None:
        return f"belongs before {after}"
    return f"belongs before {after}, after {before}" if late else f"belongs after {before}, before {after}"


def _tag(child: PositionedChild) -> str:
    return f"<{child.node.name}>"
