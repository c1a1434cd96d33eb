from __future__ import annotations

import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netvisor.sandbox import Sandbox
from netvisor.sandbox.admission.company_lock import CompanyLocks
from netvisor.sandbox.response import Dropped

from .conftest import Caller, customer

COMPANIES = ["1234567-8", "7654321-2"]
HOLDER = """
import sys
from netvisor.sandbox import Sandbox
with Sandbox(db=sys.argv[1]) as sandbox, sandbox.busy("1234567-8"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_overlapping_calls_of_a_company_are_refused_and_those_of_others_not(sandbox: Sandbox) -> None:
    with sandbox.busy("1234567-8"):
        got = Caller(sandbox).send("customerlist.nv")
        assert got.refusal == "TECHNICAL_ERROR :: Sandbox: another call of the company 1234567-8 is in progress"
        assert Caller(sandbox, company="7654321-2").send("customerlist.nv").statuses == ["OK"]
    assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]


def test_calls_of_a_company_overlap_across_sandboxes_that_share_a_file(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(COMPANIES, db=file) as one, Sandbox(COMPANIES, db=file) as other:
        with one.busy("1234567-8"):
            refusal = Caller(other).send("customerlist.nv").refusal
            assert refusal == "TECHNICAL_ERROR :: Sandbox: another call of the company 1234567-8 is in progress"
            assert Caller(other, company="7654321-2").send("customerlist.nv").statuses == ["OK"]
        assert Caller(other).send("customerlist.nv").statuses == ["OK"]


def test_a_call_waits_for_one_of_another_sandbox_when_it_is_told_to(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(db=file) as one, Sandbox(db=file, overlapping="wait") as other, ThreadPoolExecutor(1) as thread:
        with one.busy():
            body = customer(name="A")
            waiting = thread.submit(lambda: Caller(other).send("customer.nv", body, method="add").key)
            assert len(one.books["1234567-8"].customers) == 0
        assert waiting.result(timeout=30) == 1


def test_a_killed_process_holds_nobody_up(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    command = [sys.executable, "-c", HOLDER, str(file)]
    with (
        Sandbox(db=file) as sandbox,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder,  # noqa: S603  # our own code
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert "is in progress" in Caller(sandbox).send("customerlist.nv").refusal
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]


@pytest.mark.parametrize("shared", [False, True])
def test_whoever_waits_is_let_go_when_the_sandbox_stops(tmp_path: Path, shared: bool) -> None:
    path = str(tmp_path / "books.sqlite") if shared else None
    stopping = threading.Event()
    locks = CompanyLocks(path, wait=True, stopping=stopping)
    other = CompanyLocks(path, wait=True, stopping=stopping) if shared else locks
    stopping.set()
    with locks.held("1234567-8"), pytest.raises(Dropped), other.held("1234567-8"):
        raise AssertionError("two calls of a company at a time")
    with other.held("1234567-8"):
        locks.close()
    other.close()
