from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netvisor.cli.problem_report import ProblemReport
from netvisor.errors import Problem
from netvisor.sandbox.call_log import Calls, LoggedCall


def call(*problems: Problem, **fields: Any) -> LoggedCall:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return LoggedCall(time=now, http="POST", url="/", resource="customer.nv", problems=problems, **fields)


def problem(number: int, found: str = "\x1b[31mtwice") -> Problem:
    path = f"/root/customer/line[{number}]/name"
    return Problem(path=path, rule="occurs", found=found, expected="once", line=number, column=1)


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_nothing_is_told_of_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    report = ProblemReport()
    report(call())
    report(call(outcome="dropped", because="a fault was asked for"))
    report.sum_up()
    assert told(capsys) == []


def test_many_problems_are_cut_and_counted_by_their_kind(capsys: pytest.CaptureFixture[str]) -> None:
    report = ProblemReport()
    report(call(*(problem(number, f"\x1b[31m{number}") for number in range(1, 31)), outcome="reported"))
    lines = told(capsys)
    assert lines[1] == "  1:1  /root/customer/line[1]/name  \\x1b[31m1  once"
    assert len(lines) == 22
    assert lines[-1] == "  and 10 more"
    report.sum_up()
    assert told(capsys) == ["1 kind of mistake:", "  30 x  customer.nv  /root/customer/line/name  occurs  once"]


def test_equal_problems_are_one_line_with_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    ProblemReport()(call(*map(problem, range(1, 31)), outcome="reported"))
    assert told(capsys)[1:] == ["  1:1  /root/customer/line[1]/name  \\x1b[31mtwice (30 times, the last at 30:1)  once"]


def test_a_reason_without_a_place_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    ProblemReport()(call(outcome="refused", category="X", text="a\nb", because="the keys were exchanged"))
    assert told(capsys) == ["customer.nv refused: X :: a b", "  the keys were exchanged"]


def test_a_refusal_is_told_also_when_its_answer_says_all(capsys: pytest.CaptureFixture[str]) -> None:
    ProblemReport()(call(outcome="refused", category="X", text="the method is missing"))
    assert told(capsys) == ["customer.nv refused: X :: the method is missing"]


def test_an_unknown_resource_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    ProblemReport()(call(outcome="unknown resource", because="no resource '\x1b' is declared"))
    assert told(capsys) == ["customer.nv refused:", "  no resource '\\x1b' is declared"]


def test_what_was_not_read_is_doubtful(capsys: pytest.CaptureFixture[str]) -> None:
    ProblemReport()(call(problem(1)))
    assert told(capsys)[0] == "customer.nv done; doubtful:"


def test_a_watcher_that_fails_keeps_no_client_from_its_answer(caplog: pytest.LogCaptureFixture) -> None:
    calls, seen = Calls(), []

    def fail(_call: LoggedCall) -> None:
        raise BrokenPipeError

    calls.watch(fail)
    calls.watch(lambda one: seen.append(one.number))
    calls.add(call())
    assert seen == [1]
    assert "a watcher of the calls failed" in caplog.text
