"""What crash runs count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """The messages of crash runs; they can be added up.

    >>> str(Counts(runs=1, put=3, stored=3, held=1))
    'runs 1  put 3  stored 3  held 1  doubled 0  lost 0'
    """

    runs: int = 0
    put: int = 0
    stored: int = 0
    """Messages that stand in the books exactly once."""
    doubled: int = 0
    lost: int = 0
    """Messages that stand nowhere, or whose run did not come to its end."""
    held: int = 0
    """Messages that a person had to decide about, each with a true reason."""
    kills: Counter[str] = field(default_factory=Counter)
    """How many programs were killed at each moment, and servers."""
    faults: list[str] = field(default_factory=list)
    """Whatever else was not as it must be, each with the number of its run."""

    def add(self, other: Counts) -> None:
        """Add the counts of another run."""
        for name in ("runs", "put", "stored", "doubled", "lost", "held"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.kills += other.kills
        self.faults += other.faults

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or doubled, and everything else was as it must be."""
        return not (self.doubled or self.lost or self.faults)

    def __str__(self) -> str:
        counted = ("runs", "put", "stored", "held", "doubled", "lost")
        return "  ".join(f"{name} {getattr(self, name)}" for name in counted)
