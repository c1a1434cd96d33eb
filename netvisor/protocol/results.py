"""What an answer becomes: the envelope as an `Answer`, and the results that calls promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final, Generic, Protocol, TypeVar

from netvisor.declare import plan
from netvisor.lazy_dataclass import frozen

T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


@dataclass(slots=True, kw_only=True)
class Answer:
    """An answer of Netvisor that says OK: its envelope, and the resource's own element as typed data."""

    timestamp: datetime | None = None
    """Finnish local time, without a zone."""
    inserted: list[str] = field(default_factory=list)
    """`InsertedDataIdentifier`: the keys of what was added."""
    updated: list[str] = field(default_factory=list)
    """`UpdatedDataIdentifier`: the keys of what was changed, where a resource returns them."""
    valid: list[str] = field(default_factory=list)
    """`ValidDataIdentifier`, where a resource returns them."""
    replies: list[str] = field(default_factory=list)
    """`Reply`: texts."""
    root: Any = None
    """An object of the reply class of the resource; `None` when it has none."""
    body: bytes = b""
    """The bytes of the answer; kept for raw calls only."""


class MissingKey(ValueError):
    """The answer says OK without the key that it should hold."""


class Result(Protocol[R_co]):
    """How a call reads its result from an answer."""

    @property
    def root(self) -> type | None:
        """The reply class of the resource, `None` when only the envelope is read."""

    def take(self, answer: Answer) -> R_co:
        """The result; raises `MissingKey` when the answer lacks what was promised."""


@frozen(kw_only=True)
class Inserted:
    """The result of an add: the Netvisor key of the new record."""

    netvisor_key: int
    netvisor_keys: tuple[int, ...] = ()
    """All keys, for resources that add several records in one call."""


@frozen(kw_only=True)
class Done:
    """The result of a call that promises no new key: the keys and texts in the answer, usually none."""

    inserted: tuple[str, ...] = ()
    """Keys that were not promised: the answers of some resources are not documented."""
    updated: tuple[str, ...] = ()
    valid: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()


@frozen()
class InsertedResult:
    """Takes the key of what was added out of an answer."""

    root = None

    def take(self, answer: Answer) -> Inserted:
        """The key; raises `MissingKey` when the answer holds none."""
        try:
            keys = tuple(int(text) for text in answer.inserted)
        except ValueError as error:
            raise MissingKey(f"the new key is not a number: {answer.inserted}") from error
        if not keys:
            raise MissingKey("the answer is OK but has no InsertedDataIdentifier")
        return Inserted(netvisor_key=keys[0], netvisor_keys=keys)


@frozen()
class DoneResult:
    """Takes the rest of the envelope out of an answer."""

    root = None

    def take(self, answer: Answer) -> Done:
        """The keys and texts of the envelope."""
        return Done(
            inserted=tuple(answer.inserted),
            updated=tuple(answer.updated),
            valid=tuple(answer.valid),
            replies=tuple(answer.replies),
        )


INSERTED: Final = InsertedResult()
DONE: Final = DoneResult()


def reach(root: object, path: str) -> Iterator[Any]:
    """Every object at a dotted path of Python names, through the items of lists."""
    found: list[Any] = [root]
    for step in path.split("."):
        values = (getattr(item, step) for item in found)
        found = [v for value in values for v in (value if isinstance(value, (list, tuple)) else [value])]
        found = [v for v in found if v is not None]
    yield from found


def is_empty(part: object) -> bool:
    """Whether an answer's element is empty, which is how a few resources say "not found"."""
    for name in _names(part.__class__):
        value = getattr(part, name)
        if value is not None and value != [] and value != ():
            return False
    return True


def _names(cls: type) -> tuple[str, ...]:
    return _names_of(cls)


@cache
def _names_of(cls: type) -> tuple[str, ...]:
    # Once for each class: every item of a long list is asked.
    return tuple(f.attr for f in plan(cls).fields if f.role != "constant")


@frozen
class One(Generic[T]):
    """The one object in an answer, or `None`.

    `paths` are dotted Python names from the reply class; the first that finds something counts.
    """

    of: type[T]
    root: type | None
    paths: tuple[str, ...]

    def take(self, answer: Answer) -> T | None:
        """The object, `None` for an answer without it and for an empty element."""
        found = (item for path in self.paths for item in reach(answer.root, path) if not is_empty(item))
        return next(found, None)


@frozen
class Items(Generic[T]):
    """The objects of a list, in the order of the answer, empty when there are none.

    `paths` are dotted Python names from the reply class; the objects of all of them make the list.
    """

    of: type[T]
    root: type | None
    paths: tuple[str, ...]

    def take(self, answer: Answer) -> list[T]:
        """The list; an empty or missing element gives an empty one."""
        return [item for path in self.paths for item in reach(answer.root, path) if not is_empty(item)]


def one(of: type[T], root: type, *paths: str) -> One[T]:
    """The one object at one of these paths."""
    return One(of, root, paths)


def items(of: type[T], root: type, *paths: str) -> Items[T]:
    """The objects at these paths, as a list."""
    return Items(of, root, paths)


@frozen
class Whole(Generic[T]):
    """Everything under `Root`, for answers whose texts have no element around them."""

    root: type[T]

    def take(self, answer: Answer) -> T:
        """The object of the reply class."""
        found: T = answer.root
        return found


@frozen
class RawResult:
    """The whole answer as received, for calls of undeclared resources."""

    root: type | None = None

    def take(self, answer: Answer) -> Answer:
        """The answer itself, its bytes included."""
        return answer
