"""The VAT codes of Netvisor, a closed list of the vendor: what each means and which rates are documented for it.

>>> VatCode.KOMY.meaning, VatCode.KOMY.side
('domestic sale', 'sales')
>>> VatCode.KOMY.allows("25.5"), VatCode.KOMY.allows(22), VatCode.EUMY.allows("25.5")
(True, False, False)

A message takes the members and their plain texts alike. A code whose only documented rate is 0 refuses another rate
before anything is sent. For the other codes a rate that is not documented is a doubt, never a refusal: rates follow
the law, and the list may be older than the law.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal, TypeAlias

Side: TypeAlias = Literal["sales", "purchase", "both"]

REDUCED: Final = Decimal(14)
SINCE_2026: Final = Decimal("13.5")
"""What the reduced rate of 14 percent became by law on 2026-01-01. The vendor's list was read in versions up to 2025,
so the rate is inferred: it is taken, without a doubt, wherever 14 is documented, but it is not among `rates`."""


class VatCode(StrEnum):
    """A VAT code, written as its text: `VatCode.KOMY == "KOMY"`."""

    meaning: str
    """What it is for."""
    side: Side
    """Whether it stands on sales, on purchases or on both."""
    rates: tuple[Decimal, ...]
    """The rates, in percent, that the vendor documents for it."""

    # The defaults are for type checkers: looking a member up takes the code alone.
    def __new__(cls, code: str, side: Side = "both", rates: str = "", meaning: str = "") -> VatCode:
        """Make a member out of a line of the vendor's list; `VatCode("KOMY")` looks one up."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.side = side
        member.rates = tuple(map(Decimal, rates.split()))
        member.meaning = meaning
        return member

    NONE = "NONE", "both", "0", "no VAT handling; rate is always 0; answers show it as a hyphen"
    KOOS = "KOOS", "purchase", "0 10 14 24 25.5", "domestic purchase"
    EUOS = "EUOS", "purchase", "0 10 14 24 25.5", "purchase of goods from another EU country"
    EUUO = "EUUO", "purchase", "0", "purchase from outside the EU"
    EUPO = "EUPO", "purchase", "0 10 14 24 25.5", "purchase of services from another EU country"
    HUNDRED = "100", "purchase", "0", "tax that is deductible to 100 percent; the user interface shows 100%"
    KOMY = "KOMY", "sales", "0 10 14 24 25.5", "domestic sale"
    EUMY = "EUMY", "sales", "0", "sale of goods to another EU country"
    EUUM = "EUUM", "sales", "0", "sale outside the EU"
    EUPM312 = "EUPM312", "sales", "0", "sale of services to another EU country, box 312 of the VAT return"
    EUPM309 = "EUPM309", "sales", "0", "sale of services to another EU country, box 309 of the VAT return"
    MUUL = "MUUL", "sales", "0 10 14 24", "other turnover without VAT (box 310 of the VAT return)"
    EVTO = "EVTO", "purchase", "0 10 14 24 25.5", "purchase of goods from another EU country, VAT not deductible"
    EVPO = "EVPO", "purchase", "0 10 14 24 25.5", "purchase of services from another EU country, VAT not deductible"
    EVKV = "EVKV", "purchase", "0 10 14 24 25.5", "domestic reverse charge, VAT not deductible"
    KAVE = "KAVE", "purchase", "0 10 14 24 25.5", "reverse charge; the user interface spells it with an A umlaut"
    RAMY = "RAMY", "sales", "0", "sale of construction services (reverse charge)"
    RAOS = "RAOS", "purchase", "0 10 14 24 25.5", "purchase of construction services (reverse charge)"
    EVRO = "EVRO", "purchase", "0 10 14 24 25.5", "purchase of construction services, VAT not deductible"
    MAAL = "MAAL", "purchase", "0 10 14 24 25.5", "VAT of imports from outside the EU"
    EVMA = "EVMA", "purchase", "0 10 14 24 25.5", "VAT of imports from outside the EU, not deductible"
    KOMY0 = "KOMY0", "sales", "0", "domestic sale at rate 0"

    @property
    def is_zero_rated(self) -> bool:
        """Whether 0 is the only documented rate: the service refuses any other."""
        return self.rates == (Decimal(0),)

    @property
    def allowed(self) -> tuple[Decimal, ...]:
        """The rates that are documented for the code, and the one that is inferred where the documents are too old."""
        return (*self.rates, SINCE_2026) if REDUCED in self.rates else self.rates

    def allows(self, rate: Decimal | int | str) -> bool:
        """Tell whether a rate, in percent, is documented for the code, or inferred where the documents are too old.

        Args:
            rate: the rate; texts have a decimal point. A float is refused, because most rates are none exactly.

        Raises:
            TypeError: the rate is a float.
        """
        if isinstance(rate, float):
            raise TypeError(f"{rate!r} is a float; expected a Decimal, an int or a str")
        return Decimal(rate) in self.allowed
