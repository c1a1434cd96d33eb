"""Files with several messages: an outcome for each, in order, and a calm end when one goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from netvisor.cli.message_lists import Listed, made_of_all
from netvisor.sandbox import Sandbox
from tests.cli.conftest import CUSTOMER, Run

ADD = ("--method", "add")


def customer(name: str, code: str | None = None) -> dict[str, Any]:
    known = {"internal_identifier": code} if code else {}
    return {"customer_base_information": {**known, "name": name}}


def lines(*messages: Any) -> str:
    return "".join(f"{json.dumps(message)}\n" for message in messages)


def rows(result: Result) -> list[dict[str, Any]]:
    """The lines of JSON on standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


THREE = lines(customer("Yksi Oy", "A"), customer("Kaksi Oy", "B"), customer("Kolme Oy", "C"))
ONE_TWICE = lines(customer("Yksi Oy", "A"), customer("Yksi Oy", "A"), customer("Kolme Oy", "C"))
TWO_WRONG = lines(customer("Yksi Oy"), customer(""), {"customer_base_information": {"nme": "x", "city": None}})


def lose_answer(sandbox: Sandbox, number: int) -> None:
    """Store the message of this number, and drop the connection instead of answering."""
    sandbox.fail_next(how="delay", seconds=0.001, times=number - 1)
    sandbox.fail_next(after="storing", how="drop connection")


# send


@pytest.mark.parametrize("given", [THREE, f"[{','.join(THREE.splitlines())}]"])
def test_lines_and_lists_are_sent_in_order_with_an_outcome_for_each(run: Run, sandbox: Sandbox, given: str) -> None:
    result = run("send", "customer", "-", *ADD, stdin=given)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "1  accepted  1",
        "2  accepted  2",
        "3  accepted  3",
        "sent 3  accepted 3  refused 0  unknown 0  not sent 0",
    ]
    assert [b"Yksi" in call.body for call in sandbox.calls] == [True, False, False]
    assert len({call.transaction_id for call in sandbox.calls}) == 3


