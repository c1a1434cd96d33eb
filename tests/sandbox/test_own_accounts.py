"""A company's own chart of accounts: read from CSV and JSON, used by the books, refused with line and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from netvisor import Client
from netvisor.cli.group import netvisor as command
from netvisor.errors import InvalidData, SetupError
from netvisor.resources import accounting, budget, customers, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.chart import DEFAULTS, Chart, Line, standard_chart
from netvisor.sandbox.books.core.own_chart import AccountsError, chart_as_csv, read_chart

from . import messages
from .pages import look
from .test_page_actions import act, wrong

CSV = """number;name;english;level
;TASE;BALANCE SHEET;0
1234;Mopot;Mopeds;
;TULOS;RESULT;
;Myynti;Sales;1
3456;"Myynti; ""mopot"" 50";;
"""
JSON = """[
 {"name": "TASE", "english": "BALANCE SHEET"},
 {"number": 1234, "name": "Mopot", "english": "Mopeds"},
 {"name": "TULOS", "english": "RESULT"},
 {"name": "Myynti", "english": "Sales", "level": 1},
 {"number": "3456", "name": "Myynti; \\"mopot\\" 50"}
]"""


def test_both_forms_of_a_file_make_the_same_chart() -> None:
    chart = read_chart(CSV)
    assert chart.lines == read_chart(JSON).lines
    assert [(each.number, each.name, each.depth, each.father) for each in chart.listed[:5]] == [
        ("", "TASE", 0, 0),
        ("1234", "Mopot", 1, 1),
        ("", "TULOS", 0, 0),
        ("", "Myynti", 1, 3),
        ("3456", 'Myynti; "mopot" 50', 2, 4),
    ]
    sales_account = chart.accounts[3456]
    assert (sales_account.negative, sales_account.cumulative) == (True, False)
    assert (chart.accounts[1234].negative, chart.accounts[1234].cumulative) == (False, True)
    # What the books themselves use is added.
    assert set(DEFAULTS) <= chart.accounts.keys()
    assert chart.accounts[DEFAULTS.receivables] is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["1:1  row  the file is empty  a first line such as number;name"]),
        ("number;title\n1;A", ["1:8  title  unknown column", "1:1  name  missing column"]),
        ("number;name\n;Group\nx12;A\n0;B", ["3:1  number  'x12'", "4:1  number  '0'"]),
        ("number;name\n10;A\n10;B", ["3:1  number  10 again  once; it is on line 2"]),
        ("number,name,negative\n10,,no\n20,B,perhaps", ["2:4  name  no name", "3:6  negative  'perhaps'  yes or no"]),
        ("number;name;level\n;A;0\n;B;2\n3;C;-1", ["3:4  level  '2'", "4:5  level  '-1'"]),
        ("number;name\n1;A;2", ["2:5  row  3 values  2, as in the first line"]),
        ("number;name\n;A", ["1:1  number  no account"]),
        ('{"number": 1}', ["1:1  row  not a list"]),
        (
            '[{"number": 1, "name": "A"},\n 5,\n {"number": 1.5, "name": "B", "kind": 1}]',
            ["2:2", "3:31  kind", "3:3  number"],
        ),
        ('[{"number": 1', ["1:14  message"]),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_line_and_column(text: str, told: list[str]) -> None:
    with pytest.raises(AccountsError) as caught:
        read_chart(text, "accounts.csv")
    assert "in accounts.csv:" in caught.value.text
    found = [str(problem) for problem in caught.value.problems]
    for each in told:
        assert any(text.startswith(each) for text in found), (each, found)


NAMES = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.booleans(), NAMES, NAMES, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_a_chart_written_as_csv_is_read_back(rows: list[tuple[bool, str, str, bool, bool]]) -> None:
    lines = [Line(0, "", "Ryhmä", "Group", negative=False, cumulative=True), Line(1, "9", "A", "B", True, True)]
    lines += [
        Line(1 if account else 0, str(100 + at) if account else "", name, english, negative, cumulative)
        for at, (account, name, english, negative, cumulative) in enumerate(rows)
    ]
    chart = Chart(lines)
    assert read_chart(chart_as_csv(chart)).lines[: len(lines)] == tuple(lines)
    standard = standard_chart()
    assert read_chart(chart_as_csv(standard)).lines == standard.lines


def test_a_company_posts_to_its_own_accounts_and_to_no_others(tmp_path: Path) -> None:
    file = tmp_path / "tilit.csv"
    file.write_bytes(CSV.replace("Mopot", "Möpöt").encode("cp1252"))
    with Sandbox(accounts=file) as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        listed = client.send(accounting.list_accounts())
        assert listed is not None
        assert listed.accounts is not None
        names = {account.number: account.name for account in listed.accounts.account}
        assert names["1234"] == "Möpöt"
        assert "7230" not in names
        client.send(accounting.add_voucher(voucher(1234, 3456)))
        with pytest.raises(InvalidData, match="there is no account 7230"):
            client.send(accounting.add_voucher(voucher(7230, 3456)))
        balances = client.send(accounting.list_account_balances(balance_dates=[messages.DAY]))
        (moped,) = [each for each in balances if each.number == 1234]
        assert moped.account_balance[0].debet == Decimal(100)
        client.send(customers.add_customer(messages.customer()))
        assert client.send(sales.add_sales_invoice(messages.invoice())).netvisor_key
        assert "Möpöt" in look(sandbox, "/books/1234567-8/voucher_line").text
        assert client.send(budget.list_budget_accounts(year=2026))[1].number == 1234


def voucher(debit: int, credit: int) -> accounting.Voucher:
    return messages.voucher([messages.row("100", debit), messages.row("-100", credit)])


def test_a_chart_is_kept_in_the_file_and_given_back(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(db=file, companies=["1234567-8", "7654321-2"]) as sandbox:
        sandbox.books["1234567-8"].set_accounts(CSV)
    with Sandbox(db=file) as sandbox:
        pages = {company: look(sandbox, f"/actions/{company}").text for company in sandbox.companies}
        assert "Mopot" in pages["1234567-8"]
        assert "Mopot" not in pages["7654321-2"]
        sandbox.books["1234567-8"].set_accounts(None)
        assert "Mopot" not in look(sandbox, "/actions/1234567-8").text


def test_an_account_with_vouchers_cannot_go_from_the_chart(sandbox: Sandbox, client: Client) -> None:
    client.send(accounting.add_voucher(voucher(7230, 1910)))
    with pytest.raises(SetupError, match="vouchers on accounts that the chart lacks: 7230"):
        sandbox.books["1234567-8"].set_accounts(CSV)
    sandbox.books["1234567-8"].empty()
    sandbox.books["1234567-8"].set_accounts(CSV)
    with pytest.raises(InvalidData, match="7230"):
        client.send(accounting.add_voucher(voucher(7230, 1910)))


def test_the_page_takes_a_chart_and_tells_where_it_is_wrong(sandbox: Sandbox) -> None:
    page = act(sandbox, "set_accounts", chart="number;name\nx;A")
    assert "2:1 number 'x'" in wrong(page, "chart")
    assert page.tree.xpath("//textarea[@name='chart']/text()")[0].strip() == "number;name\nx;A"
    assert act(sandbox, "set_accounts", chart=CSV).status == 303
    (shown,) = look(sandbox, "/actions").tree.xpath("//textarea[@name='chart']/text()")
    assert "1234;Mopot;Mopeds;1;no;yes" in shown


def test_the_command_takes_a_chart_and_names_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("number;name\nx;A\n")
    books = str(tmp_path / "books.sqlite")
    refused = CliRunner().invoke(command, ["sandbox", "--reset", "--db", books, "--accounts", str(file)])
    assert refused.exit_code == 2
    assert f"1 problem in {file}:" in refused.stderr
    assert "2:1  number" in refused.stderr
    file.write_text(CSV)
    taken = CliRunner().invoke(command, ["sandbox", "--reset", "--db", books, "--accounts", str(file)])
    assert (taken.exit_code, taken.stderr.count("\n")) == (0, 1)
    with Sandbox(db=books) as sandbox:
        assert "Mopot" in look(sandbox, "/actions").text
    missing = CliRunner().invoke(command, ["sandbox", "--accounts", str(tmp_path / "none.csv")])
    assert missing.exit_code == 2
