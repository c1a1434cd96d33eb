from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.codec.decode import decode
from netvisor.errors import InvalidData, PeriodLocked, ServiceAccessError
from netvisor.resources import purchases as p
from netvisor.resources import users
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.users.rights import CALLER, company_key

from .conftest import Caller

GOLDEN = Path(__file__).parents[2] / "fixtures" / "requests"
COMPANY = "1234567-8"
DAY = date(2026, 11, 21)


def golden(name: str = "purchaseinvoice-full") -> p.PurchaseInvoice:
    return decode((GOLDEN / f"{name}.xml").read_bytes(), p.PurchaseInvoice, "iso-8859-15")


def line(total: str = "125.50", **fields: Any) -> p.PurchaseInvoiceLine:
    return p.PurchaseInvoiceLine(
        **{
            "product_name": "Rengas",
            "delivered_amount": 1,
            "unit_price": Decimal(total),
            "vat_percent": Decimal("25.5"),
            "line_sum": Decimal(total),
            **fields,
        }
    )


def invoice(*lines: p.PurchaseInvoiceLine, **fields: Any) -> p.PurchaseInvoice:
    return p.PurchaseInvoice(
        **{
            "invoice_number": "345",
            "invoice_date": p.InvoiceDate(DAY),
            "value_date": DAY,
            "due_date": DAY,
            "vendor_name": "Rengas Oy",
            "amount": Decimal("125.50"),
            "purchase_invoice_lines": p.PurchaseInvoiceLines(purchase_invoice_line=list(lines) or [line()]),
            **fields,
        }
    )


def add(client: Client, sent: p.PurchaseInvoice) -> int:
    return client.send(p.add_purchase_invoice(sent)).netvisor_key


def fetched(client: Client, key: int, **asked: Any) -> p.FetchedPurchaseInvoice:
    got = client.send(p.get_purchase_invoice(key, **asked))
    assert got is not None
    return got


def lines_of(got: p.FetchedPurchaseInvoice) -> list[p.FetchedPurchaseInvoiceLine]:
    assert got.invoice_lines is not None
    return list(got.invoice_lines.purchase_invoice_line)


def posting(key: int, **fields: Any) -> p.PurchaseInvoicePostingData:
    return p.PurchaseInvoicePostingData(
        **{"purchase_invoice_netvisor_key": key, "is_ready_for_accounting": 0, **fields}
    )


def posting_line(total: str, **fields: Any) -> p.PurchaseInvoicePostingLine:
    return p.PurchaseInvoicePostingLine(
        **{
            "product_name": "Öljy",
            "delivered_amount": 1,
            "unit_price": Decimal(total),
            "vat_percent": p.PostingVatPercent(Decimal("25.5"), "KOOS"),
            "line_sum": Decimal(total),
            **fields,
        }
    )


def ledger(sandbox: Sandbox, voucher: int | None) -> list[tuple[int, Decimal]]:
    assert voucher is not None
    assert voucher in sandbox.books[COMPANY].vouchers
    with sandbox.store.reading() as connection:
        sql = "select account, total from voucher_line where voucher = ? order by position"
        return [(account, Decimal(total)) for account, total in connection.execute(sql, (voucher,))]


def test_a_finvoice_comes_back_a_minute_later(client: Client, sandbox: Sandbox) -> None:
    key = add(client, golden())
    assert client.send(p.get_purchase_invoice(key)) is None
    assert client.send(p.list_purchase_invoices()) == []
    sandbox.clock.advance(timedelta(seconds=61))
    got = fetched(client, key)
    assert got.purchase_invoice_paid_amount == Decimal("75.50")
    first, second = lines_of(got)
    assert (first.line_sum, first.line_net_sum, first.unit_price) == (Decimal("125.50"), Decimal(100), Decimal("62.75"))
    assert first.purchase_invoice_line_dimensions is not None
    assert (second.product_name, second.purchase_invoice_line_dimensions) == ("Öljy", None)


def test_parts_come_when_they_are_asked_for(client: Client, sandbox: Sandbox) -> None:
    key = add(client, golden())
    sandbox.clock.advance(timedelta(minutes=2))
    beside = fetched(client, key, version=1)
    assert beside.invoice_lines is not None
    assert beside.invoice_lines.purchase_invoice_line_dimensions is not None
    assert len(beside.invoice_lines.purchase_invoice_line_dimensions.dimension) == 2
    assert lines_of(beside)[0].purchase_invoice_line_dimensions is None
    assert fetched(client, key, omit_attachments=True).attachments is None
    picture = fetched(client, key, include="invoiceimage").invoice_image
    assert picture is not None
    assert picture.value == b"%PDF-1.4\n"
    history = fetched(client, key, include="handlinghistory").handling_history
    assert history is not None
    assert history.handling_history_line[0].description == "it costs one e-invoice transaction"
    assert fetched(client, key).handling_history is None