def test_each_outcome_is_a_line_of_json_for_programs(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", *ADD, "--json", stdin=ONE_TWICE)
    accepted, refused, _ = found = rows(result)
    assert result.exit_code == 1
    assert [(row["number"], row["line"], row["outcome"]) for row in found] == [
        (1, 1, "accepted"),
        (2, 2, "refused"),
        (3, 3, "accepted"),
    ]
    assert (accepted["status"], accepted["inserted"]) == ("OK", ["1"])
    assert (refused["status"], refused["category"]) == ("FAILED", "INVALID_DATA")
    assert "sent 3  accepted 2  refused 1  unknown 0  not sent 0" in result.stderr


def test_nothing_is_sent_unless_all_are_valid_and_no_problem_hides_another(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", *ADD, stdin=TWO_WRONG)
    assert result.exit_code == 3
    assert result.stdout.splitlines() == ["1  not sent", "2  invalid  1 problem", "3  invalid  2 problems"]
    assert [line for line in result.stderr.splitlines() if line[0].isdigit()] == [
        "2:32  customer_base_information.name  an empty text  a text of at most 250 characters; without the key it is"
        ' omitted, {"clear": true} sends it empty',
        '3:32  customer_base_information.nme  unknown key "nme"  "name"?',
        "3:44  customer_base_information.city  null  a text of at most 80 characters; without the key it is omitted, "
        '{"clear": true} sends it empty',
        "2 of 3 messages invalid; the valid ones are not sent either.",
    ]
    assert len(sandbox.calls) == 0


def test_the_problems_of_each_message_are_in_its_line_of_json(run: Run, sandbox: Sandbox) -> None:
    found = rows(run("send", "customer", "-", *ADD, "--json", stdin=TWO_WRONG))
    assert [[problem["rule"] for problem in row.get("problems", [])] for row in found] == [
        [],
        ["empty"],
        ["unknown-key", "empty"],
    ]


def test_after_a_refusal_of_one_message_the_next_is_sent(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", *ADD, stdin=ONE_TWICE)
    assert result.exit_code == 1
    assert [line.split()[1] for line in result.stdout.splitlines()[:3]] == ["accepted", "refused", "accepted"]
    assert "would send the accepted ones a second time" in result.stderr


def test_after_an_unknown_outcome_nothing_more_is_sent_and_it_says_how_to_go_on(run: Run, sandbox: Sandbox) -> None:
    lose_answer(sandbox, 2)
    result = run("send", "customer", "-", *ADD, stdin=THREE)
    assert result.exit_code == 5
    first, second, third, total = result.stdout.splitlines()
    assert (first, third) == ("1  accepted  1", "3  not sent")
    assert second.startswith("2  unknown  ")
    assert total == "sent 2  accepted 1  refused 0  unknown 1  not sent 1"
    assert "Stopped at message 2; message 3 was not sent." in result.stderr
    assert "If message 2 was stored, go on with --from 3." in result.stderr
    used = sandbox.calls[-1].transaction_id
    again = f"--from 2 --transaction-id {used}"
    assert f"If it was not, send it and what follows it with {again}" in result.stderr
    assert len(sandbox.calls) == 2
    # Both ways do what they say: the first id is refused as used, the second way sends what is left.
    refused = run("send", "customer", "-", *ADD, *again.split(), stdin=THREE)
    assert (refused.exit_code, refused.stdout.splitlines()[1:]) == (
        1,
        ["3  not sent", "sent 1  accepted 0  refused 0  unknown 1  not sent 1"],
    )
    rest = run("send", "customer", "-", *ADD, "--from", "3", stdin=THREE)
    assert rest.stdout.splitlines()[0] == "3  accepted  3"


def test_an_unknown_outcome_of_the_last_message_says_that_it_was_the_last(run: Run, sandbox: Sandbox) -> None:
    lose_answer(sandbox, 3)
    result = run("send", "customer", "-", *ADD, stdin=THREE)
    assert result.exit_code == 5
    assert (
        "It was the last message.\nIf message 3 was stored, all is done.\nIf it was not, send it with" in result.stderr
    )


def test_a_refusal_that_the_next_would_meet_too_stops(run: Run, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="maintenance")
    result = run("send", "customer", "-", *ADD, stdin=THREE)
    assert result.exit_code == 1
    assert [line.split("  ")[1] for line in result.stdout.splitlines()[:3]] == ["refused", "not sent", "not sent"]
    assert "When the cause is gone, go on with --from 1" in result.stderr


def test_a_closed_port_sends_none(run: Run, credentials_file: Path, closed_port: str) -> None:
    connection = ("--credentials", credentials_file, "--base-url", closed_port)
    result = run("send", "customer", "-", *ADD, *connection, "--json", stdin=THREE)
    assert result.exit_code == 4
    assert [row["outcome"] for row in rows(result)] == ["not sent"] * 3
    assert "error" in rows(result)[0]


def test_ctrl_c_during_an_answer_is_an_unknown_outcome(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netvisor.client.client import Client

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Client, "send", interrupted)
    result = run("send", "customer", "-", *ADD, stdin=THREE)
    assert result.exit_code == 5
    assert [line.split("  ")[1] for line in result.stdout.splitlines()[:3]] == ["unknown", "not sent", "not sent"]


def test_ctrl_c_after_an_answer_says_where_it_stopped(
    run: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Listed[Any], *_: object, **__: object) -> None:
        if self.number == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Listed, "tell", interrupted)
    result = run("send", "customer", "-", *ADD, stdin=THREE)
    assert result.exit_code == 130
    assert "Stopped at message 2: check whether it was stored" in result.stderr
    assert len(sandbox.calls) == 2


def test_an_empty_list_is_done_at_once(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", *ADD, stdin="[]")
    assert (result.exit_code, result.stdout) == (0, "sent 0  accepted 0  refused 0  unknown 0  not sent 0\n")
    assert "The list is empty" in result.stderr


def test_a_dry_run_shows_every_request(run: Run, sandbox: Sandbox) -> None:
    result = run("send", "customer", "-", *ADD, "--dry-run", "--from", "2", stdin=THREE)
    assert result.exit_code == 0
    assert result.stdout.count("POST ") == 2
    assert "Message 2:" in result.stderr
    assert len(sandbox.calls) == 0


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("--method", "edit", "--id", "1"), THREE, "--id names one record, and - has 3 messages"),
        ((*ADD, "--transaction-id", "x"), THREE, "--transaction-id is for one message"),
        ((*ADD, "--from", "4"), THREE, "--from 4: the last message is 3"),
        ((*ADD, "--from", "1"), lines(customer("Oy")), "--from is for several messages"),
        ((), THREE, "customer.nv needs --method add or --method edit"),
        ((*ADD, "--param", "x=1"), THREE, "unknown parameter 'x'"),
    ],
)
def test_what_does_not_go_with_several_messages_is_wrong_usage(
    run: Run, sandbox: Sandbox, arguments: tuple[str, ...], given: str, told: str
) -> None:
    result = run("send", "customer", "-", *arguments, stdin=given)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert len(sandbox.calls) == 0


@pytest.mark.parametrize(
    ("resource", "told"),
    [
        ("customerlist", "only reads"),
        ("updatesalesinvoicestatus", "omit FILE"),
        ("settransactionfollowupstatus", "accepts only XML"),
    ],
)
def test_resources_without_json_take_no_lists(run: Run, sandbox: Sandbox, resource: str, told: str) -> None:
    result = run("send", resource, "-", stdin=THREE)
    assert result.exit_code == 2
    assert told in result.stderr


# build


