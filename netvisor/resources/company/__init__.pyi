"""Register data of companies (legacy).

Only clients know these resources: the vendor's current lists do not have them, and its support wrote in 2025 that no
such resource is open to the public.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.company.companies import Company as Company
from netvisor.resources.company.companies import CompanyAddress as CompanyAddress
from netvisor.resources.company.companies import CompanyInformation as CompanyInformation
from netvisor.resources.company.companies import CompanyList as CompanyList
from netvisor.resources.company.companies import CompanyListReply as CompanyListReply
from netvisor.resources.company.companies import GetCompanyInformationReply as GetCompanyInformationReply
from netvisor.resources.company.companies import ListedCompany as ListedCompany
from netvisor.resources.company.companies import NetvisorDisclaimer as NetvisorDisclaimer
from netvisor.resources.company.companies import RegisterDate as RegisterDate
from netvisor.resources.company.companies import RegisteredName as RegisteredName
from netvisor.resources.company.companies import RegisteredNames as RegisteredNames
from netvisor.resources.company.companies import RegisteredPersonRoles as RegisteredPersonRoles
from netvisor.resources.company.companies import RegisterStatus as RegisterStatus
from netvisor.resources.company.companies import Role as Role
from netvisor.resources.company.companies import get_company_information as get_company_information
from netvisor.resources.company.companies import list_companies as list_companies

__all__ = [
    "Company",
    "CompanyAddress",
    "CompanyInformation",
    "CompanyList",
    "CompanyListReply",
    "GetCompanyInformationReply",
    "ListedCompany",
    "NetvisorDisclaimer",
    "RegisterDate",
    "RegisterStatus",
    "RegisteredName",
    "RegisteredNames",
    "RegisteredPersonRoles",
    "Role",
    "get_company_information",
    "list_companies",
]
