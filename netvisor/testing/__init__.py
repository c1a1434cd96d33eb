"""For your tests and ours: a sandbox as a fixture of pytest, and strategies of hypothesis made from the declarations.

    from hypothesis import given
    from netvisor import customers, encode
    from netvisor.testing import messages

    @given(messages(customers.Customer))
    def test_every_customer_can_be_sent(customer):
        assert encode(customer).length

In a `conftest.py`, `from netvisor.testing import sandbox` gives every test that asks for it a local Netvisor of its
own. `demo = sandbox_fixture(scope="session", seed="demo")` makes a fixture with another scope and settings, and
`sandbox_factory` starts sandboxes inside other fixtures. Asynchronous tests use the same sandboxes: `async_client` is
an `AsyncClient` of `sandbox`, and `async_client_fixture` makes one with other settings.

It needs the extra `netvisor-xml[testing]`. The fixtures load without hypothesis, which only the strategies use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netvisor.testing.async_fixtures import async_client, async_client_fixture
    from netvisor.testing.fixtures import SandboxFactory, sandbox, sandbox_factory, sandbox_fixture
    from netvisor.testing.message_strategies import messages
    from netvisor.testing.reply_strategies import replies
    from netvisor.testing.scalar_strategies import ISO_8859_15, XML

__all__ = [
    "ISO_8859_15",
    "XML",
    "SandboxFactory",
    "async_client",
    "async_client_fixture",
    "messages",
    "replies",
    "sandbox",
    "sandbox_factory",
    "sandbox_fixture",
]

_HOMES: Final = {
    "ISO_8859_15": ("scalar_strategies", "hypothesis"),
    "XML": ("scalar_strategies", "hypothesis"),
    "SandboxFactory": ("fixtures", "pytest"),
    "async_client": ("async_fixtures", "pytest"),
    "async_client_fixture": ("async_fixtures", "pytest"),
    "messages": ("message_strategies", "hypothesis"),
    "replies": ("reply_strategies", "hypothesis"),
    "sandbox": ("fixtures", "pytest"),
    "sandbox_factory": ("fixtures", "pytest"),
    "sandbox_fixture": ("fixtures", "pytest"),
}
"""Where each name is declared, and what that needs. No module is called like a name, which it would hide."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    from netvisor.extras import require

    module, needed = _HOMES[name]
    require(f"netvisor.testing.{name}", "testing", needed)
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
