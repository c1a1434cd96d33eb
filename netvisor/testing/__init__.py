"""For your tests and ours: strategies of hypothesis made from the declarations, and a sandbox as a fixture of pytest.

    from hypothesis import given
    from netvisor import customers, encode
    from netvisor.testing import messages

    @given(messages(customers.Customer))
    def test_every_customer_can_be_sent(customer):
        assert encode(customer).length

In a `conftest.py`, `from netvisor.testing import sandbox` gives every test that asks for it a local Netvisor of its
own. `demo = sandbox_fixture(scope="session", seed="demo")` makes a fixture with another scope and settings, and
`sandbox_factory` starts sandboxes inside other fixtures.
"""

from __future__ import annotations

from netvisor.errors import SetupError

try:
    from netvisor.testing.fixtures import SandboxFactory, sandbox, sandbox_factory, sandbox_fixture
    from netvisor.testing.messages import messages
    from netvisor.testing.replies import replies
    from netvisor.testing.scalars import ISO_8859_15, XML
except ModuleNotFoundError as error:
    raise SetupError(f"netvisor.testing needs {error.name}: pip install 'netvisor-xml[test]'") from error

__all__ = [
    "ISO_8859_15",
    "XML",
    "SandboxFactory",
    "messages",
    "replies",
    "sandbox",
    "sandbox_factory",
    "sandbox_fixture",
]
