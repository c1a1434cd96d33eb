"""Run outside the checkout, in an environment that holds the wheel and no extra: the core works, extras are named."""

import sys
from decimal import Decimal

import netvisor
from netvisor import CLEAR, Credentials, SetupError, customers, encode

assert "site-packages" in netvisor.__file__, netvisor.__file__

customer = customers.Customer(
    customer_base_information=customers.CustomerBaseInformation(name="Äiti & Tytär Oy", country="FI", email=CLEAR),
)
encoded = encode(customer)
assert encoded.charset == "iso-8859-15"
assert encoded.bytes().startswith(b"<root><customer><customerbaseinformation><name>\xc4iti &amp; Tyt\xe4r Oy</name>")
assert netvisor.decode(encoded.bytes(), customers.Customer) == customer
assert netvisor.validate(encoded.bytes(), customers.Customer) == []

try:
    customers.add_customer(
        customers.Customer(
            customer_base_information=customers.CustomerBaseInformation(name=None),
            customer_additional_information=customers.CustomerAdditionalInformation(balance_limit=Decimal("1.5")),
        )
    )
except netvisor.MessageError as error:
    assert [problem.path for problem in error.problems] == ["customer_base_information.name"], error
else:
    raise AssertionError("None was taken for a name")

assert "***" in repr(
    Credentials(
        sender="Smoke",
        customer_id="c",
        customer_key="k" * 32,
        partner_id="p",
        partner_key="q" * 32,
        organisation_id="1967543-8",
    )
)

for start, extra in (
    ("from netvisor.sandbox import Sandbox; Sandbox()", "netvisor-xml[sandbox]"),
    ("from netvisor.testing import sandbox", "netvisor-xml[testing]"),
    ("from netvisor.tampuuri import Tampuuri", "netvisor-xml[tampuuri]"),
    ("from netvisor.cli import main; main()", "netvisor-xml[cli]"),
):
    try:
        exec(start)
    except (SetupError, SystemExit) as error:
        assert extra in str(error), error
    else:
        raise AssertionError(f"{start} works without {extra}")

print(f"smoke: the wheel works without extras on Python {sys.version.split()[0]}")
