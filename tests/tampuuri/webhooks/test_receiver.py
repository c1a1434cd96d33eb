"""The listener takes each delivery once or refuses it with a plain status, on any server."""

from __future__ import annotations

import http.client
import io
import json
import random
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server
from wsgiref.validate import validator

import pytest

from netvisor.errors import SetupError
from netvisor.tampuuri.webhooks import Inbox, Receiver
from netvisor.web.server import Server
from tests.tampuuri.webhooks.deliveries import SECRET, Clock, bundle, deliver, notice


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    with Inbox(tmp_path / "inbox.db") as made:
        yield made


@pytest.fixture
def app(inbox: Inbox) -> Receiver:
    return Receiver(inbox, SECRET)


def stored(inbox: Inbox) -> list[str]:
    """The ids of the notifications in an inbox, in the order of their arrival."""
    return [str(each.notification.id) for each in inbox.notifications(inbox.pending())]


def test_a_delivery_is_answered_when_another_connection_finds_it_in_the_file(app: Receiver, inbox: Inbox) -> None:
    answered = deliver(app, bundle(notice(), notice()))
    assert (answered.status, answered.json) == (200, {"notifications": 2, "new": 2})
    with closing(sqlite3.connect(inbox.file.path)) as other:
        assert other.execute("select count(*) from notification").fetchone() == (2,)


def test_commits_are_on_the_disk_when_they_return(inbox: Inbox) -> None:
    with inbox.file.transaction() as connection:
        assert connection.execute("pragma synchronous").fetchone() == (2,)  # full
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)


def test_an_empty_bundle_is_taken(app: Receiver) -> None:
    assert deliver(app, bundle()).json == {"notifications": 0, "new": 0}


def test_a_repeated_delivery_is_stored_once(app: Receiver, inbox: Inbox) -> None:
    delivery = bundle(notice(), notice())
    counts = [deliver(app, {**delivery, "Attempt": attempt}).json["new"] for attempt in (1, 2, 3, 4, 5)]
    assert counts == [2, 0, 0, 0, 0]
    assert len(stored(inbox)) == 2


def test_a_copy_is_known_after_a_restart_and_after_its_work(app: Receiver, inbox: Inbox) -> None:
    delivery = bundle(notice())
    deliver(app, delivery)
    inbox.finish([each.seq for each in inbox.notifications(inbox.pending())])
    inbox.close()
    with Inbox(inbox.file.path) as reopened:
        assert deliver(Receiver(reopened, SECRET), delivery).json["new"] == 0
        assert reopened.counts() == {"pending": 0, "done": 1, "failed": 0}


def test_the_content_of_finished_notifications_is_deleted_and_their_keys_after_a_month(tmp_path: Path) -> None:
    clock = Clock()
    with Inbox(tmp_path / "inbox.db", clock=clock) as inbox:
        app = Receiver(inbox, SECRET)
        for days in (0, 31):
            clock.now += days * 86_400
            deliver(app, bundle(notice(ReferenceJson='{"Tunnus": "010190-999X"}')))
            inbox.finish([each.seq for each in inbox.notifications(inbox.pending())])
        with inbox.file.transaction() as connection:
            assert connection.execute("select content, done from notification").fetchall() == [(None, clock.now)]


def test_no_bytes_of_finished_notifications_are_left_in_the_file(app: Receiver, inbox: Inbox) -> None:
    deliver(app, bundle(*(notice(reference=str(number), ReferenceJson="Salaisuus" * 50) for number in range(20))))
    inbox.finish([each.seq for each in inbox.notifications(inbox.pending())])
    inbox.close()
    assert b"Salaisuus" not in Path(inbox.file.path).read_bytes()
    assert not Path(f"{inbox.file.path}-wal").exists()


def test_bundles_reordered_split_and_repeated_are_stored_once_each(app: Receiver, inbox: Inbox) -> None:
    source = random.Random(7)  # noqa: S311  # the same disorder each time
    notices = [notice(reference=str(number)) for number in range(40)]
    deliveries = []
    for _ in range(100):
        chosen = source.sample(notices, source.randint(1, 8))
        deliveries.append(bundle(*chosen, attempt=source.randint(1, 5)))
    deliveries += [bundle(each) for each in notices]
    new = sum(deliver(app, each).json["new"] for each in deliveries)
    assert new == 40
    assert sorted(stored(inbox)) == sorted(each["Id"] for each in notices)


