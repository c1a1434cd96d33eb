"""The books of the companies, area by area: what each resource stores and answers.

An area is a module of this package whose handlers register themselves by the name of their resource. It loads when
one of its resources is called for the first time.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from netvisor.sandbox.books.work import HANDLERS, Handler

HOMES: Final[dict[str, str]] = {
    "customer.nv": "customers",
    "customerlist.nv": "customers",
    "getcustomer.nv": "customers",
    "office.nv": "contacts",
    "contactperson.nv": "contacts",
    "deletecustomer.nv": "contacts",
    "product.nv": "products",
    "productlist.nv": "products",
    "getproduct.nv": "products",
    "salesinvoice.nv": "sales",
    "salesinvoicelist.nv": "sales_list",
    "getsalesinvoice.nv": "sales_get",
    "getorder.nv": "sales_get",
    "salesorderinvoicing.nv": "orders",
    "deletesalesinvoiceproductline.nv": "orders",
    "salesinvoicecomment.nv": "sales_handling",
    "matchcreditnote.nv": "sales_handling",
    "deletesalesinvoice.nv": "sales_handling",
    "deletedsalesinvoices.nv": "sales_handling",
    "deletedsalesorders.nv": "sales_handling",
    "salespersonnellist.nv": "sales_handling",
    "contractinvoicingreport.nv": "sales_handling",
    "updatesalesinvoicestatus.nv": "sales",
    "salespayment.nv": "payments",
    "salespaymentlist.nv": "payments",
    "matchpayment.nv": "payment_matching",
    "masspayments.nv": "payment_matching",
    "deletesalespayment.nv": "payment_matching",
    "deletedsalespayments.nv": "payment_matching",
    "salesinvoicebatch.nv": "batch",
    "purchaseinvoicebatch.nv": "batch",
    "getbatchlist.nv": "batch",
    "getbatchstatus.nv": "batch",
    "accounting.nv": "accounting",
    "accountingledger.nv": "ledger",
    "accountingedit.nv": "corrections",
    "invalidatevouchers.nv": "corrections",
    "deletedvouchers.nv": "corrections",
    "getvoucherattachments.nv": "corrections",
    "vouchercorporationevent.nv": "corrections",
    "settransactionallocation.nv": "corrections",
    "accountbalance.nv": "balances",
    "accountingperiodlist.nv": "balances",
    "vouchertypelist.nv": "balances",
    "getbankaccounts.nv": "balances",
    "accountlist.nv": "chart",
    "paymenttermlist.nv": "terms",
    "dimensionlist.nv": "dimensions",
    "dimensionitem.nv": "dimensions",
    "dimensiondelete.nv": "dimensions",
    "getaccountdimensionlist.nv": "dimensions",
    "accountingbudget.nv": "budget",
    "accountingbudgetaccountbudget.nv": "budget",
    "accountingbudgetdimensionbudget.nv": "budget",
    "accountingbudgetaccountlist.nv": "budget",
    "accountingbudgetyearbudget.nv": "budget",
    "accountingbudgetdimensionyearbudget.nv": "budget",
    "getcompanyinformation.nv": "companies",
    "companylist.nv": "companies",
    "crmprocess.nv": "crm",
    "escan.nv": "escan",
    "payrollratiolist.nv": "payroll_register",
    "getpayrollparties.nv": "payroll_register",
    "getrecordtypelist.nv": "payroll_register",
    "employee.nv": "employees",
    "patchemployee.nv": "employees",
    "employeedimensioncurve.nv": "employees",
    "attachemployeetosettlementpoint.nv": "settlement_points",
    "addjobperiod.nv": "job_periods",
    "editjobperiod.nv": "job_periods",
    "deletejobperiod.nv": "job_periods",
    "getemployees.nv": "employee_reads",
    "getemployee.nv": "employee_reads",
    "vendor.nv": "vendors",
    "getvendor.nv": "vendors",
    "purchaseinvoice.nv": "purchases",
    "purchaseinvoicepostingdata.nv": "purchases",
    "purchaseinvoiceaccrual.nv": "purchases",
    "purchaseinvoicelist.nv": "purchases_get",
    "getpurchaseinvoice.nv": "purchases_get",
    "getattachments.nv": "purchases_get",
    "purchaseorder.nv": "purchase_orders",
    "purchaseorderlist.nv": "purchase_orders_get",
    "getpurchaseorder.nv": "purchase_orders_get",
    "getinventoryplaces.nv": "warehouses",
    "warehouseevent.nv": "stock",
    "inventorybywarehouse.nv": "stock",
    "getproductgroups.nv": "catalogue",
    "extendedproductlist.nv": "catalogue",
    "getproductattachment.nv": "catalogue",
    "getproductimage.nv": "catalogue",
    "webshopproductlist.nv": "catalogue",
    "webshopproductimages.nv": "catalogue",
    "deletedpurchaseinvoices.nv": "outgoing_payments",
    "deletedpurchaseorders.nv": "outgoing_payments",
    "payment.nv": "outgoing_payments",
    "paymentlist.nv": "outgoing_payments",
    "unprocessedoutgoingpayments.nv": "outgoing_payments",
    "deletedpurchasepayments.nv": "outgoing_payments",
    "getcirculationlists.nv": "purchase_lists",
    "productquality.nv": "purchase_lists",
    "getproductqualitylist.nv": "purchase_lists",
}
"""The module that answers each resource."""


def handler(resource: str) -> Handler | None:
    """What answers a resource; `None` for one that the sandbox does not answer yet."""
    home = HOMES.get(resource)
    if home is None:
        return None
    import_module(f"{__name__}.{home}")
    return HANDLERS[resource]
