"""Texts that are identifiers: reference numbers, business ids, accounts, addresses of e-invoices.

It is documented for few identifiers whether the service checks them, and some of the vendor's own examples have wrong
check digits. A wrong digit is therefore only doubtful: the message is sent, with a warning. `netvisor.identifiers`
makes and checks the same identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

from netvisor.declare import Doubt, Rule, Scalar, doubtful, given
from netvisor.errors import WrongIdentifier
from netvisor.reference import check_digits, identifiers

_Quickly: TypeAlias = Callable[[str], bool | None]
"""Whether a text in its plain form is right; `None` for a text in another form. See `check_digits`."""


def _passes(quickly: _Quickly, check: Callable[[str], str], form: str = ".*") -> Callable[[str], bool]:
    """Whether a text passes a check; one that has another form than the identifier is not asked."""
    has_form = re.compile(form, re.IGNORECASE).fullmatch

    def holds(text: str) -> bool:
        right = quickly(text)
        if right is not None:
            return right
        if not has_form("".join(text.split())):
            return True
        try:
            check(text)
        except WrongIdentifier:
            return False
        return True

    return holds


_NATIONAL = _passes(check_digits.reference_number, identifiers.check_reference_number)
_INTERNATIONAL = _passes(check_digits.rf_reference, identifiers.check_rf_reference)
_LOOKS_LIKE_A_REFERENCE: Final = re.compile("[0-9 ]+|RF[0-9 ]+", re.IGNORECASE).fullmatch

REFERENCE: Final = Doubt(
    lambda text: _NATIONAL(text) or _INTERNATIONAL(text),
    "a reference number (viitenumero or RF) with the right check digits",
)
_SOME_REFERENCE: Final = Doubt(
    lambda text: not _LOOKS_LIKE_A_REFERENCE(text) or REFERENCE.holds(text),
    "the right check digits, as the text looks like a reference number",
)

IBAN: Final = Doubt(_passes(check_digits.iban, identifiers.iban), "an IBAN with the right check digits")
_SOME_ACCOUNT: Final = Doubt(
    _passes(check_digits.iban, identifiers.iban, "[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}"),
    "the right check digits, as the text looks like an IBAN",
)
_BIC: Final = Doubt(
    _passes(check_digits.bic, identifiers.bic), "a BIC: 8 or 11 characters, the fifth and sixth being the country"
)
_FINNISH_BUSINESS_ID: Final = Doubt(
    _passes(check_digits.business_id, identifiers.business_id),
    "a Finnish business id (Y-tunnus) with the right check digit, such as 2077474-0",
)
SOME_BUSINESS_ID: Final = Doubt(
    _passes(check_digits.business_id, identifiers.business_id, "[0-9]{6,7}-[0-9]"),
    "the right check digit, as the text looks like a Finnish business id",
)
_SOME_VAT_NUMBER: Final = Doubt(
    _passes(check_digits.vat_number, identifiers.vat_number, "FI[0-9]{8}"),
    "the right check digit, as the text looks like a Finnish VAT number",
)
PERSON: Final = Doubt(
    _passes(check_digits.personal_identity_code, identifiers.personal_identity_code),
    "a Finnish personal identity code with the right control character",
    secret=True,
)
_SOME_PERSON: Final = _passes(
    check_digits.personal_identity_code,
    identifiers.personal_identity_code,
    "[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]",
)


def _is_person_or_company(text: str) -> bool:
    # A text in the plain form of the one is in no form of the other.
    right = check_digits.business_id(text)
    return right if right is not None else _SOME_PERSON(text) and SOME_BUSINESS_ID.holds(text)


_PERSON_OR_COMPANY: Final = Doubt(
    _is_person_or_company,
    "the right check digit or control character, as the text looks like a business id or a personal identity code",
    secret=True,
)
OVT: Final = Doubt(
    _passes(check_digits.ovt, identifiers.check_ovt, "0037.*"),
    "an OVT code whose business id has the right check digit, after 0037",
)


def _is_address(text: str) -> bool:
    for quickly in (check_digits.ovt, check_digits.iban):
        right = quickly(text)
        if right is not None:
            return right
    return identifiers.address_kind(text) != "other"


E_INVOICE_ADDRESS: Final = Doubt(
    _is_address,
    "an OVT code, an IBAN or a Peppol address with the right check digits; foreign addresses may have other forms",
)

ReferenceNumber: TypeAlias = Annotated[str, Scalar("string", doubt=REFERENCE)]
"""A reference number, national or international (RF)."""
SomeReference: TypeAlias = Annotated[str, Scalar("string", doubt=_SOME_REFERENCE)]
"""A reference of a payment in any form; doubtful where it looks like a reference number and is none."""

Iban: TypeAlias = Annotated[str, Scalar("string", doubt=IBAN)]
Iban34: TypeAlias = Annotated[str, Scalar("string", max=34, doubt=IBAN)]
SomeAccount: TypeAlias = Annotated[str, Scalar("string", doubt=_SOME_ACCOUNT)]
"""A bank account in any form; doubtful where it looks like an IBAN and is none."""

Bic: TypeAlias = Annotated[str, Scalar("string", doubt=_BIC)]
Bic20: TypeAlias = Annotated[str, Scalar("string", max=20, doubt=_BIC)]

FinnishBusinessId: TypeAlias = Annotated[str, Scalar("string", doubt=_FINNISH_BUSINESS_ID)]
BusinessId: TypeAlias = Annotated[str, Scalar("string", doubt=SOME_BUSINESS_ID)]
"""A business id; those of foreign companies have other forms, about which there is no doubt."""
VatNumber: TypeAlias = Annotated[str, Scalar("string", doubt=_SOME_VAT_NUMBER)]
"""A VAT number; of a Finnish one the check digit is looked at."""

PersonalIdentityCode: TypeAlias = Annotated[str, Scalar("string", doubt=PERSON)]
"""A Finnish personal identity code; no warning repeats it."""
BusinessIdOrPersonalIdentityCode: TypeAlias = Annotated[str, Scalar("string", doubt=_PERSON_OR_COMPANY)]
"""A business id, or the personal identity code of a private person; no warning repeats it."""

EInvoiceAddress: TypeAlias = Annotated[str, Scalar("string", doubt=E_INVOICE_ADDRESS)]
"""An e-invoice address; the service does not check it."""


def identified_by(field: str, kind: str, doubt: Doubt) -> Rule:
    """A doubt about an element whose attribute `type` says that its text is an identifier of this kind."""

    def holds(part: Any) -> bool:
        element = getattr(part, field)
        return not given(element) or element.type != kind or not given(element.value) or doubt.holds(element.value)

    return doubtful(field, holds=holds, expected=f"{doubt.expected}, as its type says", secret=doubt.secret)
