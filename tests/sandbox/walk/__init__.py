"""A seeded random walk through the books of two companies, beside a plain model of what they should hold."""

import pytest

# The steps compare, so pytest shall tell of them what it tells of tests.
pytest.register_assert_rewrite(
    *(
        f"{__name__}.{name}"
        for name in (
            "world",
            "rules_registers",
            "rules_contacts",
            "rules_sales",
            "rules_payments",
            "rules_ledger",
            "rules_buying",
            "rules_staff",
        )
    )
)
