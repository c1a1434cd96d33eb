"""The three states of an element: left out, sent empty, or a value.

`Opt[T]` is an element that may be left out; `Blank[T]` is required but may be empty; `T` alone is required. `None` and
`""` are rejected as ambiguous, with a message that names the markers.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Annotated, Final, Literal, TypeAlias, TypeVar, Union

T = TypeVar("T")


class Absent(enum.Enum):
    """The two markers used in place of a value."""

    UNSET = "the element is omitted"
    CLEAR = "the element is sent empty"

    def __bool__(self) -> Literal[False]:
        """Both markers are false, so that `message.email or "-"` reads naturally."""
        return False

    def __repr__(self) -> str:
        return self.name


UNSET: Final = Absent.UNSET
"""Leaves the element out: an edit keeps the stored value."""

CLEAR: Final = Absent.CLEAR
"""Sends the element empty, `<email></email>`: an edit clears the stored value, where the resource allows it."""


class _Place(enum.Enum):
    """Where in an element a field is; the plan reads it from the annotation."""

    ATTRIBUTE = "attribute"


# `Union[...]` instead of `X | Y`: these aliases take a type argument, which the operator form cannot.
Opt: TypeAlias = Union[T, Literal[Absent.UNSET, Absent.CLEAR]]  # noqa: UP007
Blank: TypeAlias = Union[T, Literal[Absent.CLEAR]]  # noqa: UP007
Maybe: TypeAlias = Union[T, Literal[Absent.UNSET]]  # noqa: UP007
Attribute: TypeAlias = Annotated[T, _Place.ATTRIBUTE]
OptAttribute: TypeAlias = Annotated[Union[T, Literal[Absent.UNSET]], _Place.ATTRIBUTE]  # noqa: UP007
Many: TypeAlias = Sequence[T]

ATTRIBUTE: Final = _Place.ATTRIBUTE


def given(value: object) -> bool:
    """Whether `value` is present and not empty: neither a marker nor `None` nor an empty list.

    >>> given("Oy"), given(UNSET), given(CLEAR), given(())
    (True, False, False, False)
    """
    if value is UNSET or value is CLEAR or value is None:
        return False
    return not (isinstance(value, (list, tuple)) and not value)