def test_a_minimal_and_a_credit_invoice_are_taken(client: Client) -> None:
    keys = [add(client, golden("purchaseinvoice-minimal")), add(client, golden("purchaseinvoice-credit"))]
    minimal, credit = client.send(p.get_purchase_invoices(keys))
    assert minimal.purchase_invoice_amount == Decimal("125.50")
    assert credit.purchase_invoice_amount is not None
    assert credit.purchase_invoice_amount < 0
    assert [each.netvisor_key for each in client.send(p.list_purchase_invoices())] == keys


def vendor(client: Client, name: str, business_id: str, iban: str | None = None, code: str = "") -> int:
    base = p.VendorBaseInformation(name=name, organization_id=business_id)
    if code:
        base.code = code
    if iban:
        one = p.VendorDomesticBankAccount(iban=iban, bank_name="Pankki")
        wrapper = p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[one])
        base.vendor_bank_accounts = p.VendorBankAccounts(vendor_domestic_bank_accounts=wrapper)
    return client.send(p.add_vendor(p.Vendor(vendor_base_information=base))).netvisor_key


A, B = "FI2112345600000785", "FI5542345670000081"
ONE, TWO = "1967543-8", "0112038-9"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"account_number": A, "vendor_name": "Yksi Oy", "seller_organization_tax_code": "FI19675438"}, "all"),
        ({"account_number": A, "vendor_name": "Muu Oy", "seller_organization_tax_code": "FI19675438"}, "all"),
        ({"account_number": A, "vendor_name": "Kaksi Oy"}, "account and name"),
        ({"vendor_name": "Yksi Oy", "organization_identifier": TWO}, "name and tax"),
        ({"account_number": A, "vendor_name": "Muu Oy"}, "all"),
        ({"organization_identifier": TWO, "vendor_name": "Muu Oy"}, "name and tax"),
        ({"vendor_name": "KAKSI OY"}, "account and name"),
        ({"vendor_name": "Muu Oy"}, None),
        ({"vendor_name": "Kaksi Oy", "account_number": B, "primary_vendor_match_type": "name"}, "account and name"),
        ({"vendor_name": "Kaksi Oy", "vendor_code": "T-9", "primary_vendor_match_type": "code"}, "name and tax"),
    ],
)
def test_the_vendor_is_the_first_that_fits(client: Client, named: dict[str, Any], expected: str | None) -> None:
    known = {
        "all": vendor(client, "Yksi Oy", ONE, A),
        "account and name": vendor(client, "Kaksi Oy", "1572860-0", A),
        "name and tax": vendor(client, "Yksi Oy", TWO, code="T-9"),
        "account": vendor(client, "Kolme Oy", "2145643-6", B),
    }
    got = fetched(client, add(client, invoice(**named)))
    if expected is None:
        assert got.vendor_netvisor_key not in known.values()
        assert got.vendor_name == "Muu Oy"
    else:
        assert got.vendor_netvisor_key == known[expected]


def test_a_vendor_without_a_vat_number_goes_before_others_of_the_account(client: Client) -> None:
    vendor(client, "Yksi Oy", ONE, A)
    made = fetched(client, add(client, invoice(vendor_name="Kaksi Oy"))).vendor_netvisor_key
    assert made is not None
    edit = p.VendorBaseInformation(name="Kaksi Oy", organization_id=TWO)
    one = p.VendorDomesticBankAccount(iban=B, bank_name="Pankki")
    wrapper = p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[one])
    edit.vendor_bank_accounts = p.VendorBankAccounts(vendor_domestic_bank_accounts=wrapper)
    client.send(p.edit_vendor(p.Vendor(vendor_base_information=edit), netvisor_key=made))
    bare = fetched(client, add(client, invoice(vendor_name="Neljä Oy"))).vendor_netvisor_key
    again = fetched(client, add(client, invoice(vendor_name="Neljä Oy"))).vendor_netvisor_key
    assert bare == again
    assert fetched(client, add(client, invoice(vendor_name="Muu", account_number=B))).vendor_netvisor_key == made


def test_a_made_vendor_has_what_the_invoice_told(client: Client) -> None:
    sent = invoice(account_number=A, organization_identifier=ONE, vendor_city="Espoo", vendor_email="a@example.fi")
    key = fetched(client, add(client, sent)).vendor_netvisor_key
    assert key is not None
    got = client.send(p.get_vendor(key))
    assert got is not None
    base, contact = got.vendor_base_information, got.vendor_contact_details
    assert base is not None
    assert contact is not None
    assert (base.name, base.city, base.organization_id, contact.email) == ("Rengas Oy", "Espoo", ONE, "a@example.fi")