def test_deliveries_of_many_threads_are_stored_once_each(app: Receiver, inbox: Inbox) -> None:
    deliveries = [bundle(notice(reference=str(number))) for number in range(50)]
    new: Counter[int] = Counter()

    def bring() -> None:
        for delivery in deliveries:
            new[threading.get_ident()] += deliver(app, delivery).json["new"]

    threads = [threading.Thread(target=bring) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new.values()) == inbox.counts()["pending"] == 50


# Who is let in.


@pytest.mark.parametrize("path", ["/", "", "/hooks/", f"/{SECRET}x", f"/{SECRET[:-1]}", f"/{SECRET}/", "/ä"])
def test_another_path_is_an_unknown_address(app: Receiver, inbox: Inbox, path: str) -> None:
    assert deliver(app, bundle(notice()), path=path).status == 404
    assert stored(inbox) == []


@pytest.mark.parametrize("path", [f"/{SECRET}", f"/a/b/{SECRET}"])
def test_the_last_part_of_the_path_is_the_secret(app: Receiver, path: str) -> None:
    assert deliver(app, bundle(notice()), path=path).status == 200


@pytest.mark.parametrize(("given", "status"), [(SECRET, 200), (SECRET[1:], 401), ("", 401), (None, 401), ("ä", 401)])
def test_the_secret_may_be_in_a_header(inbox: Inbox, given: str | None, status: int) -> None:
    app = Receiver(inbox, SECRET, header="X-Hook-Secret")
    assert deliver(app, bundle(notice()), path="/", HTTP_X_HOOK_SECRET=given).status == status


def test_the_secret_is_compared_in_constant_time(app: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr("netvisor.tampuuri.webhooks.receiver.hmac.compare_digest", compare)
    assert deliver(app, bundle()).status == 404
    assert compared == [(SECRET.encode(), SECRET.encode())]


def test_the_secret_is_in_no_repr(app: Receiver) -> None:
    assert SECRET not in repr(vars(app))


@pytest.mark.parametrize("secret", ["", "short", "a/b" * 10, "ä" * 20, "with a space in it"])
def test_a_secret_that_can_be_guessed_or_cannot_stand_in_a_path_is_refused(inbox: Inbox, secret: str) -> None:
    with pytest.raises(SetupError, match="at least 16") as caught:
        Receiver(inbox, secret)
    assert not secret or secret not in str(caught.value)


@pytest.mark.parametrize("limits", [{"longest": 0}, {"rate": 0}, {"rate": -1}, {"rate": float("inf")}])
def test_limits_must_be_positive(inbox: Inbox, limits: Any) -> None:
    with pytest.raises(SetupError, match="positive"):
        Receiver(inbox, SECRET, **limits)


# What is refused.


@pytest.mark.parametrize("verb", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_deliveries_come_by_post(app: Receiver, verb: str) -> None:
    answered = deliver(app, bundle(), verb=verb)
    assert (answered.status, answered.headers["Allow"]) == (405, "POST")


def test_a_malformed_delivery_is_refused_whole_with_the_place(app: Receiver, inbox: Inbox) -> None:
    answered = deliver(app, bundle(notice(), {"Id": "1"}))
    assert answered.status == 400
    assert "Notifications[1].Action" in answered.body
    assert stored(inbox) == []


def test_a_body_is_bounded(inbox: Inbox) -> None:
    body = json.dumps(bundle(notice())).encode()
    assert deliver(Receiver(inbox, SECRET, longest=len(body)), body).status == 200
    answered = deliver(Receiver(inbox, SECRET, longest=len(body) - 1), body)
    assert (answered.status, answered.body) == (413, f"a delivery may have {len(body) - 1} bytes, not {len(body)}\n")


@pytest.mark.parametrize(
    ("extra", "status"),
    [
        ({"CONTENT_LENGTH": None}, 411),
        ({"CONTENT_LENGTH": ""}, 411),
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"CONTENT_LENGTH": "1000"}, 400),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "1e3"}, 400),
        ({"CONTENT_LENGTH": "10,20"}, 400),
        ({"CONTENT_LENGTH": "9" * 18}, 413),
    ],
)
def test_a_body_of_unknown_or_false_length_is_refused(app: Receiver, extra: Any, status: int) -> None:
    assert deliver(app, b'{"Notifications": []}', **extra).status == status


