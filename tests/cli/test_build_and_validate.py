"""`netvisor build` and `netvisor validate`."""

from __future__ import annotations

from pathlib import Path

import pytest

from netvisor import encode
from netvisor.resources.customers import Customer, CustomerBaseInformation
from tests.cli.conftest import CUSTOMER, DEMO, INVOICE, Run, parsed
from tests.conftest import FIXTURES

SWAPPED = (
    b"<root><customer><customerbaseinformation><city>Turku</city><name>Oy</name>"
    b"</customerbaseinformation></customer></root>"
)


def named(name: str) -> bytes:
    return encode(Customer(customer_base_information=CustomerBaseInformation(name=name))).bytes()


def test_json_becomes_the_exact_bytes(run: Run) -> None:
    result = run("build", "customer", "-", stdin='{"customer_base_information": {"name": "Öljy € Oy"}}')
    assert result.exit_code == 0
    assert result.stdout_bytes == named("Öljy € Oy")
    assert "iso-8859-15" in result.stderr


def test_the_bytes_go_to_a_file_when_asked(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "invoice.xml"
    result = run("build", "salesinvoice", INVOICE, "--method", "add", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith(b"<root><salesinvoice>")
    assert run("validate", "salesinvoice", out, "--method", "add").exit_code == 0


def test_a_file_that_cannot_be_written_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("build", "customer", CUSTOMER, "-o", tmp_path / "none" / "out.xml").exit_code == 2


@pytest.mark.parametrize(
    ("charset", "body"),
    [("utf-8", "漢".encode()), ("references", b"&#28450;"), ("auto", "漢".encode())],
)
def test_the_charset_is_chosen(run: Run, charset: str, body: bytes) -> None:
    given = '{"customer_base_information": {"name": "漢"}}'
    assert body in run("build", "customer", "-", "--charset", charset, stdin=given).stdout_bytes


def test_a_character_that_does_not_fit_is_placed(run: Run) -> None:
    given = '{"customer_base_information":\n  {"name": "漢"}}'
    result = run("build", "customer", "-", "--charset", "iso-8859-15", stdin=given)
    assert result.exit_code == 3
    assert result.stderr.startswith("2:4  customer_base_information.name  ")


def test_problems_are_lines_with_their_place(run: Run) -> None:
    given = '{"customer_base_information": {\n  "nam": "x",\n  "city": "",\n  "post_number": "\\u001b[31m"}}'
    result = run("build", "customer", "-", stdin=given)
    assert (result.exit_code, result.stdout) == (3, "")
    lines = result.stderr.splitlines()
    assert lines[0] == '2:3  customer_base_information.nam  unknown key "nam"  "name"?'
    assert lines[1].startswith("3:3  customer_base_information.city  an empty text  ")
    assert lines[2].startswith("4:3  customer_base_information.post_number  ")
    assert "\x1b" not in result.stderr


def test_problems_are_json_for_programs(run: Run) -> None:
    result = run("build", "customer", "-", "--json", stdin="{}")
    assert result.exit_code == 3
    (problem,) = [p for p in parsed(result) if p["rule"] == "required"]
    assert list(problem) == ["line", "column", "path", "rule", "found", "expected"]
    assert (problem["line"], problem["column"], problem["path"]) == (1, 1, "customer_base_information")


def test_rules_of_a_method_count_when_it_is_said(run: Run) -> None:
    given = '{"customer_base_information": {"city": "Turku"}}'
    assert run("build", "customer", "-", "--method", "edit", stdin=given).exit_code == 0
    assert run("build", "customer", "-", "--method", "add", stdin=given).exit_code == 3


@pytest.mark.parametrize("given", ["<root/>", ""])
def test_what_is_no_json_object_is_wrong_usage(run: Run, given: str) -> None:
    assert run("build", "customer", "-", stdin=given).exit_code == 2


def test_json_that_is_not_utf_8_is_wrong_usage(run: Run) -> None:
    assert run("build", "customer", "-", stdin='{"a": "ä"}'.encode("latin-1")).exit_code == 2


def test_broken_json_is_an_invalid_message(run: Run) -> None:
    result = run("build", "customer", "-", stdin='{"a": }')
    assert result.exit_code == 3
    assert result.stderr.startswith("1:7  ")


def test_a_byte_order_mark_before_json_is_skipped(run: Run) -> None:
    assert run("build", "customer", "-", stdin=b"\xef\xbb\xbf" + CUSTOMER.read_bytes()).exit_code == 0


def test_a_resource_without_a_message_cannot_be_built(run: Run) -> None:
    result = run("build", "customerlist", "-", stdin="{}")
    assert result.exit_code == 2
    assert "has no message" in result.stderr


def test_a_resource_that_is_not_declared_cannot_be_built(run: Run) -> None:
    result = run("build", "settransactionfollowupstatus", "-", stdin="{}")
    assert result.exit_code == 2
    assert "not declared" in result.stderr


def test_a_missing_file_is_wrong_usage(run: Run) -> None:
    assert run("build", "customer", "no-such-file.json").exit_code == 2


# validate


def test_a_good_message_is_valid(run: Run) -> None:
    result = run("validate", "customer", "-", "--method", "add", stdin=named("Öljy"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "valid" in result.stderr


def test_a_misplaced_element_is_named_with_its_place(run: Run) -> None:
    result = run("validate", "customer", "-", stdin=SWAPPED)
    assert result.exit_code == 3
    (line,) = result.stdout.splitlines()
    assert line.startswith("1:")
    assert "<city> comes before <name>" in line


def test_the_problems_of_xml_are_json_for_programs(run: Run) -> None:
    (problem,) = parsed(run("validate", "customer", "-", "--json", stdin=SWAPPED))
    assert problem["rule"] == "order"
    assert problem["line"] == 1


def test_a_valid_message_gives_an_empty_list(run: Run) -> None:
    assert parsed(run("validate", "customer", "-", "--json", stdin=named("x"))) == []


def test_json_is_validated_as_build_takes_it(run: Run) -> None:
    assert run("validate", "customer", CUSTOMER).stderr == "valid: a message for customer.nv\n"
    result = run("validate", "customer", "-", stdin='{"customer_base_information": {"name": null}}')
    assert result.exit_code == 3
    assert result.stdout.startswith("1:32  customer_base_information.name  null  ")


def test_json_is_not_validated_by_the_xsd_nor_as_an_answer(run: Run) -> None:
    assert "--xsd is for XML" in run("validate", "customer", CUSTOMER, "--xsd").stderr
    assert run("validate", "customerlist", CUSTOMER).exit_code == 2


def test_the_schema_is_asked_by_lxml_and_by_xmlschema(run: Run) -> None:
    result = run("validate", "customer", "-", "--xsd", stdin=named("Öljy €"))
    assert result.exit_code == 0
    assert "lxml: valid" in result.stderr
    assert "xmlschema: valid" in result.stderr


def test_both_xsd_validators_find_a_misplaced_element(run: Run) -> None:
    found = parsed(run("validate", "customer", DEMO / "wrong-order.xml", "--xsd", "--json"))
    assert {problem["rule"] for problem in found} == {"order", "lxml", "xmlschema"}
    assert run("validate", "customer", DEMO / "wrong-order.xml", "--xsd").exit_code == 3


def test_the_answer_of_a_resource_that_is_read_is_checked_too(run: Run) -> None:
    replies = FIXTURES / "replies"
    assert run("validate", "customerlist", replies / "customerlist-one.xml", "--xsd").exit_code == 0
    assert run("validate", "customerlist", "-", stdin=b"<Root></Root>").exit_code == 3


def test_a_resource_of_parameters_only_has_nothing_to_check(run: Run) -> None:
    assert run("validate", "updatesalesinvoicestatus", "-", stdin=b"<root></root>").exit_code == 2


BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><root>&b;</root>'


@pytest.mark.parametrize("body", [BOMB, b"", b"<root>", b"\xff\xfe"])
def test_bytes_that_are_not_read_never_reach_the_xsd_validators(run: Run, body: bytes) -> None:
    result = run("validate", "customer", "-", "--xsd", stdin=body)
    assert result.exit_code == 3
    assert "not checked by" in result.stderr


def test_equal_problems_are_one_line_and_what_is_not_read_stands_last(run: Run) -> None:
    closed = "<streetaddress/><city/><postnumber/><country/><phonenumber/>"
    person = "<customercontactpersons><name>x</name></customercontactpersons>"
    body = f"<root><customer><customerbaseinformation><name>A</name>{closed}</customerbaseinformation>{person * 3}"
    result = run("validate", "customer", "-", stdin=f"{body}</customer></root>")
    assert result.exit_code == 3
    *first, last = result.stdout.splitlines()
    assert all("self-closing" not in line for line in first)
    assert "(3 times, the last at 1:" in result.stdout
    assert "5 self-closing elements are ignored: <streetaddress/>, <city/>, <postnumber/> and 2 more" in last
    assert last.partition("  ")[2].startswith("/root/customer/customerbaseinformation  ")
    every = parsed(run("validate", "customer", "-", "--json", stdin=f"{body}</customer></root>"))
    assert sum(problem["rule"] == "self-closing" for problem in every) == 5
    assert result.stderr.startswith(f"{len(every)} problems")


def test_white_space_before_the_root_is_valid_with_a_remark(run: Run) -> None:
    result = run("validate", "customer", "-", stdin=b"\n" + named("A"))
    assert result.exit_code == 0
    assert "Doubtful: 1:1  /  white space before <root>" in result.stderr
