"""A thousand deliveries a second over HTTP: each is handled once, or refused with a status that says to come again."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from netvisor.tampuuri.webhooks import Change, Handlers, Inbox, Receiver, unread
from netvisor.web.server import Server
from tests.tampuuri.webhooks.deliveries import SECRET, bundle, notice

RATE = 1000
SENDERS = 4
AGAIN = {429, 503}


class Sender:
    """Sends its part of the deliveries at the rate, and what was refused once more, as often as the vendor would."""

    def __init__(self, port: int, part: int, seconds: int) -> None:
        self.port, self.part = port, part
        self.numbers = range(part, RATE * seconds, SENDERS)
        self.statuses: Counter[int] = Counter()
        self.taken: set[int] = set()
        self.late = 0.0

    def run(self, began: float) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            left = list(self.numbers)
            for attempt in range(1, 6):
                refused = []
                for number in left:
                    # The first attempts keep time; at what they are late, the test reports.
                    due = began + number / RATE if attempt == 1 else 0.0
                    if (wait := due - time.monotonic()) > 0:
                        threading.Event().wait(wait)
                    elif attempt == 1:
                        self.late = max(self.late, -wait)
                    status = self.sent(connection, number, attempt)
                    self.statuses[status] += 1
                    if status == 200:
                        self.taken.add(number)
                    elif status in AGAIN:
                        refused.append(number)
                left = refused

    def sent(self, connection: http.client.HTTPConnection, number: int, attempt: int) -> int:
        delivery = bundle(notice("IlmoitusUusi", str(number % 500), Id=f"{number:032x}"), attempt=attempt)
        connection.request("POST", f"/{SECRET}", json.dumps(delivery))
        answer = connection.getresponse()
        answer.read()
        return answer.status


def burst(folder: Path, seconds: int, rate: float) -> tuple[Counter[int], Counter[str], float]:
    """Send for some seconds and work off meanwhile: the statuses, how often each was handled, the largest delay."""
    handled: Counter[str] = Counter()
    stop = threading.Event()
    with Inbox(folder / "inbox.db") as inbox:
        handlers = Handlers(inbox, quiet=0.5)

        @handlers.on("*", read=unread)
        def handle(change: Change) -> None:
            handled.update(str(each.id) for each in change.notifications)

        server = Server(Receiver(inbox, SECRET, rate=rate), "127.0.0.1", 0, "listener")
        worker = threading.Thread(target=handlers.run, args=(stop,))
        senders = [Sender(server.port, part, seconds) for part in range(SENDERS)]
        threads: list[Any] = [threading.Thread(target=each.run, args=(time.monotonic(),)) for each in senders]
        worker.start()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stop.set()
        worker.join()
        server.stop()
        taken = {number for sender in senders for number in sender.taken}
        inbox.clock = lambda: time.time() + 60
        handlers.run_due()
        assert inbox.counts() == {"pending": 0, "done": len(taken), "failed": 0}
    assert handled == Counter(f"{number:032x}" for number in taken)
    return sum((sender.statuses for sender in senders), Counter()), handled, max(sender.late for sender in senders)


def test_a_second_of_a_thousand_deliveries_is_handled_once(tmp_path: Path) -> None:
    statuses, handled, _ = burst(tmp_path, 1, rate=2000)
    assert statuses == {200: 1000}
    assert set(handled.values()) == {1}


def test_deliveries_above_the_rate_are_refused_and_those_that_were_taken_are_handled_once(tmp_path: Path) -> None:
    statuses, handled, _ = burst(tmp_path, 1, rate=50)
    assert set(statuses) == {200, 429}
    assert statuses[200] == len(handled)


@pytest.mark.slow
def test_a_minute_of_a_thousand_deliveries_a_second_is_handled_once(tmp_path: Path, record_property: Any) -> None:
    began = time.monotonic()
    statuses, handled, late = burst(tmp_path, 60, rate=2000)
    record_property("statuses", dict(statuses))
    record_property("largest delay of a sender in seconds", late)
    record_property("seconds with the work", time.monotonic() - began)
    assert set(statuses) <= {200, *AGAIN}
    assert len(handled) == statuses[200] == 60_000
    assert set(handled.values()) == {1}
