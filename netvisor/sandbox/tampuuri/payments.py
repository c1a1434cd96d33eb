"""Payments, which no known call enters: people do, and the seed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from netvisor.sandbox.tampuuri.registers import Record, Registers
from netvisor.tampuuri.enumerations import NORMAALI_SUORITUS


def enter_payment(
    registers: Registers, contract: Record, payer: Record, amount: Decimal, day: date, reference: str | None
) -> int:
    """Store a payment and give its number."""
    record: Record = {
        "SopimusId": contract["Id"],
        "MaksuPvm": day.isoformat(),
        "KirjausPvm": day.isoformat(),
        "Maksaja": payer["Nimi"],
        "Summa": amount,
        "SuoritusTyyppi": NORMAALI_SUORITUS,
        "Viitenumero": reference,
    }
    key = registers.add("suoritukset", record)
    registers.change("suoritukset", key, {"Suoritusnumero": key})
    return key
