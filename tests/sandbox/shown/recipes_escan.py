"""Documents for eScan, which their targets show as attachments."""

from __future__ import annotations

from .. import messages as m
from ..test_purchases import invoice as purchase_invoice
from .company import Answers, Books, recipe
from .message import Message


@recipe("escan")
def escan(books: Books, sent: Message) -> Answers:
    """A document without targets waits where no resource reads it; a report of travel expenses has no read either."""
    if not sent.has("targets"):
        assert books.post("escan", sent).key
        return {}
    books.customer()
    bought = books.post("purchaseinvoice", purchase_invoice()).key
    sold = books.post("salesinvoice", m.invoice(), method="add").key
    trip = books.post("tripexpense", Message("tripexpense-minimal")).key
    sent.put("targets/targetline[target='purchaseinvoice']/targetidentifier", bought)
    sent.put("targets/targetline[target='salesinvoice']/targetidentifier", sold)
    sent.put("targets/targetline[target='tripexpensemoneytransfer']/targetidentifier", trip)
    books.post("escan", sent)
    return {
        "getpurchaseinvoice": books.get("getpurchaseinvoice", netvisorkey=bought),
        "getattachments": books.get("getattachments", attachmentsource="purchaseinvoice", netvisorkey=bought),
        "getsalesinvoice": books.get("getsalesinvoice", netvisorkey=sold, includeattachments=1),
    }
