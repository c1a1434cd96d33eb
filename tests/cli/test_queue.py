"""`netvisor queue`: what each command does and writes, on a queue in which every state occurs."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from netvisor.cli import outcome
from netvisor.cli.queue import COMMANDS
from netvisor.queue import Outbox, QueueUnavailable, State, WrongState
from netvisor.queue.words import age
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from tests.cli.conftest import CUSTOMER, DEMO, Run, parsed
from tests.cli.terminals import at_terminal, in_pipe
from tests.conftest import FIXTURES
from tests.queue.conftest import postgresql as postgresql
from tests.queue.scene import BUSY, PAUSED, QUIET, UNKNOWN, Scene, scene

NAMED = '{"customer_base_information": {"name": "%s", "internal_identifier": "%s"}}'
COMPANY = ("--company", BUSY)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a queue that every command takes."""
    file = tmp_path / "queue.db"
    monkeypatch.setenv("NETVISOR_QUEUE_DB", str(file))
    return file


@pytest.fixture
def seen(place: Path) -> Iterator[Scene]:
    with scene(place) as made:
        yield made


def put(run: Run, name: str, *options: object, code: str = "011") -> int:
    result = run("queue", "put", "customer", "-", "--method", "add", *COMPANY, *options, stdin=NAMED % (name, code))
    assert result.exit_code == 0, result.stderr
    return int(result.stdout)


def state(place: Path, number: int) -> State:
    with Outbox.open(place) as outbox:
        return outbox.message(number).state


# Putting.


def test_a_message_is_put_and_its_number_is_data(run: Run, place: Path) -> None:
    result = run("queue", "put", "customer", CUSTOMER, "--method", "add", *COMPANY)
    assert (result.exit_code, result.stdout) == (0, "1\n")
    assert "Message 1 is waiting. See: netvisor queue show 1" in result.stderr
    assert state(place, 1) is State.WAITING


def test_a_key_puts_a_message_once(run: Run, place: Path) -> None:
    assert put(run, "Oy", "--key", "customer-11") == put(run, "Oy", "--key", "customer-11")
    other = run("queue", "put", "customer", CUSTOMER, "--method", "add", *COMPANY, "--key", "customer-11")
    assert other.exit_code == 2
    assert "the key 'customer-11' was put with another call as message 1" in other.stderr


def test_order_priority_and_time_are_kept(run: Run, place: Path) -> None:
    first = put(run, "Oy")
    second = put(run, "Ab", "--after", first, "--priority", 3, "--not-before", "2036-12-01T22:00", code="012")
    message = parsed(run("queue", "show", second, "--json"))
    assert (message["after"], message["priority"]) == (first, 3)
    assert message["not_before"] == "2036-12-01T20:00:00.000+00:00"


def test_the_key_of_another_message_can_be_used_before_it_is_known(run: Run, place: Path) -> None:
    result = run("queue", "put", "customer", "-", "--method", "add", *COMPANY, "--json", stdin=NAMED % ("Oy", "011"))
    given = parsed(result)
    assert given == {
        "id": 1,
        "company": BUSY,
        "key": None,
        "resource": "customer.nv",
        "state": "waiting",
        "placeholder": "770077000000000001",
    }
    edit = ("queue", "put", "customer", "-", "--method", "edit", "--id", given["placeholder"], *COMPANY)
    assert run(*edit, "--after", 1, stdin=NAMED % ("Uusi Oy", "011")).exit_code == 0
    without = run(*edit, stdin=NAMED % ("Uusi Oy", "011"))
    assert without.exit_code == 2
    assert "put it with after=1" in without.stderr


def test_what_nobody_could_tell_is_said_when_it_is_put(run: Run, place: Path) -> None:
    message = '{"customer_base_information": {"name": "Oy"}}'
    result = run("queue", "put", "customer", "-", "--method", "add", *COMPANY, stdin=message)
    assert result.exit_code == 0
    assert "Warning: if the answer to customers.add_customer is lost" in result.stderr
    assert "give internal_identifier, the customer code" in result.stderr


