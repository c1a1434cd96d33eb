from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import DuplicateData, InvalidData, InvalidDataSize, MessageError, PeriodLocked
from netvisor.resources import accounting
from netvisor.resources.common import Dimension
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.accounting import posted_vouchers
from netvisor.sandbox.books.core.chart import standard_chart

from . import messages as m
from .conftest import Caller

YEAR: Any = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}


def add(client: Client, voucher: accounting.Voucher, **options: Any) -> int:
    return client.send(accounting.add_voucher(voucher, **options)).netvisor_key


def get(client: Client, key: int) -> accounting.ListedVoucher:
    got = client.send(accounting.get_voucher(key))
    assert got is not None
    return got


def rows(voucher: accounting.ListedVoucher) -> list[tuple[int | None, str, str | None]]:
    return [(row.account_number, str(row.line_sum), row.vat_code) for row in voucher.voucher_line]


def test_a_net_voucher_is_stored_as_it_was_sent(client: Client) -> None:
    sent = m.voucher(
        [m.row("100", 1910, description="Rahaa"), m.row("-100", 3000, "24", "KOMY")],
        description="Kuvaus",
        comment="Huomautus",
    )
    got = get(client, add(client, sent))
    assert rows(got) == [(1910, "100.00", "-"), (3000, "-100.00", "KOMY")]
    assert got.voucher_line[0].description == "Rahaa"
    assert (got.status, got.voucher_date, got.voucher_number) == ("valid", m.DAY, 1)
    assert got.voucher_description == "Kuvaus"
    assert got.voucher_class == accounting.FetchedVoucherClass("Muut", 8)
    assert got.linked_source_netvisor_key == accounting.LinkedSourceNetvisorKey(None, None)
    (listed,) = client.send(accounting.list_vouchers(**YEAR, include_transaction_history=True))
    assert listed.transaction_history is not None
    assert listed.transaction_history.transaction[0].comment == "Huomautus"


def test_a_net_voucher_that_does_not_balance_is_refused(client: Client, caller: Caller) -> None:
    with pytest.raises(MessageError):
        accounting.add_voucher(m.voucher([m.row("100", 1910), m.row("-99", 3040)]))
    body = (
        b"<root><voucher><calculationmode>net</calculationmode><voucherdate format='ansi'>2026-11-21</voucherdate>"
        b"<voucherclass>Muut</voucherclass><voucherline><linesum>100</linesum><accountnumber>1910</accountnumber>"
        b"<vatpercent>0</vatpercent></voucherline><voucherline><linesum>-99</linesum><accountnumber>3040"
        b"</accountnumber><vatpercent>0</vatpercent></voucherline></voucher></root>"
    )
    got = caller.send("accounting.nv", body)
    assert got.refusal.startswith("INVALID_DATA :: Sandbox: ")
    assert "total 0" in got.refusal
    assert caller.send("accounting.nv", body.replace(b"-99", b"-100")).statuses == ["OK"]


def test_a_gross_voucher_gets_rows_for_vat_and_rounding(client: Client) -> None:
    sent = m.voucher([m.row("124.01", 1910), m.row("-124", 3000, "24", "KOMY")], "gross")
    assert rows(get(client, add(client, sent))) == [
        (1910, "124.01", "-"),
        (3000, "-100.00", "KOMY"),
        (2939, "-24.00", "-"),
        (8570, "-0.01", "-"),
    ]


def test_vat_of_purchases_goes_to_its_receivable_and_comes_on_top_of_a_net_row(client: Client) -> None:
    purchase = m.row("100", 4000, "24", "KOOS")
    purchase.line_sum.type = "net"
    sent = m.voucher([purchase, m.row("-124", 1910)], "gross")
    assert rows(get(client, add(client, sent))) == [
        (4000, "100.00", "KOOS"),
        (1910, "-124.00", "-"),
        (1763, "24.00", "-"),
    ]


