"""Register data of companies: only those of the sandbox are known, by name and business id."""

from __future__ import annotations

from datetime import date
from typing import Final

from netvisor.resources.company import (
    Company,
    CompanyAddress,
    CompanyInformation,
    CompanyList,
    CompanyListReply,
    GetCompanyInformationReply,
    ListedCompany,
    NetvisorDisclaimer,
    RegisteredName,
    RegisteredNames,
    RegisteredPersonRoles,
    Role,
)
from netvisor.sandbox.books.core.show import shown
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import OURS, invalid

_MOST: Final = 100
_ESTABLISHED: Final = date(2009, 12, 31)
_DISCLAIMER: Final = f"{OURS}an invented company"


@answers("getcompanyinformation.nv")
def get_company_information(work: Work) -> Outcome:
    """One company, by its business id, with an invented register around it."""
    wanted = work.parameters.text("organizationidentifier")
    if wanted is None:
        raise invalid("the parameter OrganizationIdentifier is missing")
    row = work.row("select id, name from company where id = ?", wanted)
    if row is None:
        return Outcome(root=GetCompanyInformationReply(company_information=None))
    found = CompanyInformation(
        netvisor_disclaimer=shown(NetvisorDisclaimer, information=_DISCLAIMER),
        company=_register(row["id"], row["name"]),
    )
    return Outcome(root=GetCompanyInformationReply(company_information=found))


def _register(identifier: str, name: str) -> Company:
    """The register of a company, in the words of the sample: all but its name and business id is invented."""
    address = CompanyAddress(street="Esimerkkikatu 123", postal_code="00100", postal_office="Helsinki")
    registered = RegisteredName(
        type="Päätoiminimi",
        name=name,
        current_activity_status="active",
        established_date=_ESTABLISHED,
        terminated_date=None,
    )
    director = shown(
        Role,
        type=_DISCLAIMER,
        identifier="Toimitusjohtaja",
        established_date=_ESTABLISHED,
        name="Maija Esimerkki",
        nationality="FI",
    )
    return shown(
        Company,
        name=name,
        finnish_organization_identifier=identifier,
        type="Osakeyhtiö",
        responsible_person_authorization_rule=_DISCLAIMER,
        established_date=_ESTABLISHED,
        most_recent_change_date=_ESTABLISHED,
        current_activity_status="active",
        domicile="Helsinki",
        activity_description=_DISCLAIMER,
        street_address=address,
        postal_address=address,
        email="oy@example.com",
        phone="020 1234567",
        fax="020 1234568",
        registered_person_roles=RegisteredPersonRoles(role=[director]),
        registered_names=RegisteredNames(registered_name=[registered]),
        stat_vat_register_status="currently_registered",
        stat_tax_prepayment_register_status="currently_registered",
        stat_employer_register_status="never_registered",
        stat_standard_industrial_classification_2008=_DISCLAIMER,
        stat_staff_size="4-9",
        stat_revenue_size="100-200",
    )


@answers("companylist.nv")
def company_list(work: Work) -> Outcome:
    """The companies whose names contain a text; their numbers are positions in the list of all."""
    term = work.parameters.text("queryterm")
    if term is None:
        raise invalid("the parameter QueryTerm is missing")
    rows = list(enumerate(work.rows("select id, name from company order by id"), 1))
    found = [
        ListedCompany(id=number, is_active=True, name=row["name"], finnish_organization_identifier=row["id"])
        for number, row in rows
        if term.casefold() in row["name"].casefold()
    ]
    made = CompanyList(is_more=len(found) > _MOST, company=found[:_MOST])
    return Outcome(root=CompanyListReply(company_list=made))
