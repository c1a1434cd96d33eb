from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.errors import DuplicateData, InvalidData, PeriodLocked
from netvisor.resources import accounting
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.chart import standard_chart

from . import messages as m
from .golden import golden


def add(client: Client, voucher: accounting.Voucher | None = None) -> int:
    return client.send(accounting.add_voucher(voucher or m.voucher())).netvisor_key


def get(client: Client, key: int) -> accounting.ListedVoucher:
    got = client.send(accounting.get_voucher(key))
    assert got is not None
    return got


def lines(client: Client, key: int) -> list[int]:
    return [line.netvisor_key for line in get(client, key).voucher_line if line.netvisor_key]


def test_an_edit_changes_what_it_says_and_replaces_all_rows(client: Client) -> None:
    key = add(client)
    sent = replace(golden("accountingedit-full", accounting.EditedVoucher), netvisor_key=key)
    assert client.send(accounting.edit_voucher(sent)).updated == (str(key),)
    got = get(client, key)
    assert (got.voucher_date, got.voucher_number, got.voucher_description) == (
        date(2026, 11, 22),
        515144,
        sent.description,
    )
    assert got.voucher_class == accounting.FetchedVoucherClass("Myyntilasku", 1)
    assert [(row.account_number, str(row.line_sum), row.vat_code) for row in got.voucher_line] == [
        (1701, "125.50", "-"),
        (3000, "-100.00", "KOMY"),
        (2939, "-25.50", "-"),
    ]
    first = got.voucher_line[0]
    assert first.description == "Myyntisaamiset"
    assert [(use.dimension_name, use.dimension_item) for use in first.dimension] == [("Projekti", "Syksy")]
    (file,) = client.send(accounting.get_voucher_attachments(key))
    assert (file.file_name, file.mime_type, file.size_in_bytes, file.content) == (
        "kuitti.pdf",
        "application/pdf",
        9,
        b"%PDF-1.4\n",
    )


def test_an_edit_keeps_what_it_leaves_out(client: Client) -> None:
    key = add(client, m.voucher(description="Kuvaus"))
    before = get(client, key)
    client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, voucher_date=date(2026, 11, 20))))
    assert get(client, key) == replace(before, voucher_date=date(2026, 11, 20))


def test_a_voucher_that_changes_its_type_gets_a_number_of_that_type(client: Client) -> None:
    add(client, m.voucher(voucher_class="Palkka"))
    key = add(client)
    client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, voucher_class="Palkka")))
    assert get(client, key).voucher_number == 2
    with pytest.raises(DuplicateData, match="the voucher number 1 of Palkka is in use"):
        client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, number=1)))


@pytest.mark.parametrize("change", [{"voucher_date": date(2025, 12, 31)}, {"description": "x"}])
def test_a_locked_period_takes_no_edit(client: Client, sandbox: Sandbox, change: dict[str, Any]) -> None:
    key = add(client)
    locked = date(2025, 12, 31) if "voucher_date" in change else m.DAY
    sandbox.books["1234567-8"].lock_period(locked)
    with pytest.raises(PeriodLocked):
        client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=key, **change)))


def test_an_invalidated_voucher_leaves_the_ledger_with_a_record_in_its_history(client: Client) -> None:
    key = add(client)
    sent = accounting.InvalidateVouchers(comment="Väärä tosite", invalidate_voucher=[key])
    client.send(accounting.invalidate_vouchers(sent))
    year: Any = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}
    assert client.send(accounting.list_vouchers(**year)) == []
    (got,) = client.send(accounting.list_vouchers(**year, voucher_status=3, include_transaction_history=True))
    assert got.status == "invalidated"
    assert got.transaction_history is not None
    assert [event.comment for event in got.transaction_history.transaction] == [
        None,
        "Väärä tosite",
        "Sandbox: invalidated",
    ]
    with pytest.raises(InvalidData, match=f"the voucher {key} is invalidated"):
        client.send(accounting.invalidate_vouchers(sent))


def test_vouchers_that_do_not_exist_cannot_be_changed(client: Client) -> None:
    add(client)
    with pytest.raises(InvalidData, match="there is no voucher with the key 99"):
        client.send(accounting.edit_voucher(accounting.EditedVoucher(netvisor_key=99)))
    with pytest.raises(InvalidData, match="there is no voucher with the key 99"):
        client.send(accounting.invalidate_vouchers(accounting.InvalidateVouchers(invalidate_voucher=[99])))
    with pytest.raises(InvalidData, match="there is no voucher with the key 99"):
        client.send(accounting.get_voucher_attachments(99))


def test_no_voucher_is_deleted_by_an_edit_or_an_invalidation(client: Client) -> None:
    client.send(accounting.invalidate_vouchers(accounting.InvalidateVouchers(invalidate_voucher=[add(client)])))
    assert client.send(accounting.list_deleted_vouchers(m.DAY)) == []


