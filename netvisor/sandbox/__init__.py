"""A local Netvisor to develop and test against: it checks what the real service checks and keeps books.

    from netvisor.sandbox import Sandbox

    with Sandbox(companies=["1234567-8"]) as sandbox:
        client = Client(sandbox.credentials, base_url=sandbox.url)

It needs the extra `netvisor-xml[sandbox]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netvisor.sandbox.sandbox import Sandbox as Sandbox

__all__ = ["Sandbox"]


def __getattr__(name: str) -> Any:
    if name == "Sandbox":
        from netvisor.sandbox.sandbox import Sandbox

        return Sandbox
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
