"""Whom a call is about: the key and the name in its parameters, its message or its answer."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import unescape

from netvisor.sandbox.call_log import LoggedCall

_LOOKED_AT: Final = 1 << 16
_SHOWN: Final = 60
_KEYS: Final = frozenset({"id", "netvisorkey", "netvisorid", "netvisorkeylist"})
_INSERTED: Final = re.compile(rb"<InsertedDataIdentifier>([0-9]+)<")
# In a message, the first of these that it has says best whom it is about.
_NAMED: Final = (
    "invoicingcustomername",
    "invoicingcustomeridentifier",
    "vendorname",
    "receivername",
    "salesinvoicenumber",
    "lastname",
    "name",
    "customercode",
    "employeeidentifier",
    "productcode",
    "description",
)
_ELEMENT: Final = re.compile(f"<({'|'.join(_NAMED)})(?: [^<>]*)?>([^<]+)<", re.IGNORECASE)
_ASKED: Final = ("customercode", "keyword", "code", "employeenumber", "vendorname")
"""Parameters of reads that name somebody."""


def subject_of(call: LoggedCall) -> str:
    """The key and the name that a call is about; empty for one that is about nobody in particular."""
    return ", ".join(filter(None, (_key(call), _name(call))))


def _key(call: LoggedCall) -> str:
    named = [value for name, value in call.parameters if name.lower() in _KEYS and value.strip()]
    made = [key.decode() for key in _INSERTED.findall(call.answer[:_LOOKED_AT])]
    keys = ",".join(named or made)
    return f"key {_cut(keys)}" if keys else ""


def _name(call: LoggedCall) -> str:
    found: dict[str, str] = {}
    for element, text in _ELEMENT.findall(call.body_text[:_LOOKED_AT]):
        found.setdefault(element.lower(), unescape(text).strip())
    named = next((found[name] for name in _NAMED if found.get(name)), "")
    asked = {name.lower(): value for name, value in call.parameters}
    return _cut(named or next((asked[name] for name in _ASKED if asked.get(name)), ""))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
