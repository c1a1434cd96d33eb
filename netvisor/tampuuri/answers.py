"""What the answer of a call becomes."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

from netvisor.lazy_dataclass import frozen
from netvisor.tampuuri.model import Model, WrongShape, read

M = TypeVar("M", bound=Model)
T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)


class Answer(Protocol[R_co]):
    """Turns the JSON of an answer into what a call promises."""

    def read(self, raw: Any) -> R_co:
        """The result; raises `WrongShape` for JSON that cannot be one."""


class ListAnswer(Answer[list[T]], Protocol[T]):
    """Turns the JSON of a list into objects."""

    def item(self, raw: Any) -> T:
        """One object of the list."""


class GenericPostResponse(Model, kw_only=True):
    """The id of what was added; the documentation also calls it IGenericPostResponse."""

    id: int


@frozen
class One(Generic[M]):
    """One object."""

    cls: type[M]

    def read(self, raw: Any) -> M:
        """The object."""
        return read(self.cls, raw)


@frozen
class Many(Generic[M]):
    """A list of objects: in one page, in several, or as a bare array."""

    cls: type[M]

    def read(self, raw: Any) -> list[M]:
        """The objects of a list."""
        if not isinstance(raw, list):
            raise WrongShape("expected a list")
        return [self.item(each) for each in raw]

    def item(self, raw: Any) -> M:
        """One object of the list."""
        return read(self.cls, raw)


@frozen
class AnyItems:
    """A list whose objects stay as they came."""

    def read(self, raw: Any) -> list[Any]:
        """The same."""
        if not isinstance(raw, list):
            raise WrongShape("expected a list")
        return raw

    def item(self, raw: Any) -> Any:
        """The same."""
        return raw


@frozen
class NewId:
    """The id of what was added: an object with `Id`, or the bare number, because most of the answers were not seen."""

    def read(self, raw: Any) -> GenericPostResponse:
        """The id and what came with it."""
        if isinstance(raw, int) and not isinstance(raw, bool):
            return GenericPostResponse(id=raw)
        return read(GenericPostResponse, raw)


@frozen
class Nothing:
    """Nothing that is documented; a body is not looked at."""

    def read(self, raw: Any) -> None:
        """Nothing."""


@frozen
class AnyJson:
    """The JSON as it came: dicts, lists, texts, whole numbers and decimals."""

    def read(self, raw: Any) -> Any:
        """The same."""
        return raw


__all__ = ["Answer", "AnyItems", "AnyJson", "GenericPostResponse", "ListAnswer", "Many", "NewId", "Nothing", "One"]