def test_a_body_that_breaks_off_is_refused(app: Receiver) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    environ: dict[str, Any] = {"wsgi.input": Broken()}
    assert deliver(app, bundle(), **environ).status == 400


def test_the_rate_is_bounded_and_the_wait_is_told(inbox: Inbox) -> None:
    clock = Clock()
    app = Receiver(inbox, SECRET, rate=3, clock=clock)
    assert [deliver(app, bundle(notice())).status for _ in range(5)] == [200, 200, 200, 429, 429]
    assert deliver(app, bundle()).headers["Retry-After"] == "1"
    clock.now += 0.7
    assert [deliver(app, bundle(notice())).status for _ in range(3)] == [200, 200, 429]
    clock.now += 1000
    assert [deliver(app, bundle(notice())).status for _ in range(4)] == [200, 200, 200, 429]
    assert len(stored(inbox)) == 8


def test_strangers_use_up_no_rate(inbox: Inbox) -> None:
    app = Receiver(inbox, SECRET, rate=1, clock=Clock())
    assert [deliver(app, bundle(), path="/wrong").status for _ in range(3)] == [404] * 3
    assert deliver(app, bundle()).status == 200


def test_a_delivery_that_cannot_be_stored_is_to_be_tried_again(app: Receiver, inbox: Inbox) -> None:
    delivery = bundle(notice())
    with inbox.file.transaction() as connection:
        connection.execute("pragma max_page_count = 1")  # as if the disk were full
    full = bundle(*(notice(ReferenceJson="x" * 5000) for _ in range(50)))
    answered = deliver(app, full)
    assert (answered.status, answered.headers["Retry-After"]) == (503, "60")
    with inbox.file.transaction() as connection:
        connection.execute("pragma max_page_count = 100000")
    assert deliver(app, full).json["new"] == 50
    assert deliver(app, delivery).json["new"] == 1


def test_a_file_of_something_else_is_no_inbox(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table books (id)")
    with pytest.raises(SetupError, match="file of something else"):
        Inbox(file)
    (tmp_path / "text.db").write_text("no database " * 100)
    with pytest.raises(SetupError, match="cannot be opened"):
        Inbox(tmp_path / "text.db")


def test_only_the_owner_can_read_the_file(inbox: Inbox) -> None:
    assert Path(inbox.file.path).stat().st_mode & 0o077 == 0


# On servers.


def test_any_wsgi_server_runs_it(app: Receiver, inbox: Inbox) -> None:
    with make_server("127.0.0.1", 0, validator(app)) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        status, _ = posted(server.server_port, bundle(notice()))
        thread.join()
    assert (status, len(stored(inbox))) == (200, 1)


def posted(port: int, delivery: Any) -> tuple[int, bytes]:
    """POST a delivery by HTTP."""
    body = delivery if isinstance(delivery, bytes) else json.dumps(delivery)
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("POST", f"/{SECRET}", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_what_is_left_unread_of_a_refused_delivery_is_no_next_request(inbox: Inbox) -> None:
    server = Server(Receiver(inbox, SECRET, longest=1000), "127.0.0.1", 0, "listener")
    smuggled = f"POST /{SECRET} HTTP/1.1\r\nContent-Length: 21\r\n\r\n" + '{"Notifications": []}'
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as connection:
            connection.putrequest("POST", f"/{SECRET}")
            connection.putheader("Content-Length", str((1 << 20) + len(smuggled)))
            connection.endheaders(b" " * (1 << 20) + smuggled.encode())
            answer = connection.getresponse()
            assert (answer.status, answer.getheader("Connection")) == (413, "close")
    finally:
        server.stop()
