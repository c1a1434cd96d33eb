"""Documents for eScan: receipts and pictures of vouchers, on their own or attached to invoices.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.escan.documents import EscanDocument as EscanDocument
from netvisor.resources.escan.documents import TargetLine as TargetLine
from netvisor.resources.escan.documents import Targets as Targets
from netvisor.resources.escan.documents import add_escan_document as add_escan_document

__all__ = ["EscanDocument", "TargetLine", "Targets", "add_escan_document"]
