"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.escan.documents import TargetLine, Targets
from netvisor.resources.plain_values import Clear, PlainFile, Unset


class EscanDocumentDict(TypedDict):
    """Plain data of `EscanDocument`."""

    document_type: str
    description: str
    document_mime_type: Literal[
        "image/bmp",
        "image/emf",
        "image/exif",
        "image/gif",
        "image/icon",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/wmf",
        "application/pdf",
    ]
    compression: NotRequired[Literal["gzip", "none"] | Clear | Unset]
    document_data: PlainFile
    targets: NotRequired[Sequence[TargetsDict | Targets] | Unset]


class TargetLineDict(TypedDict):
    """Plain data of `TargetLine`."""

    target: Literal["salesinvoice", "purchaseinvoice", "tripexpensemoneytransfer"]
    target_identifier: int


class TargetsDict(TypedDict):
    """Plain data of `Targets`."""

    target_line: Sequence[TargetLineDict | TargetLine]
