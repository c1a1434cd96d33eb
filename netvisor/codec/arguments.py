"""The arguments of `encode`, `decode` and `validate`: wrong bodies and classes are rejected by name."""

from __future__ import annotations

from typing import Final

from netvisor.declare import declared
from netvisor.declare.arguments import described
from netvisor.errors import SetupError

_FOR_ANSWERS: Final = "; an answer is read by its call: client.send(call), or netvisor.protocol.reply.result"


def check_body_and_class(function: str, body: object, cls: object, *, answers: bool = False) -> None:
    """Reject a body that is not bytes, and a class that is not one of a message or answer.

    Args:
        function: the name of the function, which takes both in this order.
        body: the bytes of a document.
        cls: the class to read them as.
        answers: whether the class of the content under `Root` in an answer is allowed, too.

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
