"""What users would take instead, for those works that it can do, when it is installed: the group `benchmark`.

xmltodict makes bytes of nested dictionaries and dictionaries of bytes. pydantic-xml and xsdata map classes as ours do;
netvisor-api-client is a client for Netvisor. Each is used as its documentation shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any, Final

from tests.benchmarks.by_hand import ListedCustomer, number_text, whole_number
from tests.benchmarks.sources import Source

MODULES: Final = {
    "xmltodict": "xmltodict",
    "pydantic-xml": "pydantic_xml",
    "xsdata": "xsdata",
    "netvisor-api-client": "netvisor_api_client",
}

Work = Callable[[Any], Any]


def installed(works: dict[str, Work]) -> dict[str, Work]:
    """Those whose package is there."""
    return {name: work for name, work in works.items() if find_spec(MODULES[name]) is not None}


# xmltodict.


def _xmltodict(message: dict[str, Any]) -> bytes:
    made: str = import_module("xmltodict").unparse({"root": message}, full_document=False, short_empty_elements=False)
    return made.encode("iso-8859-15")


def invoice_by_xmltodict(of: Source) -> bytes:
    def day(name: str) -> dict[str, str]:
        return {"@format": "ansi", "#text": of[name].isoformat()}

    top: dict[str, Any] = {
        "salesinvoicenumber": of["number"],
        "salesinvoicedate": day("date"),
        "salesinvoiceduedate": day("due_date"),
        "salesinvoicedeliverydate": day("delivery_date"),
        "salesinvoicereferencenumber": of["reference"],
        "salesinvoiceamount": {"@iso4217currencycode": of["currency"], "#text": number_text(of["amount"])},
        "sellername": of["seller"],
        "invoicetype": "invoice",
        "salesinvoicestatus": {"@type": "netvisor", "#text": "unsent"},
        "salesinvoicefreetextbeforelines": of["before_lines"],
        "salesinvoiceourreference": of["our_reference"],
        "salesinvoiceyourreference": of["your_reference"],
        "invoicingcustomeridentifier": {"@type": "customer", "#text": of["customer_code"]},
        "invoicingcustomername": of["customer"],
        "invoicingcustomeraddressline": of["street"],
        "invoicingcustomerpostnumber": of["post_number"],
        "invoicingcustomertown": of["town"],
        "invoicingcustomercountrycode": {"@type": "ISO-3166", "#text": "FI"},
        "deliveryaddressname": of["customer"],
        "deliveryaddressline": of["delivery_street"],
        "deliveryaddresspostnumber": of["delivery_post_number"],
        "deliveryaddresstown": of["delivery_town"],
        "deliveryaddresscountrycode": {"@type": "ISO-3166", "#text": "FI"},
        "paymenttermnetdays": of["net_days"],
        "ordernumber": of["order_number"],
        "invoicelines": {
            "invoiceline": [
                {
                    "salesinvoiceproductline": {
                        "productidentifier": {"@type": "customer", "#text": line["code"]},
                        "productname": line["name"],
                        "productunitprice": {"@type": "net", "#text": number_text(line["price"])},
                        "productvatpercentage": {"@vatcode": "KOMY", "#text": number_text(line["rate"])},
                        "salesinvoiceproductlinequantity": number_text(line["quantity"]),
                        "salesinvoiceproductlinediscountpercentage": number_text(line["discount"]),
                        "salesinvoiceproductlinefreetext": line["free_text"],
                        "accountingaccountsuggestion": line["account"],
                        "dimension": {"dimensionname": "Projekti", "dimensionitem": line["project"]},
                        "productunitname": line["unit"],
                    }
                }
                for line in of["lines"]
            ]
        },
    }
    return _xmltodict({"salesinvoice": top})


def voucher_by_xmltodict(of: Source) -> bytes:
    lines = [
        {
            "linesum": {"@type": "net", "#text": number_text(line["sum"])},
            "description": line["description"],
            "accountnumber": line["account"],
            "vatpercent": {"@vatcode": "KOMY", "#text": number_text(line["rate"])},
            "dimension": {"dimensionname": "Toimipaikka", "dimensionitem": line["place"]},
        }
        for line in of["lines"]
    ]
    top = {
        "calculationmode": "net",
        "voucherdate": {"@format": "ansi", "#text": of["date"].isoformat()},
        "description": of["description"],
        "voucherclass": "Muut",
        "voucherline": lines,
    }
    return _xmltodict({"voucher": top})


def list_by_xmltodict(body: bytes) -> list[ListedCustomer]:
    root = import_module("xmltodict").parse(body)["Root"]
    if root["ResponseStatus"]["Status"] != "OK":
        raise ValueError("refused")
    return [
        ListedCustomer(
            whole_number(item.get("Netvisorkey")),
            item.get("Name"),
            item.get("Code"),
            item.get("OrganisationIdentifier"),
            whole_number(item.get("CustomerGroupID")),
            item.get("CustomerGroupName"),
            item.get("Uri"),
        )
        for item in root["Customerlist"]["Customer"]
    ]


def ok_by_xmltodict(start: tuple[Any, bytes]) -> int:
    root = import_module("xmltodict").parse(start[1])["Root"]
    if root["ResponseStatus"]["Status"] != "OK":
        raise ValueError("refused")
    return int(root["Replies"]["InsertedDataIdentifier"])


# pydantic-xml.


def _list_of(model: Any) -> Any:
    return list[model]


@cache
def _pydantic_models() -> dict[str, Any]:
    px = import_module("pydantic_xml")
    element, attr, model = px.element, px.attr, px.create_model
    amount = model("Sum", type=(str, attr()), value=(str, ...))
    rate = model("Rate", vatcode=(str, attr()), value=(str, ...))
    day = model("Day", format=(str, attr()), value=(str, ...))
    dimension = model("Dimension", name=(str, element(tag="dimensionname")), item=(str, element(tag="dimensionitem")))
    line = model(
        "Line",
        sum=(amount, element(tag="linesum")),
        description=(str, element(tag="description")),
        account=(int, element(tag="accountnumber")),
        rate=(rate, element(tag="vatpercent")),
        dimension=(dimension, element(tag="dimension")),
    )
    voucher = model(
        "Voucher",
        mode=(str, element(tag="calculationmode")),
        date=(day, element(tag="voucherdate")),
        description=(str, element(tag="description")),
        kind=(str, element(tag="voucherclass")),
        lines=(_list_of(line), element(tag="voucherline")),
    )
    root = model("Root", __tag__="root", voucher=(voucher, element(tag="voucher")))
    listed = model(
        "Listed",
        netvisor_key=(int, element(tag="Netvisorkey")),
        name=(str | None, element(tag="Name", default=None)),
        code=(str | None, element(tag="Code", default=None)),
        organisation_identifier=(str | None, element(tag="OrganisationIdentifier", default=None)),
        customer_group_id=(int | None, element(tag="CustomerGroupID", default=None)),
        customer_group_name=(str | None, element(tag="CustomerGroupName", default=None)),
        uri=(str | None, element(tag="Uri", default=None)),
    )
    status = model("Status", status=(str, element(tag="Status")), time=(str, element(tag="TimeStamp")))
    customers = model("Customers", customer=(_list_of(listed), element(tag="Customer")))
    answer = model(
        "CustomerList",
        __tag__="Root",
        status=(status, element(tag="ResponseStatus")),
        customers=(customers, element(tag="Customerlist")),
    )
    return {
        "Sum": amount,
        "Rate": rate,
        "Day": day,
        "Dimension": dimension,
        "Line": line,
        "Voucher": voucher,
        "Root": root,
        "CustomerList": answer,
    }


def voucher_by_pydantic(of: Source) -> bytes:
    m = _pydantic_models()
    lines = [
        m["Line"](
            sum=m["Sum"](type="net", value=number_text(line["sum"])),
            description=line["description"],
            account=line["account"],
            rate=m["Rate"](vatcode="KOMY", value=number_text(line["rate"])),
            dimension=m["Dimension"](name="Toimipaikka", item=line["place"]),
        )
        for line in of["lines"]
    ]
    day = m["Day"](format="ansi", value=of["date"].isoformat())
    voucher = m["Voucher"](mode="net", date=day, description=of["description"], kind="Muut", lines=lines)
    made: bytes = m["Root"](voucher=voucher).to_xml(encoding="iso-8859-15", xml_declaration=False)
    return made


def list_by_pydantic(body: bytes) -> Any:
    return _pydantic_models()["CustomerList"].from_xml(body).customers.customer


# xsdata.


def _element(name: str) -> dict[str, str]:
    return {"name": name, "type": "Element"}


def _attribute(name: str) -> dict[str, str]:
    return {"name": name, "type": "Attribute"}


@dataclass(slots=True)
class XsSum:
    value: str = ""
    type: str | None = field(default=None, metadata=_attribute("type"))


@dataclass(slots=True)
class XsRate:
    value: str = ""
    vatcode: str | None = field(default=None, metadata=_attribute("vatcode"))


@dataclass(slots=True)
class XsDay:
    value: str = ""
    format: str | None = field(default=None, metadata=_attribute("format"))


@dataclass(slots=True)
class XsDimension:
    name: str | None = field(default=None, metadata=_element("dimensionname"))
    item: str | None = field(default=None, metadata=_element("dimensionitem"))


@dataclass(slots=True)
class XsLine:
    sum: XsSum | None = field(default=None, metadata=_element("linesum"))
    description: str | None = field(default=None, metadata=_element("description"))
    account: int | None = field(default=None, metadata=_element("accountnumber"))
    rate: XsRate | None = field(default=None, metadata=_element("vatpercent"))
    dimension: XsDimension | None = field(default=None, metadata=_element("dimension"))


@dataclass(slots=True)
class XsVoucher:
    mode: str | None = field(default=None, metadata=_element("calculationmode"))
    date: XsDay | None = field(default=None, metadata=_element("voucherdate"))
    description: str | None = field(default=None, metadata=_element("description"))
    kind: str | None = field(default=None, metadata=_element("voucherclass"))
    lines: list[XsLine] = field(default_factory=list, metadata=_element("voucherline"))


@dataclass(slots=True)
class XsRoot:
    class Meta:
        name = "root"

    voucher: XsVoucher | None = field(default=None, metadata=_element("voucher"))


@dataclass(slots=True)
class XsListed:
    netvisor_key: int | None = field(default=None, metadata=_element("Netvisorkey"))
    name: str | None = field(default=None, metadata=_element("Name"))
    code: str | None = field(default=None, metadata=_element("Code"))
    organisation_identifier: str | None = field(default=None, metadata=_element("OrganisationIdentifier"))
    customer_group_id: int | None = field(default=None, metadata=_element("CustomerGroupID"))
    customer_group_name: str | None = field(default=None, metadata=_element("CustomerGroupName"))
    uri: str | None = field(default=None, metadata=_element("Uri"))


@dataclass(slots=True)
class XsCustomers:
    customer: list[XsListed] = field(default_factory=list, metadata=_element("Customer"))


@dataclass(slots=True)
class XsStatus:
    status: str | None = field(default=None, metadata=_element("Status"))
    time: str | None = field(default=None, metadata=_element("TimeStamp"))


@dataclass(slots=True)
class XsCustomerList:
    class Meta:
        name = "Root"

    status: XsStatus | None = field(default=None, metadata=_element("ResponseStatus"))
    customers: XsCustomers | None = field(default=None, metadata=_element("Customerlist"))


@cache
def _xsdata() -> Any:
    context = import_module("xsdata.formats.dataclass.context").XmlContext()
    serializers = import_module("xsdata.formats.dataclass.serializers")
    config = import_module("xsdata.formats.dataclass.serializers.config").SerializerConfig(xml_declaration=False)
    parser = import_module("xsdata.formats.dataclass.parsers").XmlParser(context=context)
    return serializers.XmlSerializer(config=config, context=context), parser


def voucher_by_xsdata(of: Source) -> bytes:
    lines = [
        XsLine(
            XsSum(number_text(line["sum"]), "net"),
            line["description"],
            line["account"],
            XsRate(number_text(line["rate"]), "KOMY"),
            XsDimension("Toimipaikka", line["place"]),
        )
        for line in of["lines"]
    ]
    voucher = XsVoucher("net", XsDay(of["date"].isoformat(), "ansi"), of["description"], "Muut", lines)
    made: str = _xsdata()[0].render(XsRoot(voucher))
    return made.strip().encode("iso-8859-15")


def list_by_xsdata(body: bytes) -> Any:
    return _xsdata()[1].from_bytes(body, XsCustomerList).customers.customer


# netvisor-api-client, which knows the first four elements of a listed customer.


def list_by_api_client(body: bytes) -> Any:
    """Its dictionaries: an answer is parsed by xmltodict and then by marshmallow."""
    answer = SimpleNamespace(text=body.decode("utf-8"))
    return import_module("netvisor_api_client.responsemodels.customers").CustomerListResponse(answer).data


def values_of_api_client(items: Any) -> list[tuple[Any, ...]]:
    return [tuple(item[name] for name in ("netvisor_key", "name", "code", "organisation_identifier")) for item in items]