def change(action: Any, source: int, target: int) -> accounting.SetTransactionAllocations:
    return accounting.SetTransactionAllocations(
        transaction_allocation=[
            accounting.AllocationChange(
                action=action,
                allocation_from_voucher_line_netvisor_key=source,
                allocation_to_voucher_line_netvisor_key=target,
            )
        ]
    )


def allocations(client: Client, key: int) -> list[list[tuple[str | None, int | None, int | None]]]:
    # A fetched voucher shows them only in a list.
    listed = client.send(
        accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY, include_transaction_allocations=True)
    )
    (voucher,) = [each for each in listed if each.netvisor_key == key]
    found = [line.transaction_allocations for line in voucher.voucher_line]
    return [
        [(a.type, a.voucher_line_netvisor_key, a.voucher_netvisor_key) for a in each.transaction_allocation]
        for each in found
        if each is not None
    ]


def test_allocations_between_rows_show_on_both_sides(client: Client) -> None:
    first, second = add(client), add(client)
    source, target = lines(client, first)[0], lines(client, second)[0]
    client.send(accounting.set_transaction_allocations(change("attach", source, target)))
    assert allocations(client, first) == [[("allocatedto", target, second)], []]
    assert allocations(client, second) == [[("allocatedby", source, first)], []]
    with pytest.raises(InvalidData, match="is allocated already"):
        client.send(accounting.set_transaction_allocations(change("attach", source, target)))
    client.send(accounting.set_transaction_allocations(change("detach", source, target)))
    assert allocations(client, first) == [[], []]
    with pytest.raises(InvalidData, match="is not allocated"):
        client.send(accounting.set_transaction_allocations(change("detach", source, target)))
    with pytest.raises(InvalidData, match="have not the same account"):
        client.send(accounting.set_transaction_allocations(change("attach", source, lines(client, second)[1])))


def test_rows_of_an_invalidated_voucher_are_not_allocated(client: Client) -> None:
    first, second = add(client), add(client)
    source, target = lines(client, first)[0], lines(client, second)[0]
    client.send(accounting.invalidate_vouchers(accounting.InvalidateVouchers(invalidate_voucher=[second])))
    for pair in ((source, target), (target, source)):
        with pytest.raises(InvalidData, match=f"the voucher {second} is invalidated"):
            client.send(accounting.set_transaction_allocations(change("attach", *pair)))
    assert allocations(client, first) == [[], []]


def test_rows_are_allocated_to_another_company_when_they_belong_to_the_voucher(client: Client) -> None:
    first, second = add(client), add(client)

    def events(line: int) -> accounting.VoucherCorporationEvents:
        event = accounting.VoucherLineCorporationEvent(
            voucher_line_identifier=accounting.VoucherLineIdentifier(str(line), "netvisorkey"),
            target_company="7654321-2",
        )
        return accounting.VoucherCorporationEvents(
            voucher_identifier=accounting.VoucherIdentifier(str(first), "netvisorkey"),
            voucher_line_corporation_events=accounting.VoucherLineCorporationEvents(
                voucher_line_corporation_event=[event]
            ),
        )

    client.send(accounting.edit_voucher_corporation_events(events(lines(client, first)[0])))
    with pytest.raises(InvalidData, match=f"does not belong to the voucher {first}"):
        client.send(accounting.edit_voucher_corporation_events(events(lines(client, second)[0])))
    with pytest.raises(InvalidData, match="no GUIDs here"):
        client.send(
            accounting.edit_voucher_corporation_events(
                golden("vouchercorporationevent-full", accounting.VoucherCorporationEvents)
            )
        )


def balances(client: Client, number: int, *days: date, step: Any = 0) -> list[tuple[date | None, str]]:
    got = client.send(
        accounting.get_account_balance(
            standard_chart().accounts[number].key, balance_dates=list(days), interval_type=step
        )
    )
    assert got is not None
    return [(each.date, str(each.balance)) for each in got.account_balance]


def test_balances_add_up_to_their_days_and_a_year_begins_anew_for_sales(client: Client) -> None:
    add(client, m.voucher(voucher_date=date(2025, 12, 31)))
    add(client)
    days = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 11, 20), m.DAY]
    assert [balance for _, balance in balances(client, 1910, *days)] == ["0", "100.00", "100.00", "200.00"]
    assert [balance for _, balance in balances(client, 3040, *days)] == ["0", "-100.00", "0", "-100.00"]
    everything = client.send(accounting.list_account_balances(balance_dates=[m.DAY]))
    assert sum(each.account_balance[0].balance or 0 for each in everything) == Decimal(100)


@pytest.mark.parametrize(
    ("step", "days"),
    [
        (1, [(1, 30), (1, 31), (2, 1)]),
        (2, [(1, 30), (2, 1)]),
        (3, [(1, 30), (2, 1)]),
    ],
)
def test_an_interval_holds_its_first_and_its_last_day(client: Client, step: int, days: list[tuple[int, int]]) -> None:
    got = balances(client, 1910, date(2026, 1, 30), date(2026, 2, 1), step=step)
    assert [day for day, _ in got] == [date(2026, month, day) for month, day in days]