def test_posting_makes_a_voucher_that_balances(client: Client, sandbox: Sandbox) -> None:
    key = add(client, invoice(line(accounting_suggestion=4450), ready_for_accounting=1))
    assert ledger(sandbox, fetched(client, key).voucher_id) == [
        (4450, Decimal("100.00")),
        (1763, Decimal("25.50")),
        (2871, Decimal("-125.50")),
    ]
    with pytest.raises(InvalidData, match="is posted already"):
        client.send(p.edit_purchase_invoice_posting_data(posting(key, status="approved")))


def test_the_stage_only_moves_forward(client: Client) -> None:
    key = add(client, invoice())
    client.send(p.edit_purchase_invoice_posting_data(posting(key, status="approved", comment="Tarkastettu")))
    assert fetched(client, key).approval_status == "approved"
    with pytest.raises(InvalidData, match="Sandbox: the stage can only move forward"):
        client.send(p.edit_purchase_invoice_posting_data(posting(key, status="contentsupervisorrejected")))
    left = fetched(client, key, include="actions").actions
    assert left is not None
    assert [each.id for each in left.action] == ["acceptorrejected", "accepted"]
    client.send(p.edit_purchase_invoice_posting_data(posting(key, status="accepted", is_ready_for_accounting=1)))
    got = fetched(client, key, include="handlinghistory")
    assert (got.approval_status, got.is_accounted) == ("accepted", True)
    assert got.handling_history is not None
    assert [each.type for each in got.handling_history.handling_history_line] == [
        "created",
        "approved",
        "accepted",
        "posted",
    ]
    assert got.handling_history.handling_history_line[1].description == "Tarkastettu"


def test_new_lines_take_the_place_of_all_and_make_the_total(client: Client, sandbox: Sandbox) -> None:
    key = add(client, invoice())
    (old,) = lines_of(fetched(client, key))
    assert old.netvisor_key is not None
    with pytest.raises(InvalidData, match=r"the lines make 100.00, and the invoice 125.50"):
        client.send(
            p.edit_purchase_invoice_posting_data(posting(key, purchase_invoice_posting_line=[posting_line("100")]))
        )
    new = [
        posting_line("100", purchase_invoice_line_netvisor_key=old.netvisor_key),
        posting_line("25.50", vat_percent=p.PostingVatPercent(Decimal(0), "NONE"), accounting_suggestion=7800),
    ]
    client.send(
        p.edit_purchase_invoice_posting_data(
            posting(key, purchase_invoice_posting_line=new, is_ready_for_accounting=1, event_date=date(2026, 11, 20))
        )
    )
    got = fetched(client, key)
    assert [each.line_sum for each in lines_of(got)] == [Decimal(100), Decimal("25.50")]
    assert got.purchase_invoice_event_date == date(2026, 11, 20)
    assert (7800, Decimal("25.50")) in ledger(sandbox, got.voucher_id)


def test_unit_prices_have_twelve_decimals_and_cannot_be_too_large_for_them(client: Client, caller: Caller) -> None:
    key = add(client, invoice(line(unit_price=Decimal("5.48"))))
    assert caller.send("getpurchaseinvoice.nv", netvisorkey=key).text(".//UnitPrice") == "5,480000000000"
    with pytest.raises(InvalidData, match="a number of more than fifteen digits"):
        add(client, invoice(line(unit_price=Decimal(10) ** 15)))


def test_a_line_keeps_the_key_that_it_names_also_when_it_is_divided(client: Client) -> None:
    key = add(client, invoice())
    (old,) = lines_of(fetched(client, key))
    assert old.netvisor_key is not None
    new = [posting_line(total, purchase_invoice_line_netvisor_key=old.netvisor_key) for total in ("100", "25.50")]
    client.send(p.edit_purchase_invoice_posting_data(posting(key, purchase_invoice_posting_line=new)))
    first, second = lines_of(fetched(client, key))
    assert (first.netvisor_key, first.line_sum) == (old.netvisor_key, Decimal(100))
    assert second.netvisor_key not in {None, old.netvisor_key}


def test_lines_stand_where_they_say_and_the_others_behind(client: Client) -> None:
    places = {"last": {}, "second": {"sort": 2}, "first": {"sort": 1}}
    lines = [line("1.50", product_name=name, **place) for name, place in places.items()]
    got = lines_of(fetched(client, add(client, invoice(*lines))))
    assert [each.product_name for each in got] == ["first", "second", "last"]


