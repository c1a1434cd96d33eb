"""The fixtures for asynchronous tests, in test files of their own that pytest runs as a user's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CONFTEST = """
from netvisor.testing import async_client, async_client_fixture, sandbox, sandbox_fixture

demo = sandbox_fixture(scope="session", seed="demo")
reader = async_client_fixture(sandbox="demo", scope="session", read_only=True)
both = sandbox_fixture(companies=["1234567-8", "7654321-2"], clock=None)
second = async_client_fixture(sandbox="both", company="7654321-2", name="second_company")
"""
WITHOUT_PLUGIN = """
import asyncio

import pytest

from netvisor import ReadOnlyClient, customers

OY = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_its_own(async_client, sandbox, turn):
    assert asyncio.run(async_client.send(customers.add_customer(OY))).netvisor_key == 1
    assert [call.outcome for call in sandbox.calls] == ["ok"]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_session_shares_one_in_several_event_loops(reader, turn):
    assert len(asyncio.run(reader.send(customers.list_customers()))) > 5
    with pytest.raises(ReadOnlyClient):
        asyncio.run(reader.send(customers.add_customer(OY)))


def test_its_company_and_its_clock_are_those_of_the_sandbox(second_company, both):
    both.clock = both.clock().replace(year=2024)
    asyncio.run(second_company.send(customers.add_customer(OY)))
    assert list(both.books["7654321-2"].customers) == [1]
"""
WITH_ANYIO = """
import pytest

from netvisor import customers

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def added(async_client):
    base = customers.CustomerBaseInformation(name="Oy")
    return await async_client.send(customers.add_customer(customers.Customer(customer_base_information=base)))


async def test_the_plugin_s_fixtures_and_tests_use_it(async_client, added):
    assert [each.netvisor_key async for each in async_client.stream(customers.list_customers())] == [added.netvisor_key]
"""


def run(tmp_path: Path, tests: str, *options: str) -> str:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_theirs.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *options, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603
    return ran.stdout + ran.stderr


def test_they_need_no_plugin(tmp_path: Path) -> None:
    assert "5 passed" in run(tmp_path, WITHOUT_PLUGIN, "-p", "no:anyio")


def test_they_work_with_the_plugin_of_anyio(tmp_path: Path) -> None:
    assert "1 passed" in run(tmp_path, WITH_ANYIO)
