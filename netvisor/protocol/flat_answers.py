"""The tables of a call's answer, and its items on the way into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from netvisor.codec.flat_reply import Flat, flat
from netvisor.declare import declared
from netvisor.declare.arguments import described
from netvisor.errors import SetupError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Items, One, Whole

Of: TypeAlias = Call[Any] | type
"""What tables are made of: a call, or the class of its items."""


def tables_of(of: Of) -> Flat:
    """The tables of a call or of a class of answers.

    Raises:
        SetupError: the answer has no typed data.
    """
    if isinstance(of, Call):
        result = of.result
        cls = result.of if isinstance(result, (Items, One)) else result.root if isinstance(result, Whole) else None
        if cls is None:
            text = f"{of.function or of.resource} gives no table: its answer has no data of a declared class"
            raise SetupError(text, resource=of.resource)
        return flat(cls)
    if isinstance(of, type) and declared(of) is not None:
        return flat(of)
    raise SetupError(f"tables are made of a call or of a class of answers, not of {described(of)}")


def items_of(tables: Flat, found: object) -> Iterator[Any]:
    """The items of an answer: of a list or stream, or the only one.

    Args:
        tables: where they go.
        found: what `client.send(call)` gave, or `client.stream(call)`.

    Raises:
        SetupError: an item is of another class.
    """
    if found is None:
        return
    items = found if isinstance(found, Iterable) else [found]
    for number, item in enumerate(items):
        if not isinstance(item, tables.cls):
            expected = f"expected {tables.cls.__name__}, the class of the call's items"
            raise SetupError(f"item {number} is {described(item)}; {expected}")
        yield item


__all__ = ["Of", "items_of", "tables_of"]
