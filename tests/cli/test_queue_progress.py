"""What a worker says of itself where nobody watches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from netvisor.cli import queue_progress
from netvisor.cli.queue_progress import progress
from netvisor.queue import Outbox, QueueUnavailable
from tests.queue.scene import BUSY, customer


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outbox]:
    monkeypatch.setattr(queue_progress, "_TOLD_EVERY", 0.0)
    with Outbox.open(tmp_path / "queue.db") as opened:
        yield opened


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was written to stderr, without the times in front."""
    return [re.sub(r"^[0-9-]+ [0-9:]+ ", "", line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_counts_what_was_done_when_it_is_more_than_before(
    outbox: Outbox, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress(outbox) as log:
        log.turn({})
        log.turn({"sent": 2, "accepted": 1, "refused": 1})
        log.turn({"sent": 2, "accepted": 1, "refused": 1})
    assert lines(capsys) == ["sent 2  accepted 1  refused 1  held 0  looked 0"]


def test_what_needs_a_person_is_told_once(outbox: Outbox, capsys: pytest.CaptureFixture[str]) -> None:
    old = outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.hold(old, "held before it began")
    with progress(outbox) as log:
        log.turn({})
        outbox.hold(outbox.put(customer("Oy", "012"), company=BUSY), "two\nlines")
        outbox.pause(BUSY)
        log.turn({})
        log.turn({}, last=True)
    assert lines(capsys) == [f"{BUSY} is paused: by a person", f"message 2 of {BUSY} is held: two lines"]


def test_a_queue_that_cannot_be_read_is_told_and_ends_nothing(
    outbox: Outbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object, **__: object) -> None:
        raise QueueUnavailable("the disk is full")

    with progress(outbox) as log:
        monkeypatch.setattr("netvisor.queue.looks.overview", unavailable)
        log.turn({})
        log.turn({"sent": 1})
    assert lines(capsys) == ["the disk is full", "sent 1  accepted 0  refused 0  held 0  looked 0"]
