"""The arguments of `encode`, `decode` and `validate`: what is not a body or no class of a message is named as such."""

from __future__ import annotations

from typing import Final

from netvisor.declare import declared
from netvisor.declare.arguments import described
from netvisor.errors import SetupError

_FOR_ANSWERS: Final = "; an answer is read by its call: client.send(call), or netvisor.protocol.reply.result"


def check_body_and_class(function: str, body: object, cls: object, *, answers: bool = False) -> None:
    """Refuse what is not the bytes of a document, and what is not the class that they are read as.

    Args:
        function: the name of the function, which takes the two in this order.
        body: what should be bytes.
        cls: what should be a class.
        answers: whether the class of what stands under `Root` in an answer is right, too.

    Raises:
        SetupError: one of them is something else.
    """
    wanted = f"the class of a message{' or of the Root of an answer' if answers else ''}"
    such_as = f"{function} expects {wanted}, such as customers.Customer"
    if isinstance(body, type) and isinstance(cls, (bytes, str)):
        raise SetupError(f"{function} expects the bytes first, then the class: {function}(body, {body.__name__})")
    if not isinstance(body, bytes):
        raise SetupError(f"{function} expects bytes as sent or received, not {described(body)}")
    if not isinstance(cls, type):
        meant = f": {function}(body, {type(cls).__name__})" if _fits(type(cls), answers=answers) else ""
        raise SetupError(f"{such_as}, not {described(cls)}{meant}")
    if not _fits(cls, answers=answers):
        meant = _FOR_ANSWERS if _fits(cls, answers=True) else ""
        raise SetupError(f"{such_as}, not {described(cls)}{meant}")


def _fits(cls: type, *, answers: bool) -> bool:
    said = declared(cls)
    return said is not None and not said.valued and (said.message or (answers and said.style == "reply"))


__all__ = ["check_body_and_class"]