def test_several_messages_are_built_into_numbered_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    many = lines(*(customer(f"Oy {number}") for number in range(1, 11)))
    result = run("build", "customer", "-", *ADD, "-o", folder, stdin=many)
    assert result.exit_code == 0
    assert sorted(file.name for file in folder.iterdir()) == [f"customer-{number:02}.xml" for number in range(1, 11)]
    third = run("build", "customer", "-", stdin=many.splitlines()[2])
    assert (folder / "customer-03.xml").read_bytes() == third.stdout_bytes
    assert result.stdout.splitlines()[0] == f"1  written  {folder / 'customer-01.xml'}  102 bytes, iso-8859-15"


def test_a_built_file_is_a_line_of_json_for_programs(run: Run, tmp_path: Path) -> None:
    found = rows(run("build", "customer", "-", "-o", tmp_path, "--json", stdin=THREE))
    assert found[1]["file"] == str(tmp_path / "customer-2.xml")
    assert [row["outcome"] for row in found] == ["written"] * 3


def test_nothing_is_written_unless_all_are_valid(run: Run, tmp_path: Path) -> None:
    result = run("build", "customer", "-", "-o", tmp_path / "out", stdin=TWO_WRONG)
    assert result.exit_code == 3
    assert result.stdout.splitlines() == ["1  not written", "2  invalid  1 problem", "3  invalid  2 problems"]
    assert not (tmp_path / "out").exists()


def test_a_character_that_does_not_fit_is_placed_in_its_message(run: Run, tmp_path: Path) -> None:
    given = f"[\n{json.dumps(customer('Oy'))},\n  {json.dumps(customer('漢'), ensure_ascii=False)}]"
    found = rows(run("build", "customer", "-", "--charset", "iso-8859-15", "-o", tmp_path, "--json", stdin=given))
    assert [(p["line"], p["column"]) for p in found[1]["problems"]] == [(3, 34)]


def test_several_messages_need_a_folder(run: Run, tmp_path: Path) -> None:
    assert "-o DIR" in run("build", "customer", "-", stdin=THREE).stderr
    (tmp_path / "file").write_text("", "utf-8")
    result = run("build", "customer", "-", "-o", tmp_path / "file", stdin=THREE)
    assert result.exit_code == 2
    assert "cannot create the folder" in result.stderr


# validate and queue put


def test_several_messages_are_validated_each(run: Run) -> None:
    result = run("validate", "customer", "-", stdin=TWO_WRONG)
    assert result.exit_code == 3
    assert [line.split("  ")[0] for line in result.stdout.splitlines()] == ["1", "2", "2:32", "3", "3:32", "3:44"]
    assert run("validate", "customer", "-", stdin=THREE).exit_code == 0
    assert [row["outcome"] for row in rows(run("validate", "customer", "-", "--json", stdin=TWO_WRONG))] == [
        "valid",
        "invalid",
        "invalid",
    ]


def test_the_queue_takes_several_messages_once_under_a_key(run: Run, tmp_path: Path) -> None:
    command = ("queue", "put", "customer", "-", *ADD, "--company", "1234567-8", "--db", tmp_path / "queue.sqlite")
    first = run(*command, "--key", "file", stdin=THREE)
    assert (first.exit_code, first.stdout) == (0, "1\n2\n3\n")
    again = rows(run(*command, "--key", "file", "--json", stdin=THREE))
    assert [(row["id"], row["key"]) for row in again] == [(1, "file-1"), (2, "file-2"), (3, "file-3")]


def test_the_queue_takes_all_messages_or_none(run: Run, tmp_path: Path) -> None:
    command = ("queue", "put", "customer", "-", *ADD, "--company", "1234567-8", "--db", tmp_path / "queue.sqlite")
    result = run(*command, stdin=TWO_WRONG)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (3, "1  not put")
    assert not (tmp_path / "queue.sqlite").exists()


# What is said beside.


def test_a_doubt_names_its_message(run: Run, sandbox: Sandbox) -> None:
    doubtful = {"customer_base_information": {"name": "Oy", "country": "XX"}}
    result = run("send", "customer", "-", *ADD, stdin=lines(customer("Oy"), doubtful))
    assert result.stderr.startswith("Doubtful in message 2: customer_base_information.country  'XX'")


def test_another_warning_is_shown_as_it_is() -> None:
    import warnings

    from netvisor.codec.json_pieces import Piece

    def make(_: Piece) -> int:
        warnings.warn("something else", UserWarning, stacklevel=1)
        return 1

    with pytest.warns(UserWarning, match="something else"):
        made_of_all([Listed(1, 1, Piece(text="{}"))], make, left="not sent", as_json=False)


@pytest.mark.parametrize("command", ["build", "send", "validate", "queue"])
def test_a_message_may_name_its_schema(run: Run, sandbox: Sandbox, tmp_path: Path, command: str) -> None:
    message = tmp_path / "customer.json"
    form = json.loads(CUSTOMER.read_text("utf-8"))
    message.write_text(json.dumps({"$schema": "customer.schema.json", **form}), "utf-8")
    queue = ("queue", "put", "--company", "1234567-8", "--db", tmp_path / "queue.sqlite")
    words = queue if command == "queue" else (command,)
    assert run(*words, "customer", message, *ADD).exit_code == 0