def test_xml_knows_its_function_and_so_how_it_is_found(run: Run, place: Path) -> None:
    body = (
        "<root><customer><customerbaseinformation><internalidentifier>011</internalidentifier><name>Oy</name>"
        "</customerbaseinformation></customer></root>"
    )
    result = run("queue", "put", "customer", "-", "--method", "add", *COMPANY, stdin=body)
    assert (result.exit_code, "Warning" in result.stderr) == (0, False)
    assert parsed(run("queue", "show", 1, "--json"))["function"] == "customers.add_customer"
    assert run("queue", "show", 1, "--xml").stdout == body


def test_a_message_that_says_itself_what_is_done_is_taken_at_its_word(run: Run, place: Path) -> None:
    result = run("queue", "put", "contactperson", FIXTURES / "requests" / "contactperson-delete.xml", *COMPANY)
    assert result.exit_code == 0, result.stderr
    assert parsed(run("queue", "show", 1, "--json"))["function"] == "customers.delete_contact_person"


def test_an_invalid_message_is_not_put(run: Run, place: Path) -> None:
    result = run("queue", "put", "customer", DEMO / "wrong-order.xml", "--method", "add", *COMPANY)
    assert result.exit_code == 3
    assert not place.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("put", "customer", CUSTOMER, "--method", "add"), "--company"),
        (("put", "customerlist", *COMPANY), "customerlist.nv only reads"),
        (("put", "customer", CUSTOMER, "--method", "add", *COMPANY, "--not-before", "soon"), "is not a date and time"),
        (("put", "customer", CUSTOMER, "--method", "add", *COMPANY, "--after", "7"), "there is no message 7"),
        (("status",), "there is no queue in"),
        (("status", "--db", "mysql://x"), "postgresql://"),
        (("run", "--workers", "0"), "--workers"),
        (("shwo",), "did you mean 'show'?"),
    ],
)
def test_wrong_usage_is_told(run: Run, place: Path, arguments: tuple[object, ...], told: str) -> None:
    result = run("queue", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_file_that_is_no_queue_is_left_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("buy milk " * 100, "utf-8")
    result = run("queue", "status", "--db", file)
    assert result.exit_code == 2
    assert "cannot be opened as a queue" in result.stderr
    assert file.read_text("utf-8").startswith("buy milk")


def test_without_an_option_the_queue_is_in_the_state_directory(run: Run, tmp_path: Path) -> None:
    put(run, "Oy")
    assert (tmp_path / "state" / "netvisor" / "queue.sqlite").exists()


# Looking.


def test_the_status_names_what_needs_a_person_with_the_commands_for_it(run: Run, seen: Scene) -> None:
    text = run("queue", "status").stdout
    assert "waiting 2   sending 0   unknown 1   held 3   refused 1   accepted 1" in text
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert any(line.startswith(f"{PAUSED} paused 1") for line in lines)
    assert any(line.startswith(f"{UNKNOWN} unknown 0 message {seen.unknown}, customer.nv") for line in lines)
    for command in (
        f"netvisor queue resume {PAUSED}",
        f"netvisor queue resolve {seen.other} --netvisor-key KEY",
        f"netvisor queue retry {seen.untold}",
        f"netvisor queue release {seen.kept}",
        f"netvisor queue retry {seen.refused}",
    ):
        assert f"  {command}  " in text


def test_the_commands_of_the_status_do_what_they_say(run: Run, seen: Scene, place: Path) -> None:
    text = run("queue", "status", "--db", place).stdout
    commands = [line.partition("  ")[0] for line in text.replace("  netvisor", "netvisor").splitlines()]
    for line in [line for line in commands if line.startswith("netvisor queue ")]:
        words = shlex.split(line.replace("KEY", "4711"))[1:]
        result = run(*words)
        # Of one message only the first command can still be right: the next ones come too late.
        assert (result.exit_code, "right is" in result.stderr) in {(0, False), (2, True)}, line
    assert "Nothing needs a person." in run("queue", "status").stdout


def test_the_status_is_json_for_programs(run: Run, seen: Scene, place: Path) -> None:
    found = parsed(run("queue", "status", "--json"))
    assert found["queue"] == str(place)
    assert found["messages"] == {state.value: number for state, number in seen.outbox.counts().items()}
    assert [lane["state"] for lane in found["lanes"]] == ["paused", "unknown", "ready"]
    assert [message["id"] for message in found["held"]] == [seen.other, seen.untold, seen.kept]


def test_the_status_is_text_for_prometheus(run: Run, seen: Scene) -> None:
    families = {
        each.name: each for each in text_string_to_metric_families(run("queue", "status", "--prometheus").stdout)
    }
    messages = {each.labels["state"]: each.value for each in families["netvisor_queue_messages"].samples}
    assert messages == {state.value: number for state, number in seen.outbox.counts().items()}
    assert run("queue", "status", "--prometheus", "--json").exit_code == 2


def test_messages_of_a_state_are_listed(run: Run, seen: Scene) -> None:
    listed = run("queue", "status", "--state", "held").stdout.splitlines()
    assert [int(line.split()[0]) for line in listed] == [seen.other, seen.untold, seen.kept]
    assert "something else stands under the same number" in listed[0]
    found = parsed(run("queue", "status", "--state", "waiting", "--company", QUIET, "--json"))
    assert [message["id"] for message in found] == [seen.waiting]
    assert run("queue", "status", "--state", "sending").stdout == "No message is sending.\n"
    assert run("queue", "status", "--company", QUIET).exit_code == 2


def test_a_message_is_shown_with_its_attempts_and_what_was_found(run: Run, seen: Scene) -> None:
    text = run("queue", "show", seen.other).stdout
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[0] == f"message {seen.other} held customers.add_customer"
    assert "request POST customer.nv method=add" in lines
    assert any(line.startswith("2 look") and line.endswith("found another") for line in lines)
    assert "name Isä & Tyttäret Oy Äiti & Pojat Oy" in lines
    assert "└── name Isä & Tyttäret Oy" in text.replace("  ", " ")
    assert f"netvisor queue resolve {seen.other} --netvisor-key KEY" in text


def test_a_shown_message_is_json_for_programs(run: Run, seen: Scene) -> None:
    found = parsed(run("queue", "show", seen.other, "--json"))
    assert found["differences"] == [{"path": "name", "sent": "Isä & Tyttäret Oy", "found": "Äiti & Pojat Oy"}]
    assert [each["outcome"] for each in found["attempts"]] == ["OutcomeUnknown", "found another"]
    assert found["bytes"] > 0


def test_a_message_that_is_not_there_is_wrong_usage(run: Run, seen: Scene) -> None:
    result = run("queue", "show", 99)
    assert (result.exit_code, result.stderr) == (2, "Error: there is no message 99\n")


def test_the_watch_in_a_pipe_is_a_line_for_each_look(run: Run, seen: Scene) -> None:
    result = run("queue", "watch", "--times", 2, "--interval", 0.1)
    first, second = result.stdout.splitlines()
    assert "waiting 2  sending 0  unknown 1  held 3  refused 1  accepted 1  oldest_waiting " in first
    assert second.endswith("finished_a_second 0.0")


def test_a_terminal_gets_lines_that_fit_and_a_pipe_whole_ones(seen: Scene) -> None:
    commands = [("queue", "status"), ("queue", "show", seen.other)]
    for text in at_terminal(commands):
        assert max(map(len, text.splitlines()[1:])) <= 80
        assert f"netvisor queue resolve {seen.other} --netvisor-key KEY" in text
    assert any(len(line) > 200 for line in in_pipe(commands[:1])[0].splitlines())


def test_the_watch_at_a_terminal_is_the_status_in_place(seen: Scene) -> None:
    (text,) = at_terminal([("queue", "watch", "--times", 1)])
    assert "Ctrl-C ends it" in text
    assert f"{PAUSED}  paused         1" in text


# Deciding.


def test_a_waiting_message_is_held_with_a_reason_and_released(run: Run, place: Path) -> None:
    number = put(run, "Oy")
    assert run("queue", "hold", number, "--reason", "the price is wrong").exit_code == 0
    assert "the price is wrong" in run("queue", "status").stdout
    assert run("queue", "release", number).exit_code == 0
    assert state(place, number) is State.WAITING


def test_a_message_can_be_held_from_the_start(run: Run, place: Path) -> None:
    number = put(run, "Oy", "--hold", "the price is not settled")
    with Outbox.open(place) as outbox:
        message = outbox.message(number)
    assert (message.state, message.reason) == (State.HELD, "the price is not settled")
    assert run("queue", "release", number).exit_code == 0
    assert state(place, number) is State.WAITING


def test_a_retried_message_is_a_new_request(run: Run, seen: Scene) -> None:
    before = seen.outbox.message(seen.untold).transaction_id
    assert run("queue", "retry", seen.untold).exit_code == 0
    after = seen.outbox.message(seen.untold)
    assert (after.state, after.transaction_id == before) == (State.WAITING, False)


@pytest.mark.parametrize(("options", "keys"), [(("--netvisor-key", 4711), (4711,)), (("--without-key",), ())])
def test_a_held_message_is_resolved(run: Run, seen: Scene, options: tuple[object, ...], keys: tuple[int, ...]) -> None:
    assert run("queue", "resolve", seen.untold, *options).exit_code == 0
    message = seen.outbox.message(seen.untold)
    assert (message.state, message.netvisor_keys) == (State.ACCEPTED, keys)


@pytest.mark.parametrize("options", [(), ("--netvisor-key", 4711, "--without-key")])
def test_resolving_needs_a_key_or_the_word_that_there_is_none(
    run: Run, seen: Scene, options: tuple[object, ...]
) -> None:
    result = run("queue", "resolve", seen.untold, *options)
    assert (result.exit_code, "--netvisor-key N, or --without-key" in result.stderr) == (2, True)


def test_a_decision_that_comes_too_late_is_told(run: Run, seen: Scene) -> None:
    result = run("queue", "release", seen.accepted)
    assert (result.exit_code, result.stderr) == (2, "Error: message 1 is accepted; right is held (company 1234567-8)\n")


def test_a_company_is_paused_and_resumed(run: Run, place: Path) -> None:
    put(run, "Oy")
    assert run("queue", "pause", BUSY).exit_code == 0
    assert run("queue", "run", "--drain", "--sandbox").stdout.startswith("sent 0 ")
    assert run("queue", "resume", BUSY).exit_code == 0
    assert run("queue", "run", "--drain", "--sandbox").stdout.startswith("sent 1  accepted 1 ")


def test_a_queue_is_made_beforehand(run: Run, place: Path) -> None:
    result = run("queue", "migrate")
    assert result.exit_code == 0
    assert f"{place} holds a queue of version " in result.stderr
    assert parsed(run("queue", "status", "--json"))["messages"]["waiting"] == 0


def test_a_queue_in_postgresql_is_named_without_its_password(
    run: Run, postgresql: PrivatePostgresql, tmp_path: Path
) -> None:
    with own_database(postgresql.url) as address:
        secret = address.replace("://netvisor@", "://netvisor:geheim@")
        put(run, "Oy", "--db", secret)
        for command in (("status",), ("show", 1), ("watch", "--times", 1)):
            result = run("queue", *command, "--db", secret)
            assert result.exit_code == 0, result.stderr
            assert "geheim" not in result.output
        assert "netvisor:***@" in run("queue", "show", 1, "--db", secret).stdout
        assert run("queue", "run", "--drain", "--sandbox", "--db", secret).stdout.startswith("sent 1  accepted 1 ")


# Sending.


def test_a_worker_sends_what_waits_and_counts_it(run: Run, place: Path, sandbox: Sandbox) -> None:
    put(run, "Yksi Oy")
    put(run, "Kaksi Oy", code="012")
    edit = ("queue", "put", "customer", "-", "--method", "edit", "--id", "99", *COMPANY)
    run(*edit, stdin=NAMED % ("Puuttuu Oy", "013"))
    result = run("queue", "run", "--drain", "--workers", 2)
    assert (result.exit_code, result.stdout) == (
        0,
        "sent 3  accepted 2  refused 1  unknown 0  held 0  waiting 0\n",
    )
    assert len(sandbox.books[BUSY].customers) == 2
    assert "message 3 of 1234567-8 is refused: INVALID_DATA" in result.stderr


def test_a_lost_answer_is_looked_up_and_nothing_is_stored_twice(run: Run, place: Path, sandbox: Sandbox) -> None:
    sandbox.fail_next(resource="customer.nv", after="storing")
    number = put(run, "Yksi Oy")
    result = run("queue", "run", "--drain")
    assert result.stdout == "sent 1  accepted 1  refused 0  unknown 0  held 0  waiting 0\n"
    assert len(sandbox.books[BUSY].customers) == 1
    assert "customers shows it with the key 1" in run("queue", "show", number).stdout.replace("list_", "")


def test_a_worker_leaves_other_companies_to_others(
    run: Run, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(run, "Oy")
    result = run("queue", "put", "customer", CUSTOMER, "--method", "add", "--company", QUIET)
    assert run("queue", "run", "--drain", "--sandbox", "--companies", f" {QUIET},").stdout.startswith("sent 1 ")
    assert (state(place, first), state(place, int(result.stdout))) == (State.WAITING, State.ACCEPTED)


def test_each_company_is_called_with_its_own_id(run: Run, place: Path) -> None:
    for company in (BUSY, PAUSED):
        run("queue", "put", "customer", CUSTOMER, "--method", "add", "--company", company)
    assert run("queue", "run", "--drain", "--sandbox").stdout.startswith("sent 2  accepted 2 ")


def test_the_calls_of_a_minute_are_limited(run: Run, place: Path) -> None:
    for code in ("011", "012", "013"):
        put(run, "Oy", code=code)
    text = run("queue", "run", "--drain", "--sandbox", "--per-company", 2).stdout
    # A minute may end between two calls; then the third is sent as well.
    assert text in {f"sent {n}  accepted {n}  refused 0  unknown 0  held 0  waiting {3 - n}\n" for n in (2, 3)}


def test_wrong_keys_pause_the_company_and_lose_nothing(
    run: Run, place: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put(run, "Oy")
    monkeypatch.setenv("NETVISOR_CUSTOMER_KEY", "0" * 32)
    result = run("queue", "run", "--drain")
    assert result.stdout == "sent 1  accepted 0  refused 0  unknown 0  held 0  waiting 1\n"
    assert f"{BUSY} is paused: AUTHENTICATION_FAILED" in result.stderr
    assert state(place, number) is State.WAITING


def test_a_company_without_a_file_in_the_folder_of_credentials_is_paused(
    run: Run, place: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    put(run, "Oy")
    empty = run("queue", "run", "--drain", "--credentials", tmp_path)
    assert (empty.exit_code, "holds no credentials" in empty.stderr) == (2, True)
    other = replace(sandbox.credentials, organisation_id=QUIET).plain()
    file = tmp_path / "other.toml"
    file.touch(mode=0o600)
    file.write_text("".join(f'{name} = "{value}"\n' for name, value in other.items()), "utf-8")
    result = run("queue", "run", "--drain", "--credentials", tmp_path)
    assert f"{BUSY} is paused: {tmp_path} has no file with organisation_id {BUSY}" in result.stderr
    assert len(sandbox.calls) == 0


def test_without_credentials_a_worker_does_not_start(run: Run, place: Path) -> None:
    result = run("queue", "run", "--drain")
    assert result.exit_code == 2
    assert "NETVISOR_SENDER" in result.stderr


def test_a_queue_that_cannot_be_used_now_is_no_wrong_usage() -> None:
    assert outcome.exit_code(QueueUnavailable("the disk is full")) == outcome.NO_ANSWER == 4
    assert outcome.exit_code(WrongState("message 1 is accepted")) == outcome.USAGE == 2


def test_ages_are_told_in_two_units() -> None:
    assert [age(seconds) for seconds in (59.9, 3600, 90_061)] == ["59 s", "1 h", "1 d 1 h"]


def test_the_commands_of_the_queue_are_documented() -> None:
    text = (DEMO.parents[1] / "docs" / "cli.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`netvisor queue {name}" not in text] == []


def test_json_errors_stay_errors(run: Run, place: Path) -> None:
    message = '{"customer_base_information": {"name": ""}}'
    result = run("queue", "put", "customer", "-", "--method", "add", *COMPANY, "--json", stdin=message)
    assert result.exit_code == 3
    assert json.loads(result.stdout)[0]["path"] == "customer_base_information.name"