@pytest.mark.parametrize(("account", "percent", "code"), [(3000, "24", "KOMY"), (4000, "24", "KOOS"), (3000, "0", "-")])
def test_a_vat_code_that_is_left_out_is_that_of_the_account(
    client: Client, account: int, percent: str, code: str
) -> None:
    row = m.row("-100", account, percent)
    row.vat_percent = accounting.VatPercent(Decimal(percent))
    assert rows(get(client, add(client, m.voucher([m.row("100", 1910), row]))))[1][2] == code


def test_numbers_are_counted_by_voucher_type(client: Client) -> None:
    numbers: Any = {"number": 7}
    plain: Any = {}
    keys = [
        add(client, m.voucher(voucher_class=kind, **extra))
        for kind, extra in (
            ("Muut", plain),
            ("Palkka", plain),
            ("Muut", plain),
            ("Muut", numbers),
            ("Others", plain),
            ("Lön", plain),
        )
    ]
    got = [get(client, key) for key in keys]
    assert [(v.voucher_class.value, v.voucher_number) for v in got if v.voucher_class] == [
        ("Muut", 1),
        ("Palkka", 1),
        ("Muut", 2),
        ("Muut", 7),
        ("Muut", 8),
        ("Palkka", 2),
    ]
    with pytest.raises(DuplicateData, match="the voucher number 7 of Muut is in use"):
        add(client, m.voucher(number=7))


@pytest.mark.parametrize(
    ("voucher", "text"),
    [
        (m.voucher(voucher_class="Oma laji"), "there is no voucher type Oma laji"),
        (m.voucher([m.row("1", 1), m.row("-1", 3040)]), "there is no account 1"),
        (m.voucher([m.row("9" * 16, 1910), m.row("-" + "9" * 16, 3040)]), "more than fifteen digits"),
    ],
)
def test_what_the_company_does_not_have_is_refused(client: Client, voucher: accounting.Voucher, text: str) -> None:
    with pytest.raises(InvalidData, match=f"Sandbox: {text}|Sandbox: a number of {text}"):
        add(client, voucher)


def test_a_locked_period_takes_no_voucher(client: Client, sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].lock_period(m.DAY)
    with pytest.raises(PeriodLocked, match="Sandbox: the accounting period is locked until 2026-11-21"):
        add(client, m.voucher())
    assert add(client, m.voucher(voucher_date=date(2026, 11, 22)))


def test_dimensions_are_made_in_silence_unless_the_call_says_otherwise(client: Client, sandbox: Sandbox) -> None:
    dimension = Dimension(dimension_name="Projekti", dimension_item="P1")
    sent = m.voucher([m.row("100", 1910), m.row("-100", 3040, dimension=[dimension])])
    with pytest.raises(InvalidData, match="Sandbox: the dimension Projekti / P1 does not exist"):
        add(client, sent, use_only_existing_dimensions=True)
    assert len(sandbox.books["1234567-8"].dimension_names) == 0
    got = get(client, add(client, sent))
    assert got.voucher_line[1].dimension[0].dimension_item == "P1"
    assert add(client, sent, use_only_existing_dimensions=True)


def test_follow_up_objects_and_attachments_are_kept(client: Client, sandbox: Sandbox) -> None:
    followed = m.row("100", 1910, account_dimension=accounting.AccountDimension("Kohde", "name"))
    file = accounting.VoucherAttachment(
        mime_type="application/pdf", attachment_description="d", file_name="f.pdf", document_data=b"%PDF"
    )
    files = accounting.VoucherAttachments(voucher_attachment=[file])
    key = add(client, m.voucher([followed, m.row("-100", 3040)], voucher_attachments=files))
    shown = get(client, key).voucher_line[0].account_dimension
    assert shown is not None
    assert shown.value == "Kohde"
    assert shown.netvisor_key
    with sandbox.store.reading() as connection:
        assert connection.execute("select owner, content from attachment").fetchall() == [(key, b"%PDF")]


