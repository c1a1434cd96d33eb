"""Steps with vendors, purchase invoices and warehouse events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from netvisor import CLEAR, UNSET
from netvisor.resources import products
from netvisor.resources import purchases as p

from .model_buying import STAGES, BuyingBooks, PurchaseInvoice, Vendor
from .rules_ledger import Periods
from .world import DAYS, START, days, some_key, who

_NAMES = st.sampled_from(["Rengas Oy", "RENGAS OY", "Öljy Oy"])
_TAXES = st.sampled_from(["1967543-8", "FI19675438", "0112038-9"])
_ACCOUNTS = st.sampled_from(["", "FI2112345600000785", "FI1410093000123458"])
_KINDS = ["Hankinta", "Myynti", "Inventointi", "Korjaus", "Valmistus", "myynti"]
_LONG_AGO = START.replace(year=2020, tzinfo=None)


class Buying(Periods):
    """Vendors and their invoices come, invoices are accepted and posted, goods come and go."""

    books_class = BuyingBooks

    def buys(self, company: str) -> BuyingBooks:
        model = self.models[company]
        assert isinstance(model, BuyingBooks)
        return model

    def begin(self, company: str) -> None:
        """A vendor with an invoice, beside what others begin with."""
        super().begin(company)
        self._store_vendor(company, None, Vendor("Alku Oy", "2000001-1", "T-1"))
        lines = [(10000, "14")]
        self.import_invoice(company, "Alku Oy", "", "", DAYS[0], first="", ready=False, cents=0, lines=lines)

    @rule(
        company=who,
        name=_NAMES,
        tax=_TAXES,
        code=st.sampled_from(["", "T-1", "T-2"]),
        account=_ACCOUNTS,
        new=st.booleans(),
        data=st.data(),
    )
    def store_vendor(
        self, company: str, name: str, tax: str, code: str, account: str, new: bool, data: st.DataObject
    ) -> None:
        edited = None if new else some_key(data, *self.keys(company, "vendors"), label="vendor")
        self._store_vendor(company, edited, Vendor(name, tax, code, account if new else ""))

    def _store_vendor(self, company: str, edited: int | None, vendor: Vendor) -> None:
        accounts: Any = UNSET
        if vendor.account:
            one = p.VendorDomesticBankAccount(iban=vendor.account, bank_name="Pankki", is_default=True)
            wrapper = p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[one])
            accounts = p.VendorBankAccounts(vendor_domestic_bank_accounts=wrapper)
        base = p.VendorBaseInformation(
            code=vendor.code or (UNSET if edited is None else CLEAR),
            name=vendor.name,
            organization_id=vendor.tax,
            vendor_bank_accounts=accounts,
        )
        sent = p.Vendor(vendor_base_information=base)
        model = self.buys(company)

        def expected(key: int) -> None:
            at = key if edited is None else edited
            # An edit without bank accounts leaves those that there are.
            vendor.account = vendor.account or (model.vendors[at].account if at in model.vendors else "")
            model.store_vendor(at, vendor, new=edited is None)

        call: Any = p.add_vendor(sent) if edited is None else p.edit_vendor(sent, netvisor_key=edited)
        self.does(company, "add vendor" if edited is None else "edit vendor", call, expected)

    @rule(
        company=who,
        name=_NAMES,
        tax=st.just("") | _TAXES,
        account=_ACCOUNTS,
        day=days,
        first=st.sampled_from(["", "", "name", "organizationid"]),
        ready=st.booleans(),
        cents=st.integers(-2, 2),
        lines=st.lists(st.tuples(st.integers(-9999, 99999), st.sampled_from(["25.5", "14", "0"])), max_size=3),
    )
    def import_invoice(
        self,
        company: str,
        name: str,
        tax: str,
        account: str,
        day: date,
        first: Any,
        ready: bool,
        cents: int,
        lines: list[tuple[int, str]],
    ) -> None:
        sums = [(Decimal(total).scaleb(-2), Decimal(vat)) for total, vat in lines]
        total = sum((each for each, _ in sums), Decimal(cents).scaleb(-2))
        sent_lines = [
            p.PurchaseInvoiceLine(
                product_name="Rengas", delivered_amount=1, unit_price=each, vat_percent=vat, line_sum=each
            )
            for each, vat in sums
        ]
        sent = p.PurchaseInvoice(
            invoice_number="345",
            invoice_date=p.InvoiceDate(day),
            value_date=day,
            due_date=day,
            vendor_name=name,
            organization_identifier=tax or UNSET,
            account_number=account or UNSET,
            amount=total,
            ready_for_accounting=1 if ready else UNSET,
            primary_vendor_match_type=first or UNSET,
            purchase_invoice_lines=p.PurchaseInvoiceLines(purchase_invoice_line=sent_lines) if lines else UNSET,
        )
        model = self.buys(company)
        vendor = model.vendor_of(name, tax, account, first)
        # Without lines, the total is posted as it is.
        invoice = PurchaseInvoice("345", day, vendor or 0, sums or [(total, Decimal(0))], total)

        def expected(key: int) -> bool:
            model.import_invoice(key, invoice, ready=ready)
            return True

        if self.does(company, "import invoice", p.add_purchase_invoice(sent), expected) and vendor is None:
            # The answer does not tell the key of the vendor that was made, so it is found by being new.
            listed = {v.netvisor_key or 0 for v in self.read(company, p.list_vendors(changed_since=_LONG_AGO))}
            (invoice.vendor,) = listed - set(model.vendors)
            model.vendors[invoice.vendor] = Vendor(name, tax, "", account)

    @rule(company=who, stage=st.sampled_from([None, *STAGES[1:]]), ready=st.booleans(), data=st.data())
    def move_on(self, company: str, stage: Any, ready: bool, data: st.DataObject) -> None:
        model, key = self.buys(company), some_key(data, *self.keys(company, "bought"), label="invoice")
        sent = p.PurchaseInvoicePostingData(
            purchase_invoice_netvisor_key=key, status=stage or UNSET, is_ready_for_accounting=1 if ready else 0
        )
        call = p.edit_purchase_invoice_posting_data(sent)
        self.does(company, "move invoice on", call, lambda _: model.move_on(key, stage, ready=ready))

    @rule(
        company=who,
        several=st.booleans(),
        kind=st.sampled_from(_KINDS),
        quantity=st.sampled_from(["5", "-2", "0.5"]),
        place=st.sampled_from([1, 1, 2, 2, 3]),
        bypassed=st.sampled_from([False, False, True]),
        data=st.data(),
    )
    def move_stock(
        self, company: str, several: bool, kind: str, quantity: str, place: int, bypassed: bool, data: st.DataObject
    ) -> None:
        model = self.buys(company)
        product = some_key(data, *self.keys(company, "products"), label="product")
        moved = [(product, place, kind, Decimal(quantity), bypassed), (product, 1, "Hankinta", Decimal(3), False)]
        moved = moved[: 1 + several]
        lines = [
            products.WarehouseEventLine(
                event_type=each,
                product=products.EventProduct(str(key), "netvisor"),
                quantity=amount,
                inventory_place=products.EventInventoryPlace(str(at), "netvisor"),
                unit_price=Decimal(100),
                value_date=START.date(),
                status="bypassed" if is_bypassed else "open",
            )
            for key, at, each, amount, is_bypassed in moved
        ]
        wrapper = products.WarehouseEventLines(warehouse_event_line=lines)
        call = products.add_warehouse_event(products.WarehouseEvent(reference="1", warehouse_event_lines=wrapper))
        meant = [(key, at, each.capitalize(), amount, no) for key, at, each, amount, no in moved]
        self.does(company, "move stock", call, lambda _: model.move_stock(meant))

    # Reads.

    @rule(company=who, place=st.sampled_from([None, 1, 2]))
    def list_stock(self, company: str, place: int | None) -> None:
        model = self.buys(company)
        call = products.list_inventory_by_warehouse(inventory_place_id=place or UNSET)
        got = {
            each.netvisor_key: {at.netvisor_key: at.inventory_amount for at in each.warehouse}
            for each in self.read(company, call)
        }
        moved = sorted({product for product, _ in model.stock})
        places = [place] if place else [1, 2]
        assert got == {key: {at: model.stock.get((key, at), Decimal(0)) for at in places} for key in moved}

    @rule(company=who, begin=st.none() | days, end=st.none() | days)
    def list_invoices(self, company: str, begin: date | None, end: date | None) -> None:
        self.compare_purchases(company, begin, end)

    def compare_purchases(self, company: str, begin: date | None, end: date | None) -> None:
        """Hold the list of purchase invoices against the model."""
        model = self.buys(company)
        call = p.list_purchase_invoices(begin_invoice_date=begin or UNSET, end_invoice_date=end or UNSET)
        assert [
            (
                i.netvisor_key,
                i.invoice_number,
                i.invoice_date,
                i.vendor,
                i.vendor_organization_identifier,
                i.sum,
                i.open_sum,
            )
            for i in self.read(company, call)
        ] == [
            (key, i.number, i.day, model.vendors[i.vendor].name, model.vendors[i.vendor].tax or None, i.total, i.total)
            for key, i in sorted(model.bought.items())
            if (begin or i.day) <= i.day <= (end or i.day)
        ]

    def compare(self, company: str) -> None:
        """Hold purchase invoices and vendors against the model, too."""
        super().compare(company)
        self.compare_purchases(company, None, None)
        found = {}
        for each in self.read(company, p.list_vendors(changed_since=_LONG_AGO)):
            base = each.vendor_base_information
            assert base is not None
            both = base.vendor_bank_accounts
            domestic = None if both is None else both.vendor_domestic_bank_accounts
            ibans = [] if domestic is None else [one.iban for one in domestic.vendor_domestic_bank_account]
            found[each.netvisor_key] = Vendor(
                base.name or "", base.organization_id or "", base.code or "", "".join(str(each) for each in ibans)
            )
        assert found == self.buys(company).vendors
