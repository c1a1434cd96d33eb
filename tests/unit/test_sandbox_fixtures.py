"""The sandbox as a fixture, in test files of its own that pytest runs as a user's."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
from netvisor.testing import sandbox, sandbox_fixture

both = sandbox_fixture(companies=["1234567-8", "7654321-2"])
demo = sandbox_fixture(scope="session", seed="demo")
renamed = sandbox_fixture(name="netvisor_here", gate="report")
"""
TESTS = """
from datetime import datetime

import pytest

from netvisor import Client, customers
from netvisor.errors import TechnicalError

OY = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))
seen = []


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_its_own(both, turn):
    assert list(both.books) == ["1234567-8", "7654321-2"]
    for company in both.books:
        with Client(both.credentials_for(company), base_url=both.url) as client:
            assert client.send(customers.add_customer(OY)).netvisor_key == 1
    assert [call.outcome for call in both.calls] == ["ok", "ok"]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_session_shares_one(demo, turn):
    seen.append(demo.url)
    assert len(set(seen)) == 1
    assert len(demo.books["1234567-8"].documents) > 200


def test_faults_and_clock_are_at_hand(sandbox):
    sandbox.clock = datetime.fromisoformat("2026-07-01T10:00:00+00:00")
    sandbox.faults.add(how="technical error")
    with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=()) as client:
        with pytest.raises(TechnicalError):
            client.send(customers.list_customers())


def test_settings_and_name(netvisor_here):
    assert netvisor_here.settings.gate == "report"
"""


def test_fixtures_have_their_scope_settings_and_name(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(TESTS)
    pytester.inline_run("-p", "no:xdist", "-p", "no:cacheprovider").assertoutcome(passed=6)