def test_lines_need_a_vat_code_or_a_suggestion_and_known_keys(client: Client) -> None:
    key = add(client, invoice())
    for bad, match in (
        (posting_line("125.50", vat_percent=p.PostingVatPercent(Decimal("25.5"))), "no posting suggestion has been"),
        (posting_line("125.50", purchase_invoice_line_netvisor_key=999), "has no line with the key 999"),
    ):
        with pytest.raises(InvalidData, match=match):
            client.send(p.edit_purchase_invoice_posting_data(posting(key, purchase_invoice_posting_line=[bad])))
    with pytest.raises(InvalidData, match="no purchase invoice with the key 999"):
        client.send(p.edit_purchase_invoice_posting_data(posting(999)))
    assert len(lines_of(fetched(client, key))) == 1


def test_a_locked_period_is_refused_or_passed_over(client: Client, sandbox: Sandbox) -> None:
    sandbox.books[COMPANY].lock_period(DAY)
    with pytest.raises(PeriodLocked, match="locked until 2026-11-21"):
        add(client, invoice())
    key = add(client, invoice(invoice_date=p.InvoiceDate(DAY, "true")))
    assert fetched(client, key).purchase_invoice_date == date(2026, 11, 22)


def rule(**fields: Any) -> p.PurchaseInvoiceAccrualRule:
    return p.PurchaseInvoiceAccrualRule(
        **{"start_month": 11, "start_year": 2026, "end_month": 12, "end_year": 2026, **fields}
    )


def test_an_accrual_is_checked_and_kept(client: Client, sandbox: Sandbox) -> None:
    key = add(client, invoice())

    def spread(**fields: Any) -> None:
        named = p.InvoiceIdentifier(invoice_number="345")
        client.send(
            p.add_purchase_invoice_accrual(
                p.PurchaseInvoiceAccrual(invoice_identifier=named, accrual_rule=rule(**fields))
            )
        )

    spread()
    with pytest.raises(InvalidData, match="has an accrual"):
        spread()
    spread(remove_existing_accrual=True, end_month=11)
    with pytest.raises(InvalidData, match="lies before the event month 2026-11"):
        spread(start_month=10, remove_existing_accrual=True)
    with sandbox.store.reading() as connection:
        sql = "select invoice, first, last from purchase_accrual"
        assert connection.execute(sql).fetchall() == [(key, "2026-11", "2026-11")]
    client.send(p.edit_purchase_invoice_posting_data(posting(key, is_ready_for_accounting=1)))
    with pytest.raises(InvalidData, match="is posted already"):
        spread(remove_existing_accrual=True)


def test_the_list_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    first = add(client, invoice(invoice_number="1"))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    paid = p.PartialPaymentDetails(paid_amount=p.PaidAmount(Decimal("125.50"), "EUR"))
    second = add(
        client,
        invoice(
            invoice_number="2",
            invoice_date=p.InvoiceDate(date(2026, 11, 23)),
            partial_payment_details=[paid],
            purchase_invoice_on_round="accepted",
        ),
    )

    def keys(**asked: Any) -> list[int | None]:
        return [row.netvisor_key for row in client.send(p.list_purchase_invoices(**asked))]

    assert keys() == [first, second]
    assert keys(begin_invoice_date=date(2026, 11, 22)) == [second]
    assert keys(end_invoice_date=date(2026, 11, 22)) == [first]
    assert keys(invoice_number="2") == [second]
    assert keys(invoice_status="open") == [first]
    assert keys(invoice_status="accepted") == [second]
    assert keys(last_modified_start=datetime.fromisoformat("2026-11-23T00:00:00")) == [second]
    assert keys(last_modified_end=datetime.fromisoformat("2026-11-23T00:00:00")) == [first]
    assert keys(payment_status="paid") == [second]
    assert keys(payment_status="unpaid") == [first]
    assert keys(purchase_invoice_batch_id=1) == []
    (row,) = client.send(p.list_purchase_invoices(invoice_number="2"))
    assert (row.sum, row.payments, row.open_sum) == (Decimal("125.50"), Decimal("125.50"), Decimal(0))


def test_an_unknown_invoice_is_empty_and_a_list_leaves_it_out(client: Client, caller: Caller) -> None:
    key = add(client, invoice())
    assert client.send(p.get_purchase_invoice(999)) is None
    assert [each.purchase_invoice_netvisor_key for each in client.send(p.get_purchase_invoices([key, 999]))] == [key]
    assert "one of the parameters" in caller.send("getpurchaseinvoice.nv").refusal
    assert "expected 1 or 2" in caller.send("getpurchaseinvoice.nv", netvisorkey=key, version=3).refusal
    assert (
        "there is no purchase invoice"
        in caller.send("getattachments.nv", attachmentsource="purchaseinvoice", netvisorkey=999).refusal
    )


