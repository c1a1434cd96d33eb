"""The bases of messages: from plain data to a message and back, and from what was fetched to what can be sent.

A message names the type of its plain data, which `poe regenerate` writes beside it, and one whose edit replaces the
whole names the answer that shows it::

    @message
    class SalesInvoice(Message["SalesInvoiceDict"], Replacing["FetchedSalesInvoice"]):
        ...
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from netvisor.codec.from_fetched import FromFetched, Source

D = TypeVar("D")
F = TypeVar("F")
M = TypeVar("M", bound="Message[Any]")


class Message(Generic[D]):
    """A message that is made from plain data and shown as such."""

    __slots__ = ()

    @classmethod
    def from_dict(cls: type[M], data: D, *, folder: str | os.PathLike[str] | None = None) -> M:
        """Make a checked message from plain data.

        The keys are the names of the elements. An element without a required attribute may be its bare value. A missing
        key leaves the element out; `CLEAR` or `{"clear": True}` sends it empty. Values may be those of JSON, as
        `to_dict` gives them, or of Python: `Decimal`, `date`, `bytes`, `Path`, and parts as objects.

        Args:
            data: the children of the message's own element.
            folder: the folder to which the paths of attachments are relative; default: the current one.

        Raises:
            MessageError: names every problem with its path.
        """
        from netvisor.codec.json_message import message_from_json

        return message_from_json(cls, data, folder)

    def to_dict(self) -> D:
        """Show the message as plain data that `json` can write and `from_dict` reads back as an equal message.

        Decimals, dates and times are texts, the content of attachments is Base64, and paths stay paths.
        """
        from netvisor.codec.json_message import message_to_json

        plain: Any = message_to_json(self)
        return plain  # type: ignore[no-any-return]  # what `from_dict` reads


class Replacing(Generic[F]):
    """A message whose edit replaces all that is stored, made of the answer that shows it."""

    __slots__ = ()

    @classmethod
    def from_fetched(cls: type[R], fetched: F, *, known: Mapping[str, object] | None = None) -> FromFetched[R]:
        """Make a message of what was fetched, to edit it and send it back.

        An edit with the message loses what is `unknown` in the result: elements that the answer does not tell, and
        values that it shows in a form that cannot be sent. Fetch with everything that can be asked for, look at
        `unknown`, and set what must stay.

        Args:
            fetched: the answer.
            known: values for what the answer does not tell, in the form of plain data, by their paths; a path without
                an index is that of every item. Required elements among them must be given here.

        Raises:
            MessageError: something required is not known, or a path does not exist.
        """
        from netvisor.codec.from_fetched import from_fetched

        area = cls.__module__.split(".")[-2]
        return from_fetched(cls, fetched, answer_of(cls), sources_of(f"{area}.{cls.__name__}"), known or {})


R = TypeVar("R", bound=Replacing[Any])


def answer_of(cls: type) -> str:
    """The name of the answer that shows a message whose edit replaces the whole.

    Raises:
        TypeError: the class names none.
    """
    bases: Any = getattr(cls, "__orig_bases__", ())
    for base in bases:
        if base.__origin__ is Replacing:
            (answer,) = base.__args__
            return str(answer.__forward_arg__)
    raise TypeError(f"{cls.__qualname__} does not name the answer that shows it")


TABLE: Final = "fetched.tsv"


@cache
def sources_of(message: str) -> tuple[Source, ...]:
    """Where the elements of a message have their values from that have another name in the answer.

    Args:
        message: its area and class, such as `sales.SalesInvoice`.
    """
    from importlib.resources import files  # slow to load, and only this needs it

    from netvisor.codec.from_fetched import Source

    lines = (files(__package__) / TABLE).read_text("utf-8").splitlines()
    names, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return tuple(
        Source(
            element=row["element"],
            answer=row["answer"],
            attributes=dict(pair.split("=") for pair in row["attributes"].split() if pair),
            asked=row["asked"],
            unless=row["unless"],
            why=row["why"],
        )
        for row in found
        if row["message"] == message
    )


__all__ = ["TABLE", "Message", "Replacing", "answer_of", "sources_of"]
