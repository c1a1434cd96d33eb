"""The record types of entries of work days."""

from __future__ import annotations

from typing import Final

from netvisor.resources.workday import (
    GetRecordTypeListReply,
    RecordType,
    RecordTypeName,
    RecordTypeNames,
    RecordTypes,
)
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.payroll.register import RECORD_TYPES

_NO_SWEDISH_NAME: Final = RecordTypeName("", "sv")


@answers("getrecordtypelist.nv")
def get_record_type_list(work: Work) -> Outcome:
    """The record types, one without a number."""
    listed = [
        RecordType(
            names=RecordTypeNames(
                name=[
                    RecordTypeName(each.finnish, "fi"),
                    RecordTypeName(each.english, "en"),
                    _NO_SWEDISH_NAME,
                ]
            ),
            netvisor_key=key,
            ratio_number=each.number or None,
            character_type=each.character,
            unit_type=each.unit,
        )
        for key, each in enumerate(RECORD_TYPES, 1)
    ]
    return Outcome(root=GetRecordTypeListReply(record_types=RecordTypes(record_type=listed)))