def test_the_next_open_date_is_found_for_the_posting_too(client: Client, sandbox: Sandbox) -> None:
    sandbox.books[COMPANY].lock_period(DAY)
    key = add(client, invoice(invoice_date=p.InvoiceDate(DAY, "true"), ready_for_accounting=1))
    got, open_day = fetched(client, key), DAY + timedelta(days=1)
    assert (got.purchase_invoice_date, got.purchase_invoice_event_date, got.is_accounted) == (open_day, open_day, True)
    assert sandbox.books[COMPANY].vouchers[got.voucher_id or 0].date == open_day.isoformat()
    with pytest.raises(PeriodLocked):
        add(client, invoice(ready_for_accounting=1))


def test_a_paid_invoice_is_not_open_for_verification_or_posting(client: Client, sandbox: Sandbox) -> None:
    key = add(client, invoice())
    payment = sandbox.books[COMPANY].manual_actions.pay(key)
    with pytest.raises(InvalidData, match=f"the purchase invoice {key} is paid; expected an open one"):
        client.send(p.edit_purchase_invoice_posting_data(posting(key, status="accepted")))
    assert fetched(client, key).approval_status == "open"
    sandbox.books[COMPANY].manual_actions.delete_payment(payment)
    client.send(p.edit_purchase_invoice_posting_data(posting(key, status="accepted")))
    assert fetched(client, key).approval_status == "accepted"


def test_a_quality_class_is_added_only(client: Client, caller: Caller) -> None:
    body = (GOLDEN / "productquality-minimal.xml").read_bytes()
    answer = caller.send("productquality.nv", body, method="edit")
    assert answer.refusal == "INVALID_DATA :: Sandbox: the parameter method is 'edit'; expected add"
    assert client.send(p.list_product_qualities()) == []


def test_a_finvoice_without_a_pdf_gets_one_and_is_shown_as_an_image(
    client: Client, sandbox: Sandbox, caller: Caller
) -> None:
    key, manual = add(client, invoice(invoice_source="finvoice")), add(client, invoice(invoice_number="346"))
    sandbox.clock = datetime.fromisoformat("2026-11-22T12:02:00+02:00")
    got, preview = fetched(client, key, include="invoiceimage"), fetched(client, key, include="previewimage")
    assert got.invoice_image is not None
    assert preview.preview_image is not None
    image = got.invoice_image.value
    assert image is not None
    assert image.startswith(b"%PDF-")
    assert b"LASKU 345" in image
    assert (preview.preview_image.value or b"").startswith(b"\x89PNG")
    assert got.invoice_image.attachment_netvisor_key is None
    assert got.attachments == p.FetchedInvoiceAttachments(attachment=[])
    asked = f"/getattachments.nv?attachmentsource=purchaseinvoice&netvisorkey={key}"
    images = caller.sent("GET", f"{asked}&convertpdfstoimages=true")
    assert images.texts("Attachments/Attachment/FileType") == ["image/png"]
    assert caller.sent("GET", asked).texts("Attachments/Attachment") == []
    assert fetched(client, manual, include="invoiceimage").invoice_image is None


@pytest.mark.parametrize(
    ("profile", "may"), [("BrowsingRights", False), ("SalesledgerUser", False), ("PurchaseledgerUser", True)]
)
def test_the_profile_of_the_calling_user_allows_to_handle_purchase_invoices(
    client: Client, profile: Any, may: bool
) -> None:
    key = add(client, invoice())
    client.send(
        users.edit_user_access_rights(
            users.EditUserAccessRights(user=CALLER, company=company_key(COMPANY), accounting_profile=profile)
        )
    )
    call = p.edit_purchase_invoice_posting_data(posting(key, status="approved"))
    if may:
        client.send(call)
    else:
        with pytest.raises(ServiceAccessError, match="may not handle purchase invoices"):
            client.send(call)
    assert fetched(client, key).approval_status == ("approved" if may else "open")


@pytest.mark.parametrize(
    ("account", "told"), [("FI2112345600000785", True), ("BR1800360305000010009795493C1", False), (UNSET, False)]
)
def test_an_account_lies_in_the_sepa_area_by_its_country(client: Client, account: Any, told: bool) -> None:
    got = fetched(client, add(client, invoice(account_number=account)))
    assert got.is_purchase_invoice_vendor_bank_account_from_sepa_region is told
