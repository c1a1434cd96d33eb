"""Register data of companies: those of the sandbox are the only ones it knows, by name and business id."""

from __future__ import annotations

from typing import Final

from netvisor.resources.company import (
    Company,
    CompanyInformation,
    CompanyList,
    CompanyListReply,
    GetCompanyInformationReply,
    ListedCompany,
    NetvisorDisclaimer,
)
from netvisor.sandbox.books.core.show import shown
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import OURS, invalid

_MOST: Final = 100
_DISCLAIMER: Final = f"{OURS}an invented company"


@answers("getcompanyinformation.nv")
def get_company_information(work: Work) -> Outcome:
    """One company, by its business id; what the sandbox does not know is empty."""
    wanted = work.parameters.text("organizationidentifier")
    if wanted is None:
        raise invalid("the parameter OrganizationIdentifier is missing")
    row = work.row("select id, name from company where id = ?", wanted)
    if row is None:
        return Outcome(root=GetCompanyInformationReply(company_information=None))
    found = CompanyInformation(
        netvisor_disclaimer=shown(NetvisorDisclaimer, information=_DISCLAIMER),
        company=shown(Company, name=row["name"], finnish_organization_identifier=row["id"]),
    )
    return Outcome(root=GetCompanyInformationReply(company_information=found))


@answers("companylist.nv")
def company_list(work: Work) -> Outcome:
    """The companies whose names hold a text; their numbers are places in the list of all."""
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
