"""The seed of payroll: pay types, record types and settlement points, the same for every company.

No resource changes them. The names and numbers are invented; keys are positions in the lists.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from netvisor.resources.payroll.salary_parameters import (
    ListedRatioSource,
    PayrollRatio,
    PayrollRatioListReply,
    PayrollRatios,
    RatioIdentifier,
    RatioName,
    RatioNames,
    RatioSource,
)
from netvisor.resources.payroll.settlement_points import (
    GetPayrollPartiesReply,
    Party,
    PartyInternalType,
    PayrollParties,
)
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import OURS, incorrect, invalid

_NO_RECORD_TYPE: Final = "Entry type not found with given allocation data"
Character: TypeAlias = Literal[1, 2, 5]
Unit: TypeAlias = Literal[1, 2]


class PayType(NamedTuple):
    """A pay type."""

    number: str
    source: RatioSource
    finnish: str
    english: str


PAY_TYPES: Final = (
    PayType("1", "collectorratiolines", "Kuukausipalkka", "Monthly salary"),
    PayType("10", "collectorratiolines", "Tuntipalkka", "Hourly wage"),
    PayType("20", "collectorratiolines", "Muu vähennys", "Other deduction"),
    PayType("30", "collectorratiolines", "Lomaraha", "Holiday bonus"),
    PayType("101", "userparameters", "Kuukausipalkan määrä", "Amount of the monthly salary"),
    PayType("102", "userparameters", "Tuntipalkan määrä", "Amount of the hourly wage"),
    PayType("103", "userparameters", "Puhelinetu", "Telephone benefit"),
    PayType("201", "companyparameters", "Lomarahan kerroin", "Factor of the holiday bonus"),
    PayType("301", "tripexpensecustomlines", "Pysäköinti", "Parking"),
    PayType("302", "tripexpensecustomlines", "Majoitus", "Accommodation"),
    PayType("401", "taxingrules", "Perusprosentti", "Basic tax rate"),
    PayType("501", "userformula", "Palkka yhteensä", "Total pay"),
    PayType("601", "tabledata", "Palkkataulukko", "Table of wages"),
    PayType("701", "foreclosure", "Ulosotto", "Distraint"),
    PayType("801", "lowsalarysupport", "Matalapalkkatuki", "Low-wage support"),
)

# The one name of a kind that a documented sample shows; the others have the sandbox's mark.
_SOURCE_NAMES: Final[dict[str, str]] = {"tripexpensecustomlines": "Matkalasku, kulurivit"}


class Kind(NamedTuple):
    """A record type: a kind of work or absence."""

    number: str
    finnish: str
    english: str
    character: Character
    unit: Unit


RECORD_TYPES: Final = (
    Kind("100", "01. Normaali tuntityö", "01. Normal hourly work", 1, 1),
    Kind("110", "02. Ylityö", "02. Overtime", 1, 1),
    Kind("300", "Vuosiloma", "Annual holiday", 2, 2),
    Kind("500", "Sairausloma", "Sick leave", 5, 2),
    Kind("", "Lomakertymä", "Accrual of holidays", 2, 2),
)


class SettlementPoint(NamedTuple):
    """One settlement point; a company can have several of a kind."""

    kind: PartyInternalType
    name: str


PARTIES: Final = (
    SettlementPoint("employeeworkpensioninsurance", "TyEL"),
    SettlementPoint("employeeunemploymentinsurance", "Työttömyysvakuutus"),
    SettlementPoint("employeeaccidentinsurance", "Tapaturmavakuutus"),
    SettlementPoint("employeegrouplifeinsurance", "Ryhmähenkivakuutus"),
    SettlementPoint("employeeotherinsurance", "Muu vakuutus"),
    SettlementPoint("employeeunionmembershipfee", "Ammattiliiton jäsenmaksu"),
    SettlementPoint("employeeforeclosure", "Ulosotto"),
    SettlementPoint("employeeaccidentinsurance", "Vapaaehtoinen tapaturmavakuutus"),
)


def pay_type(number: object, *sources: RatioSource) -> tuple[int, PayType]:
    """The key and the pay type of a number, of all or some kinds.

    Raises:
        Refusal: there is none.
    """
    for key, each in enumerate(PAY_TYPES, 1):
        if each.number == str(number) and (not sources or each.source in sources):
            return key, each
    kinds = f" of the kind {' or '.join(sources)}" if sources else ""
    raise invalid(f"there is no pay type {number}{kinds}")


def record_type(number: str) -> tuple[int, Kind]:
    """The key and the record type of a number.

    Raises:
        Refusal: there is none.
    """
    for key, each in enumerate(RECORD_TYPES, 1):
        if number and each.number == number:
            return key, each
    raise incorrect(_NO_RECORD_TYPE, because=f"there is no record type with the number {number}")


def party(kind: str, name: str, key: int | None) -> int:
    """The key of a settlement point by its kind and a name, a key, or both.

    Raises:
        Refusal: there is none.
    """
    for own, each in enumerate(PARTIES, 1):
        if (name or key) and each.kind == kind and name in {"", each.name} and key in {None, own}:
            return own
    raise invalid(f"there is no settlement point {name or key} of the kind {kind}")


def party_name(key: int) -> str:
    """The name of a settlement point."""
    return PARTIES[key - 1].name


@answers("payrollratiolist.nv")
def payroll_ratio_list(work: Work) -> Outcome:
    """The pay types of the requested kinds, each with a parameter of its own."""
    known = get_args(RatioSource)
    wanted = [value.strip().lower() for name, value in work.parameters.pairs if name.lower() == "source" and value]
    if not wanted:
        raise invalid("the parameter source is missing")
    if unknown := [source for source in wanted if source not in known]:
        raise invalid(f"the parameter source is {unknown[0][:100]!r}; expected one of {', '.join(known)}")
    listed = [
        PayrollRatio(
            names=[RatioNames(name=[RatioName(each.finnish, "fi"), RatioName(each.english, "en")])],
            identifier=RatioIdentifier(key, "Netvisor"),
            source=ListedRatioSource(
                _SOURCE_NAMES.get(each.source, f"{OURS}{each.source}"), known.index(each.source) + 1
            ),
            ratio_number=each.number,
            default_debit_account_number=None,
            default_credit_account_number=None,
        )
        for key, each in enumerate(PAY_TYPES, 1)
        if each.source in wanted
    ]
    return Outcome(root=PayrollRatioListReply(payroll_ratios=PayrollRatios(payroll_ratio=listed)))


@answers("getpayrollparties.nv")
def get_payroll_parties(work: Work) -> Outcome:
    """The settlement points: one of each kind, and a second accident insurance."""
    listed = [
        Party(netvisor_key=key, name=name, party_internal_type=kind, use_only_in_reporting=False)
        for key, (kind, name) in enumerate(PARTIES, 1)
    ]
    return Outcome(root=GetPayrollPartiesReply(payroll_parties=PayrollParties(party=listed)))


# A name that is missing in a language is an empty element.
