"""What the documents are made of, as a program has it: dictionaries, out of which every contender makes its objects.

There are two sets of documents, and variants of the first one for a single trait. The plain set holds what most
documents hold. The hard set has long texts with markup, umlauts and euro signs, prices of 28 digits, more attributes,
and optional elements that come and go from line to line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

Source: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """How a document differs from the plain one."""

    text: str = ""
    """What stands behind every text."""
    number: Callable[[str], Decimal | int] = Decimal
    """Makes the numbers."""
    price: str = "98.23"
    varied: bool = False
    """Whether optional elements and attributes come and go."""


PLAIN: Final = Trait()
HARD: Final = Trait(
    text=" – pitkä selite: A & B < C > D, hinta 12 €, ö", price="1234567890123456789012345.678", varied=True
)
TRAITS: Final = {
    "long-decimals": Trait(price="1234567890123456789012345.678"),
    "euros": Trait(text=" €"),
    "ampersands": Trait(text=" &"),
    "dashes": Trait(text=" –"),
    "line-feeds": Trait(text=" \n"),
    "whole-numbers": Trait(number=lambda text: int(Decimal(text)), price="98"),
}
"""What must not cost more than its length: a document full of it, beside one without."""
COMPARED: Final = Trait(text=" a")
"""What documents full of a trait are compared with: as many characters that are nothing special."""


def invoice(lines: int, trait: Trait = PLAIN) -> Source:
    """A sales invoice as an integration sends it: a full header, and lines with a price, a discount and a project."""
    text, number = trait.text, trait.number
    return {
        "number": 20_000 + lines,
        "date": date(2026, 11, 21),
        "due_date": date(2026, 12, 5),
        "delivery_date": date(2026, 11, 20),
        "reference": "1070",
        "amount": number("244") * lines,
        "currency": "EUR",
        "currency_rate": Decimal("1.0845") if trait.varied else None,
        "seller": "Maija Meikäläinen",
        "before_lines": f"Kiitos tilauksestanne & yhteistyöstä{text}",
        "our_reference": f"Projekti 12{text}",
        "your_reference": f"Tilaus 4711{text}",
        "customer_code": "AS-0001",
        "customer": f"Öljy ja Kaasu Oy{text}",
        "street": f"Hämeenkatu 1 A 2{text}",
        "post_number": "33100",
        "town": "Tampere",
        "delivery_street": f"Satamakatu 3{text}",
        "delivery_post_number": "20100",
        "delivery_town": "Turku",
        "net_days": 14,
        "order_number": "4711",
        "lines": [invoice_line(number, trait) for number in range(lines)],
    }


def invoice_line(at: int, trait: Trait = PLAIN) -> Source:
    text, number = trait.text, trait.number
    return {
        "code": f"TUOTE-{at % 500}",
        "name": f"Kevyt pyöräkärry, malli {at}{text}",
        "price": number(trait.price),
        "rate": number("24") if trait.number is int else Decimal("25.5"),
        "quantity": number(str(at % 9 + 1)),
        "discount": number("2"),
        "guid": f"A1B2-{at}" if trait.varied and at % 2 else None,
        "free_text": None
        if trait.varied and at % 3 == 0
        else f"Väri: {'sininen' if at % 3 else 'punainen & musta'}{text}",
        "account": None if trait.varied and at % 4 == 0 else 3000,
        "project": None if trait.varied and at % 5 == 0 else f"P-{at % 40}{text}",
        "unit": None if trait.varied and at % 2 else f"kpl{text}",
    }


def customer(at: int, trait: Trait = PLAIN) -> Source:
    text = trait.text
    return {
        "code": f"AS-{at}",
        "business_id": "1967543-8",
        "unit_number": "003719675438",
        "name": f"Öljy ja Kaasu {at} Oy{text}",
        "street": "Hämeenkatu 1 A 2",
        "city": "Tampere",
        "post_number": "33100",
        "group": f"Jälleenmyyjät{text}",
        "phone": None if trait.varied and at % 3 == 0 else "+358 40 1234567",
        "email": f"laskut{at}@example.fi",
        "e_invoice_address": None if trait.varied and at % 2 else "003719675438",
        "delivery_name": f"Öljy ja Kaasu {at} Oy, varasto{text}",
        "delivery_street": "Satamakatu 3",
        "delivery_city": "Turku",
        "delivery_post_number": "20100",
        "contact": None if trait.varied and at % 4 == 0 else f"Matti Möttönen{text}",
        "contact_email": "matti@example.fi",
        "contact_phone": "+358 50 7654321",
        "comment": f"Tuotu kassajärjestelmästä & tarkistettu{text}",
        "term": "14 pv netto",
        "limit": Decimal("5000.00"),
    }


def voucher(lines: int, trait: Trait = PLAIN) -> Source:
    return {
        "date": date(2026, 11, 21),
        "description": f"Kassan päiväkirjaus{trait.text}",
        "lines": [voucher_line(at, trait) for at in range(lines)],
    }


def voucher_line(at: int, trait: Trait = PLAIN) -> Source:
    """Lines in pairs, so that they total 0."""
    amount = Decimal(at // 2 % 1000 + 1) + Decimal("0.10")
    if trait.varied:
        amount += Decimal(10) ** 25
    return {
        "sum": amount if at % 2 else -amount,
        "description": None if trait.varied and at % 3 == 0 else f"Myynti, kassa {at % 7}{trait.text}",
        "account": 3000 if at % 2 else 1900,
        "rate": Decimal("25.5"),
        "place": None if trait.varied and at % 5 == 0 else f"Myymälä {at % 12}{trait.text}",
    }
