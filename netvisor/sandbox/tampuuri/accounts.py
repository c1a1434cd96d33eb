"""Who may call the local Tampuuri: one account for each company, with credentials that everybody may know.

The account of the first company has the names of the vendor's samples, so that these work as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from netvisor.sandbox.tampuuri.refusal import not_let_in
from netvisor.tampuuri.credentials import HEADERS, TampuuriCredentials

AVAIN: Final = "XXXXXXXX-YYYY-ZZZZ"
TILI: Final = "Visma Tampuuri"
KAYTTAJATUNNUS: Final = "kayttajatunnus"
SALASANA: Final = "salasana"


def account_of(company: str, companies: Sequence[str]) -> str:
    """The name of a company's account."""
    return TILI if company == companies[0] else company


def credentials_of(company: str, companies: Sequence[str]) -> TampuuriCredentials:
    """The credentials of a company's account: the first one's is `Visma Tampuuri`, others' are their business ids."""
    return TampuuriCredentials(
        tampuuri_avain=AVAIN,
        asiakas_nimi="Visma Tampuuri Oy",
        ohjelmistoversio="Integraatio X",
        tili_nimi=account_of(company, companies),
        kayttajatunnus=KAYTTAJATUNNUS,
        salasana=SALASANA,
    )


def admit(headers: Mapping[str, str], companies: Sequence[str]) -> str:
    """The company whose account is called.

    Args:
        headers: by small names.
        companies: the companies of the sandbox.

    Raises:
        TampuuriRefusal: a header is missing or wrong.
    """
    missing = [name for name in HEADERS.values() if not headers.get(name.lower(), "").strip()]
    if missing:
        raise not_let_in(f"missing headers: {', '.join(missing)}")
    found = {field: headers[name.lower()].strip() for field, name in HEADERS.items()}
    if found["tampuuri_avain"] != AVAIN:
        raise not_let_in("X-TampuuriAvain is wrong")
    account = found["tili_nimi"]
    company = companies[0] if account == TILI else account
    if company not in companies:
        raise not_let_in(f"X-TiliNimi is wrong: the accounts are {', '.join([TILI, *companies[1:]])}")
    if (found["kayttajatunnus"], found["salasana"]) != (KAYTTAJATUNNUS, SALASANA):
        raise not_let_in("X-Kayttajatunnus or X-Salasana is wrong")
    return company
