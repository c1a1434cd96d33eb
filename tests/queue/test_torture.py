"""Crash runs: whatever is killed at whatever moment, each message is stored once, or held for a true reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from click.testing import CliRunner

from netvisor.cli.queue_torture import torture as command
from netvisor.sandbox.settings import IdNoted
from netvisor.testing.torture import crash_run
from netvisor.testing.torture.counts import Counts
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from netvisor.testing.torture.script import (
    AT_THE_SERVICE,
    IN_THE_DATABASE,
    IN_THE_TRANSPORT,
    Kind,
    Script,
    Wanted,
    script,
)
from netvisor.testing.torture.torturer import PRIVATE, torture

SEED = 11


def tortured(runs: int, db: str | None) -> Counts:
    counts = torture(runs, seed=SEED, db=db)
    kills = ", ".join(f"{number} {moment}" for moment, number in sorted(counts.kills.items()))
    sys.stdout.write(f"{counts} (killed: {kills})\n")
    return counts


def is_whole(counts: Counts) -> bool:
    assert counts.faults == []
    return counts.put == counts.stored > 0 and counts.doubled == counts.lost == 0


def test_a_few_crashes_on_a_file_lose_and_double_nothing() -> None:
    assert is_whole(tortured(3, None))


def test_a_few_crashes_on_postgresql_lose_and_double_nothing(postgresql: PrivatePostgresql) -> None:
    assert is_whole(tortured(2, postgresql.url))


@pytest.mark.slow
def test_500_crash_runs_on_a_file_lose_and_double_nothing() -> None:
    counts = tortured(500, None)
    assert is_whole(counts)
    assert set(counts.kills) == {*IN_THE_DATABASE, *IN_THE_TRANSPORT, *AT_THE_SERVICE}


@pytest.mark.slow
def test_500_crash_runs_on_postgresql_lose_and_double_nothing(postgresql: PrivatePostgresql) -> None:
    counts = tortured(500, postgresql.url)
    assert is_whole(counts)
    assert set(counts.kills) == {*IN_THE_DATABASE, *IN_THE_TRANSPORT, *AT_THE_SERVICE}


@pytest.mark.slow
def test_a_postgresql_that_is_killed_itself_loses_and_doubles_nothing() -> None:
    counts = tortured(40, PRIVATE)
    assert is_whole(counts)
    assert counts.kills["the server"] > 20


def test_the_same_seed_and_number_make_the_same_run() -> None:
    assert script(1, 17) == script(1, 17)
    assert script(1, 17) != script(2, 17)


def scripts() -> Sequence[Script]:
    return [script(SEED, number) for number in range(1, 501)]


def test_the_runs_are_of_every_kind() -> None:
    runs = scripts()
    assert {run.id_noted for run in runs} == {"arrival", "success"}
    moments = {kill.moment for run in runs for kill in run.kills}
    assert moments == {*IN_THE_DATABASE, *IN_THE_TRANSPORT, *AT_THE_SERVICE}
    assert {fault.after for run in runs for fault in run.faults} == {"arrival", "midway", "storing"}
    assert any(run.beside for run in runs)
    assert any(run.put_kill for run in runs)


@pytest.mark.parametrize(("there", "doubled"), [([1, 2], True), ([], False)])
def test_what_the_books_have_twice_or_not_at_all_is_counted(
    monkeypatch: pytest.MonkeyPatch, there: list[int], doubled: bool
) -> None:
    monkeypatch.setattr(crash_run, "keys", lambda *_: there)
    counts = torture(1, seed=SEED)
    assert (counts.doubled, counts.lost) == ((counts.put, 0) if doubled else (0, counts.put))
    assert not counts.is_good


HELD = "nothing tells whether it was stored (no read shows it)"
NOTED = "Netvisor knows the transaction id and does not show the record"


@pytest.mark.parametrize(
    ("reason", "kind", "there", "noted", "true"),
    [
        (HELD, "customer without code", [], "arrival", True),
        (HELD, "customer", [], "arrival", False),
        (NOTED, "customer", [], "arrival", True),
        (NOTED, "customer", [1], "arrival", False),
        (NOTED, "customer", [], "success", False),
        ("no reason", "customer", [], "arrival", False),
    ],
)
def test_a_reason_to_hold_a_message_is_held_against_the_books(
    reason: str, kind: Kind, there: list[int], noted: IdNoted, true: bool
) -> None:
    wanted = Wanted(name="T-1", number=1, company="1234567-8", kind=kind)
    run = replace(script(SEED, 1), id_noted=noted)
    assert crash_run.is_true(wanted, reason, there, run) is true


def test_the_command_ends_with_what_was_counted() -> None:
    result = CliRunner().invoke(command, ["--runs", "1", "--seed", "3"])
    assert result.exit_code == 0
    assert re.fullmatch(r"runs 1  put (\d+)  stored \1  held \d+  doubled 0  lost 0", result.stdout.splitlines()[-1])


@pytest.mark.parametrize("counts", [Counts(doubled=1), Counts(lost=1), Counts(faults=["run 1: held without reason"])])
def test_counts_with_a_fault_are_not_good(counts: Counts) -> None:
    assert not counts.is_good
