"""Crash runs: whatever is killed at whatever moment, each message is stored once, or held for a true reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import pytest
from click.testing import CliRunner

from netvisor.cli.queue_torture import torture as command
from netvisor.testing.torture.counts import Counts
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from netvisor.testing.torture.script import AT_THE_SERVICE, IN_THE_DATABASE, IN_THE_TRANSPORT, Script, script
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
    assert is_whole(tortured(4, None))


def test_a_few_crashes_on_postgresql_lose_and_double_nothing(postgresql: PrivatePostgresql) -> None:
    assert is_whole(tortured(4, postgresql.url))


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


def test_the_command_ends_with_what_was_counted() -> None:
    result = CliRunner().invoke(command, ["--runs", "1", "--seed", "3"])
    assert result.exit_code == 0
    assert re.fullmatch(r"put (\d+) · stored \1 · doubled 0 · lost 0 · held \d+", result.stdout.splitlines()[-1])


@pytest.mark.parametrize("counts", [Counts(doubled=1), Counts(lost=1), Counts(faults=["run 1: held without reason"])])
def test_counts_with_a_fault_are_not_good(counts: Counts) -> None:
    assert not counts.is_good
