"""The warnings of the library: nothing stops, and something is worth a look."""

from __future__ import annotations

from collections.abc import Sequence


class ExposedFile(UserWarning):
    """Other users of the machine can read or change a file that is meant for its owner alone.

    Attributes:
        paths: the files.
        holds: what is in them.
    """

    def __init__(self, paths: Sequence[str], holds: str) -> None:
        super().__init__(paths, holds)
        self.paths: tuple[str, ...] = tuple(paths)
        self.holds = holds

    def __str__(self) -> str:
        from shlex import join  # only for those who are warned

        return (
            f"{self.holds} in {' and '.join(self.paths)} can be read or changed by other users of this machine;"
            f" to keep them out: {join(['chmod', '600', *self.paths])}"
        )


class ReplacedCharacter(UserWarning):
    """An answer held characters that XML forbids; U+FFFD stands in their place, and the rest was read.

    Attributes:
        count: how many there were.
        first: the number of the first of them.
        resource: the resource that was called.
    """

    def __init__(self, count: int, first: int, resource: str) -> None:
        super().__init__(count, first, resource)
        self.count = count
        self.first = first
        self.resource = resource

    def __str__(self) -> str:
        what = "character that XML forbids was" if self.count == 1 else "characters that XML forbids were"
        where = f"in the answer of {self.resource}; the first is U+{self.first:04X}"
        return f"{self.count} {what} replaced by U+FFFD {where}"


class IncompleteList(UserWarning):
    """A list holds as many items as one answer gives at the most, and there is no way to ask for the rest.

    Attributes:
        resource: the resource that was called.
        most: how many items one answer gives.
        advice: how to ask for fewer.
    """

    def __init__(self, resource: str, most: int, advice: str) -> None:
        super().__init__(resource, most, advice)
        self.resource = resource
        self.most = most
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.resource} gave {self.most} items, the most of one answer, so there may be more: {self.advice}"


__all__ = ["ExposedFile", "IncompleteList", "ReplacedCharacter"]
