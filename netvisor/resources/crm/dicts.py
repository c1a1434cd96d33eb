"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from netvisor.resources.plain_values import Clear, PlainDate, Unset


class CrmProcessDict(TypedDict):
    """Plain data of `CrmProcess`."""

    process_identifier: str | Clear
    name: str
    description: str
    process_template_name: str
    customer_identifier: str
    due_date: NotRequired[PlainDate | Clear | Unset]
    invoicing_status_identifier: NotRequired[str | Clear | Unset]
    is_closed: NotRequired[bool | Clear | Unset]
