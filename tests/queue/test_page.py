"""The page of a queue over HTTP: what it shows, whom it answers, and what it does when it may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netvisor.queue import Outbox, State
from netvisor.queue.page.application import QueuePage, Served, served
from tests.sandbox.pages import look, send, words

from .scene import BUSY, HOSTILE, PAUSED, QUIET, UNKNOWN, Scene, scene

FOREIGN = ["attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example", "[::1", "x.y:80"]
PATHS = ["/", "/messages", "/messages/1", "/messages/1/body", "/page/style.css", "/nowhere"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(tmp_path_factory.mktemp("scene") / "queue.db") as made:
        yield made


@pytest.fixture(scope="module")
def shown(seen: Scene) -> Iterator[Served]:
    """A page that only shows."""
    with served(QueuePage(seen.outbox, db="queue.db")) as page:
        yield page


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path / "queue.db") as made:
        yield made


@pytest.fixture
def deciding(fresh: Scene) -> Iterator[Served]:
    """A page that may change a queue of its own."""
    with served(QueuePage(fresh.outbox, actions=True)) as page:
        yield page


def token(page: Served) -> str:
    return str(look(page, "/").tree.xpath("//input[@name='token']/@value")[0])


# What it shows.


def test_the_overview_counts_messages_and_names_what_needs_a_person(seen: Scene, shown: Served) -> None:
    page = look(shown, "/")
    assert page.status == 200
    assert page.find("//ul[@class='figures']/li") == [
        "2 waiting",
        "0 sending",
        "1 accepted",
        "1 refused",
        "1 unknown",
        "3 held",
    ]
    assert page.find("//li[@class='case']/h3") == [
        f"{PAUSED} paused",
        f"Message {seen.other} held",
        f"Message {seen.untold} held",
        f"Message {seen.kept} held",
        f"Message {seen.refused} refused",
    ]
    assert "Something else stands under the same number" in page.text
    lanes = "//section[@aria-labelledby='lanes']//tbody/tr"
    assert page.find(f"{lanes}/th") == [PAUSED, UNKNOWN, QUIET]
    assert page.find(f"{lanes}/td[1]") == ["paused", "unknown", "ready"]


def test_a_page_that_only_shows_names_the_commands(seen: Scene, shown: Served) -> None:
    page = look(shown, "/")
    assert page.tree.xpath("//form[@method='post']") == []
    commands = page.find("//li[@class='case']//code")
    assert f"netvisor queue resume {PAUSED} --db queue.db" in commands
    assert f"netvisor queue resolve {seen.other} --netvisor-key KEY --db queue.db" in commands


def test_messages_are_listed_by_state_and_company(seen: Scene, shown: Served) -> None:
    page = look(shown, "/messages?state=waiting")
    assert page.one("//h1") == "Messages that are waiting"
    assert page.find("//tbody/tr/td[1]") == [str(seen.paused), str(seen.waiting)]
    only = look(shown, f"/messages?state=waiting&company={QUIET}")
    assert only.find("//tbody/tr/td[1]") == [str(seen.waiting)]
    assert f"after message {seen.kept}" in only.one("//tbody/tr")
    assert look(shown, "/messages?state=sending").find("//p[@class='empty']") == ["None."]
    assert look(shown, "/messages?state=nonsense&after=x").one("//h1") == "Messages that are held"


def test_a_long_list_goes_on_on_the_next_page(seen: Scene, shown: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netvisor.queue.page.views._MOST_MESSAGES", 2)
    first = look(shown, "/messages?state=held")
    (later,) = first.tree.xpath("//a[@rel='next']/@href")
    second = look(shown, later)
    assert first.find("//tbody/tr/td[1]") + second.find("//tbody/tr/td[1]") == [
        str(number) for number in (seen.other, seen.untold, seen.kept)
    ]
    assert second.tree.xpath("//a[@rel='next']") == []


def test_a_message_stands_beside_what_was_found(seen: Scene, shown: Served) -> None:
    page = look(shown, f"/messages/{seen.other}")
    assert page.one("//h1") == f"Message {seen.other} customers.add_customer held"
    sent, found = page.tree.xpath("//div[@class='beside']/section")
    assert "<name>Isä & Tyttäret Oy</name>" in words(sent.text_content())
    assert [words(cell.text_content()) for cell in found.xpath(".//tbody/tr/*")] == [
        "name",
        "Isä & Tyttäret Oy",
        "Äiti & Pojat Oy",
    ]
    attempts = page.find("//section[@aria-labelledby='attempts']//tbody/tr/td[2]")
    assert attempts == ["sent", "looked up"]


@pytest.mark.parametrize("name", ["accepted", "untold", "kept", "refused", "paused", "unknown", "waiting"])
def test_every_message_has_a_page(seen: Scene, shown: Served, name: str) -> None:
    message = seen.outbox.message(getattr(seen, name))
    page = look(shown, f"/messages/{message.id}")
    assert page.status == 200
    assert page.one("//h1/span[contains(@class, 'outcome')]") == message.state.value
    assert message.transaction_id in page.text
    assert message.found is None or words(message.found)[1:] in words(page.tree.text_content())


def test_the_body_is_downloaded_byte_for_byte(seen: Scene, shown: Served) -> None:
    page = look(shown, f"/messages/{seen.accepted}/body")
    assert page.body == b"".join(seen.outbox.blocks(seen.accepted))
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"].startswith("attachment")


def test_a_hostile_message_is_text_and_nothing_else(seen: Scene, shown: Served) -> None:
    page = look(shown, f"/messages/{seen.untold}")
    assert HOSTILE in words(page.tree.text_content())
    assert page.tree.xpath("//main//script") == []


@pytest.mark.parametrize("path", ["/messages/99", "/messages/99/body", "/nowhere", "/messages/x", "/page/none.css"])
def test_what_is_not_there_is_told(shown: Served, path: str) -> None:
    assert look(shown, path).status == 404


def test_an_empty_queue_has_a_page(tmp_path: Path) -> None:
    with Outbox.open(tmp_path / "queue.db") as outbox, served(QueuePage(outbox, actions=True)) as page:
        seen = look(page, "/")
        assert (seen.status, "Nothing waits." in seen.text) == (200, True)


def test_a_queue_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with Outbox.open(tmp_path / "queue.db") as outbox, served(QueuePage(outbox)) as page:
        for file in tmp_path.glob("queue.db*"):
            file.write_bytes(b"overwritten " * 1000)
        seen = look(page, "/")
        assert (seen.status, "cannot be opened as a queue" in seen.text) == (503, True)


# Whom it answers.


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", PATHS)
def test_a_foreign_name_that_leads_here_sees_nothing(shown: Served, host: str, path: str) -> None:
    page = look(shown, path, Host=host)
    assert (page.status, "customer" in page.text) == (421, False)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_foreign_content_out(shown: Served, path: str) -> None:
    headers = look(shown, path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")


def test_it_listens_on_localhost_only(shown: Served) -> None:
    assert shown.url.startswith("http://127.0.0.1:")


# What it does when it may.


def test_a_held_message_is_resolved_with_its_key(fresh: Scene, deciding: Served) -> None:
    fields = {"token": token(deciding), "netvisor_key": "4711"}
    answer = send(deciding, f"/messages/{fresh.other}/resolve", fields, Origin=deciding.url.rstrip("/"))
    assert (answer.status, answer.headers["Location"]) == (303, f"/messages/{fresh.other}")
    message = fresh.outbox.message(fresh.other)
    assert (message.state, message.netvisor_keys) == (State.ACCEPTED, (4711,))


def test_a_held_message_is_resolved_without_a_key(fresh: Scene, deciding: Served) -> None:
    send(deciding, f"/messages/{fresh.untold}/resolve", {"token": token(deciding), "without_key": "yes"})
    message = fresh.outbox.message(fresh.untold)
    assert (message.state, message.netvisor_keys) == (State.ACCEPTED, ())


@pytest.mark.parametrize("key", ["", "0", "-1", "4711x", "٤", "1" * 19])
def test_a_key_that_is_none_changes_nothing(fresh: Scene, deciding: Served, key: str) -> None:
    answer = send(deciding, f"/messages/{fresh.other}/resolve", {"token": token(deciding), "netvisor_key": key})
    assert answer.status == 409
    assert answer.one("//p[@role='alert']").startswith("Nothing was changed: resolving needs the Netvisor key")
    assert fresh.outbox.message(fresh.other).state is State.HELD


@pytest.mark.parametrize(
    ("name", "action", "state"),
    [("untold", "retry", State.WAITING), ("kept", "release", State.WAITING), ("waiting", "hold", State.HELD)],
)
def test_a_message_is_held_released_and_retried(
    fresh: Scene, deciding: Served, name: str, action: str, state: State
) -> None:
    number = getattr(fresh, name)
    assert send(deciding, f"/messages/{number}/{action}", {"token": token(deciding), "reason": "wait"}).status == 303
    message = fresh.outbox.message(number)
    assert (message.state, message.reason) == (state, "wait" if action == "hold" else None)


def test_a_company_is_paused_and_resumed(fresh: Scene, deciding: Served) -> None:
    fields = {"token": token(deciding), "company": QUIET}
    for action, states in (("pause", [PAUSED, QUIET]), ("resume", [PAUSED])):
        assert send(deciding, f"/lanes/{action}", fields).headers["Location"] == "/"
        cases = look(deciding, "/").find("//li[@class='case']/h3")
        assert [case for case in cases if case.endswith(" paused")] == [f"{company} paused" for company in states]
    assert send(deciding, "/lanes/pause", {"token": token(deciding)}).status == 400


def test_a_decision_that_comes_too_late_is_told(fresh: Scene, deciding: Served) -> None:
    answer = send(deciding, f"/messages/{fresh.accepted}/release", {"token": token(deciding)})
    assert (answer.status, "message 1 is accepted" in answer.one("//p[@role='alert']")) == (409, True)


@pytest.mark.parametrize("action", ["hold", "release", "retry", "resolve"])
@pytest.mark.parametrize(
    ("headers", "given"),
    [
        ({}, None),
        ({}, "guessed"),
        ({"Origin": "http://attacker.example"}, "right"),
        ({"Origin": "null"}, "right"),
        ({"Sec_Fetch_Site": "cross-site"}, "right"),
        ({"Sec_Fetch_Site": "same-site"}, "right"),
    ],
)
def test_a_form_of_another_site_changes_nothing(
    fresh: Scene, deciding: Served, action: str, headers: dict[str, str], given: str | None
) -> None:
    before = fresh.outbox.counts()
    fields = {"netvisor_key": "4711"}
    if given is not None:
        fields["token"] = token(deciding) if given == "right" else given
    for number in (fresh.other, fresh.waiting):
        assert send(deciding, f"/messages/{number}/{action}", fields, **headers).status == 403
    assert send(deciding, "/lanes/pause", {**fields, "company": BUSY}, **headers).status == 403
    assert fresh.outbox.counts() == before


def test_a_page_that_only_shows_takes_no_form_even_with_its_token(fresh: Scene) -> None:
    page = QueuePage(fresh.outbox)
    with served(page) as shown:
        fields = {"token": page.token, "netvisor_key": "4711", "company": BUSY}
        for path in (f"/messages/{fresh.other}/resolve", f"/messages/{fresh.untold}/retry", "/lanes/pause"):
            answer = send(shown, path, fields)
            assert (answer.status, "Start it with --actions" in answer.text) == (403, True)
        assert fresh.outbox.message(fresh.other).state is State.HELD


def test_what_changes_something_is_not_done_by_a_link(fresh: Scene, deciding: Served) -> None:
    assert look(deciding, f"/messages/{fresh.kept}/release?token={token(deciding)}").status == 405
    assert fresh.outbox.message(fresh.kept).state is State.HELD


# The command.


def test_the_command_serves_it_until_stopped(seen: Scene) -> None:
    code = "from netvisor.cli import main; main()"
    command = [sys.executable, "-c", code, "queue", "page", "--db", seen.outbox.database.place]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        assert process.stdout is not None
        page = look(Served(process.stdout.readline().strip()), "/")
        assert "3 held" in page.find("//ul[@class='figures']/li")
        assert page.tree.xpath("//form[@method='post']") == []
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err.splitlines()[-1]) == (0, "Stopped.")
    finally:
        process.kill()
        process.communicate()
