"""The types of vouchers that Netvisor makes itself, with their names in the three languages.

The list is open: a company can add types of its own, which `accounting.list_voucher_types` reads. Messages want the
full name, never the abbreviation; the messages of clients that are in use hold the Finnish name, and that is what a
member is. Whether the service takes the English and Swedish names is not documented.

>>> VoucherType.PURCHASE_INVOICE, VoucherType.PURCHASE_INVOICE.abbreviation
(<VoucherType.PURCHASE_INVOICE: 'Ostolasku'>, 'OL')
>>> VoucherType("Palkka").name_en
'Pay'
"""

from __future__ import annotations

from enum import StrEnum


class VoucherType(StrEnum):
    """A type of voucher, written as its Finnish name; named as the vendor names it in English."""

    abbreviation: str
    """What answers and the user interface show."""
    name_en: str
    """The name in English."""
    name_sv: str
    """The name in Swedish."""

    # The defaults are for type checkers: looking a member up takes the Finnish name alone.
    def __new__(cls, name_fi: str, abbreviation: str = "", name_en: str = "", name_sv: str = "") -> VoucherType:
        """Make a member out of a line of the vendor's list; `VoucherType("Palkka")` looks one up."""
        member = str.__new__(cls, name_fi)
        member._value_ = name_fi
        member.abbreviation = abbreviation
        member.name_en = name_en
        member.name_sv = name_sv
        return member

    SALES_INVOICE = "Myyntilasku", "ML", "Sales invoice", "Försäljningsfaktura"
    SALES_TRANSACTION = "Myyntisuoritus", "MS", "Sales transaction", "Försäljningsbetalning"
    BANK = "Pankki", "PT", "Bank", "Bank"
    TREASURY = "Kassa", "KT", "Treasury", "Kassa"
    IMPORTED_TRANSACTIONS = "Tuodut tapahtumat", "PUMP", "Imported transactions", "Importerade transaktioner"
    AUTOMATIC_FINANCIAL_STATEMENTS = (
        "Automaattiset tilinpäätöskirjaukset",
        "T",
        "Automatic financial statements",
        "Automatiska bokslutsbokningar",
    )
    VOUCHERS_FORMED_BY_THE_SYSTEM = (
        "Järjestelmän muodostamat",
        "AT",
        "Vouchers formed by the system",
        "Systemgenererade",
    )
    OTHERS = "Muut", "MU", "Others", "Övriga"
    PURCHASE_INVOICE = "Ostolasku", "OL", "Purchase invoice", "Inköpsfaktura"
    PURCHASE_TRANSACTION = "Ostosuoritus", "OS", "Purchase transaction", "Inköpsbetalning"
    ACCRUALS = "Jaksotukset", "JK", "Accruals", "Periodiseringar"
    PAY = "Palkka", "PA", "Pay", "Lön"

    @property
    def name_fi(self) -> str:
        """The name in Finnish, which is what a message holds."""
        return self.value
