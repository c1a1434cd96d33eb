"""A local Netvisor to develop and test against: it checks what the real service checks and keeps books.

    from netvisor.sandbox import Sandbox

    with Sandbox(companies=["1234567-8"]) as sandbox:
        client = Client(sandbox.credentials, base_url=sandbox.url)

It needs the extra `netvisor-xml[sandbox]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netvisor.sandbox.cases.case import Case as Case
    from netvisor.sandbox.cases.case import load_case as load_case
    from netvisor.sandbox.sandbox import Sandbox as Sandbox

_HOMES = {"Sandbox": "sandbox", "Case": "cases.case", "load_case": "cases.case"}

__all__ = ["Case", "Sandbox", "load_case"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
