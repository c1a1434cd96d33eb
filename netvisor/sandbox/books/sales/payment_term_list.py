"""The list of the terms of payment."""

from __future__ import annotations

from netvisor.resources.sales import ListedPaymentTerm, PaymentTermList, PaymentTermListReply
from netvisor.sandbox.books.core.payment_terms import TERMS
from netvisor.sandbox.books.core.work import Outcome, Work, answers


@answers("paymenttermlist.nv")
def payment_term_list(work: Work) -> Outcome:
    """All terms of payment."""
    terms = [
        ListedPaymentTerm(
            netvisor_key=term.key,
            description=term.description,
            net_days=term.net_days,
            discount_days=term.discount_days,
            discount_percent=term.discount_percent,
            is_default=term.default,
        )
        for term in TERMS
    ]
    return Outcome(root=PaymentTermListReply(payment_term_list=PaymentTermList(payment_term=terms)))
