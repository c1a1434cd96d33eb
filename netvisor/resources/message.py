"""The base of all messages: what turns plain data into a message, and a message into plain data.

A message names the type of its plain data, which `poe regenerate` writes beside it::

    @message
    class Customer(Message["CustomerDict"]):
        ...
"""

from __future__ import annotations

import os
from typing import Any, Generic, TypeVar

D = TypeVar("D")
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


__all__ = ["Message"]