def test_the_ledger_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    first = add(client, m.voucher())
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    second = add(
        client,
        m.voucher([m.row("5", 4000), m.row("-5", 1910)], voucher_date=date(2026, 11, 24), voucher_class="Palkka"),
    )

    def keys(**asked: Any) -> list[int | None]:
        return [voucher.netvisor_key for voucher in client.send(accounting.list_vouchers(**asked))]

    assert keys(**YEAR) == [first, second]
    assert keys(start_date=date(2026, 11, 22), end_date=date(2026, 11, 24)) == [second]
    assert keys(netvisor_key_list=[second, first, 99]) == [first, second]
    assert keys(changed_since=date(2026, 11, 24)) == [second]
    assert keys(last_modified_end=date(2026, 11, 22), last_modified_start=date(2026, 11, 22)) == [first]
    assert keys(**YEAR, account_number_start=4000) == [second]
    assert keys(**YEAR, account_number_end=3999) == [first, second]
    assert keys(**YEAR, account_number_start=9000) == []
    assert keys(**YEAR, voucher_type=12) == [second]
    assert keys(**YEAR, voucher_type=99) == []
    assert keys(**YEAR, voucher_status=3) == []
    assert keys(**YEAR, voucher_status=1) == [first, second]
    assert client.send(accounting.get_voucher(99)) is None


def test_the_ledger_is_never_read_whole(caller: Caller) -> None:
    assert "is needed" in caller.send("accountingledger.nv").refusal
    assert "require each other" in caller.send("accountingledger.nv", startdate="2026-01-01").refusal


def test_dates_of_the_ledger_are_finnish(client: Client, caller: Caller) -> None:
    key = add(client, m.voucher(voucher_date=date(2000, 1, 1)))
    got = caller.send("accountingledger.nv", netvisorkey=key)
    assert got.text("Vouchers/Voucher/VoucherDate") == "1.1.2000"
    assert got.texts("Vouchers/Voucher/VoucherLine/LineSum") == ["100,00", "-100,00"]
    (voucher,) = got.root.iterfind("Vouchers/Voucher")
    assert voucher.get("Status") == "valid"


def test_the_chart_of_accounts_holds_every_default_account(client: Client) -> None:
    got = client.send(accounting.list_accounts())
    assert got is not None
    assert got.accounts is not None
    assert got.company_default_accounts is not None
    defaults = got.company_default_accounts
    numbers = {defaults.trade_payables, defaults.sales_receivables, defaults.purchase_eu_default}
    assert numbers == {2871, 1702, 4110}
    every = {getattr(defaults, name) for name in defaults.__slots__}  # type: ignore[attr-defined]  # every declaration has slots
    assert every <= {int(account.number) for account in got.accounts.account if account.number}


def test_the_chart_of_accounts_is_a_tree_in_order() -> None:
    every = standard_chart().listed
    by_key = {account.key: account for account in every}
    for account in every:
        below = [other for other in every if account.key < other.key <= account.end]
        assert all(other.depth > account.depth for other in below)
        if account.father:
            assert by_key[account.father].depth == account.depth - 1
            assert by_key[account.father].end >= account.end
    numbers = [int(account.number) for account in every if account.number]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(standard_chart().accounts)
    assert standard_chart().accounts[2001].negative
    assert standard_chart().accounts[1910].cumulative
    assert not standard_chart().accounts[3000].cumulative


def test_the_attachments_of_a_voucher_have_a_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_vouchers, "LARGEST_FILES", 1000)
    files = [
        accounting.VoucherAttachment(
            mime_type="application/pdf", attachment_description="d", file_name="f.pdf", document_data=b"x" * 600
        )
        for _ in range(2)
    ]
    one, two = (accounting.VoucherAttachments(voucher_attachment=files[:count]) for count in (1, 2))
    client.send(accounting.add_voucher(m.voucher(voucher_attachments=one)))
    with pytest.raises(InvalidDataSize, match="the attachments of the voucher have more than 1000 bytes together"):
        client.send(accounting.add_voucher(m.voucher(voucher_attachments=two)))
