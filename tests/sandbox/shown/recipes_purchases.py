"""Vendors, quality classes and bank transfers."""

from __future__ import annotations

from dataclasses import replace

from netvisor.resources import purchases as p

from ..conftest import Got
from .company import Answers, Books, recipe
from .message import Message

_ACCOUNTS = "vendorbaseinformation/vendorbankaccounts"


@recipe("vendor")
def vendor(books: Books, sent: Message) -> Answers:
    """The whole message names bank accounts by key, so that it is an edit of a vendor who has two of them."""
    if sent.name == "vendor-minimal":
        key = books.post("vendor", sent, method="add").key
    else:
        key = books.post("vendor", _vendor_with_accounts(), method="add").key
        base = books.get("getvendor", netvisorkey=key)
        for kind in ("domestic", "foreign"):
            path = f"vendor{kind}bankaccounts/vendor{kind}bankaccount/netvisorkey"
            (account,) = base.root.xpath(f"//Vendor{kind.title()}BankAccount/NetvisorKey")
            sent.put(f"{_ACCOUNTS}/{path}", account.text)
        books.post("vendor", sent, method="edit", netvisorkey=key)
    return {"getvendor": books.get("getvendor", netvisorkey=key)}


def _vendor_with_accounts() -> p.Vendor:
    domestic = p.VendorDomesticBankAccount(iban="FI1410093000123458", bank_name="Nordea")
    foreign = p.VendorForeignBankAccount(
        bban="SE4550000000058398257466",
        bic_swift="HANDSESS",
        bank_name="Handelsbanken",
        country="SE",
        currency_code="SEK",
        is_default=True,
        include_addresss_in_foreign_payments=False,
    )
    accounts = p.VendorBankAccounts(
        vendor_domestic_bank_accounts=p.VendorDomesticBankAccounts(vendor_domestic_bank_account=[domestic]),
        vendor_foreign_bank_accounts=p.VendorForeignBankAccounts(vendor_foreign_bank_account=[foreign]),
    )
    return p.Vendor(
        vendor_base_information=p.VendorBaseInformation(
            name="Oy", organization_id="7654321-2", vendor_bank_accounts=accounts
        ),
        vendor_contact_details=p.VendorContactDetails(fax_number="09 654 321"),
    )


@recipe("productquality")
def product_quality(books: Books, sent: Message) -> Answers:
    books.post("productquality", sent, method="add")
    answers = {"getproductqualitylist": _speaking(books, "FI")}
    if sent.has("name_en"):
        answers["getproductqualitylist english"] = _speaking(books, "EN")
        answers["getproductqualitylist swedish"] = _speaking(books, "SE")
    return answers


def _speaking(books: Books, language: str) -> Got:
    caller = replace(books.caller, headers={"X-Netvisor-Interface-Language": language})
    return Books(caller).get("getproductqualitylist")


@recipe("payment")
def payment(books: Books, sent: Message) -> Answers:
    key = books.post("payment", sent).key
    books.caller.sandbox.books[books.caller.company].manual_actions.answer_transfer(key, "3", "Kate ei riitä")
    answered = books.get("unprocessedoutgoingpayments", idlist=key)
    assert answered.texts("Payments/Payment/Identifier") == [str(key)]
    assert answered.texts("Payments/Payment/StatusDescription") == ["Kate ei riitä"]
    return {"unprocessedoutgoingpayments": answered}