def test_steps_of_months_stay_at_the_end_of_the_month(client: Client) -> None:
    got = balances(client, 1910, date(2026, 1, 31), date(2026, 4, 30), step=3)
    assert [day for day, _ in got] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_an_unknown_account_has_no_balance(client: Client) -> None:
    with pytest.raises(InvalidData, match="there is no account with the key 9999"):
        client.send(accounting.get_account_balance(9999, balance_dates=[m.DAY]))


def test_periods_reach_from_the_first_voucher_to_today_and_show_the_lock(client: Client, sandbox: Sandbox) -> None:
    add(client, m.voucher(voucher_date=date(2024, 5, 1)))
    periods = client.send(accounting.list_accounting_periods())
    assert [(period.begin_date, period.end_date) for period in periods] == [
        (date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)
    ]
    sandbox.books["1234567-8"].lock_period(date(2024, 12, 31))
    locks = client.send(accounting.get_period_locks())
    assert locks is not None
    assert locks.accounting_period_lock_date == date(2024, 12, 31)


def test_voucher_types_carry_the_keys_that_the_ledger_takes(client: Client) -> None:
    got = client.send(accounting.list_voucher_types())
    assert got is not None
    assert got.voucher_types is not None
    (others,) = [kind for kind in got.voucher_types.voucher_type if kind.name == "Muut"]
    assert others.abbreviation == "MU"
    key = add(client)
    add(client, m.voucher(voucher_class="Palkka"))
    (listed,) = client.send(
        accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY, voucher_type=others.netvisor_key or 0)
    )
    assert listed.netvisor_key == key
    assert got.default_voucher_types is not None
    assert got.default_voucher_types.sales_invoices == accounting.DefaultVoucherType(netvisor_key=1)


def test_bank_accounts_stand_in_the_chart(client: Client) -> None:
    listed = client.send(accounting.list_bank_accounts())
    assert [account.iban for account in listed] == ["FI2112345600000785", "FI9612345600000793"]
    ledger = listed[0].bookkeeping_account
    assert ledger is not None
    assert ledger.netvisor_key == standard_chart().accounts[1910].key


def test_an_edit_leaves_rows_on_both_sides(client: Client) -> None:
    key = add(client)
    before = get(client, key).voucher_line
    sent = accounting.EditedVoucher(netvisor_key=key, calculation_mode="gross", voucher_line=[m.row("100", 1910)])
    with pytest.raises(InvalidData, match="rows on both sides: debit positive, credit negative"):
        client.send(accounting.edit_voucher(sent))
    assert get(client, key).voucher_line == before


def test_a_row_is_allocated_to_one_row_at_a_time(client: Client) -> None:
    first, second, third = (lines(client, add(client))[0] for _ in range(3))
    client.send(accounting.set_transaction_allocations(change("attach", first, second)))
    with pytest.raises(InvalidData, match=f"the row {first} is allocated already to the row {second}"):
        client.send(accounting.set_transaction_allocations(change("attach", first, third)))
    # Several rows may go to the same one.
    client.send(accounting.set_transaction_allocations(change("attach", third, second)))
    client.send(accounting.set_transaction_allocations(change("detach", first, second)))
    client.send(accounting.set_transaction_allocations(change("attach", first, third)))


def test_a_row_is_free_when_the_one_that_it_was_allocated_to_is_replaced(client: Client) -> None:
    edited = add(client)
    first, second, third = lines(client, add(client))[0], lines(client, edited)[0], lines(client, add(client))[0]
    client.send(accounting.set_transaction_allocations(change("attach", first, second)))
    rows = [m.row("1", 1910), m.row("-1", 3000)]
    client.send(
        accounting.edit_voucher(
            accounting.EditedVoucher(netvisor_key=edited, calculation_mode="net", voucher_line=rows)
        )
    )
    client.send(accounting.set_transaction_allocations(change("attach", first, third)))


def test_all_rows_of_a_voucher_go_to_one_company_over_all_messages(client: Client) -> None:
    key = add(client)
    one, other = lines(client, key)[:2]

    def send(line: int, company: Any) -> None:
        event = accounting.VoucherLineCorporationEvent(
            voucher_line_identifier=accounting.VoucherLineIdentifier(str(line), "netvisorkey"), target_company=company
        )
        client.send(
            accounting.edit_voucher_corporation_events(
                accounting.VoucherCorporationEvents(
                    voucher_identifier=accounting.VoucherIdentifier(str(key), "netvisorkey"),
                    voucher_line_corporation_events=accounting.VoucherLineCorporationEvents(
                        voucher_line_corporation_event=[event]
                    ),
                )
            )
        )

    send(one, "7654321-2")
    with pytest.raises(InvalidData, match="would go to 1967543-8 and 7654321-2"):
        send(other, "1967543-8")
    send(other, "7654321-2")
    send(other, UNSET)
    send(one, UNSET)
    send(other, "1967543-8")
