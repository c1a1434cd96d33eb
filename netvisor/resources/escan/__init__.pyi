"""Documents for eScan: receipts and pictures of vouchers, on their own or attached to invoices.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.escan.dicts import EscanDocumentDict as EscanDocumentDict
from netvisor.resources.escan.dicts import TargetLineDict as TargetLineDict
from netvisor.resources.escan.dicts import TargetsDict as TargetsDict
from netvisor.resources.escan.documents import EscanDocument as EscanDocument
from netvisor.resources.escan.documents import TargetLine as TargetLine
from netvisor.resources.escan.documents import Targets as Targets
from netvisor.resources.escan.documents import add_escan_document as add_escan_document

__all__ = [
    "EscanDocument",
    "EscanDocumentDict",
    "TargetLine",
    "TargetLineDict",
    "Targets",
    "TargetsDict",
    "add_escan_document",
]
