"""The bridge from Tampuuri to Netvisor: customers, sales invoices and sales payments, without doubling any.

    bridge = Bridge(tampuuri, netvisor, outbox, Settings.from_file("bridge.toml"))
    plan = bridge.plan()
    report = bridge.sync()

`docs/tampuuri.md` says what is sent, what is held, and what is stored where.
"""

from __future__ import annotations

from netvisor.tampuuri.bridge.bridge import Bridge, Report
from netvisor.tampuuri.bridge.plan import Action, Item, Plan
from netvisor.tampuuri.bridge.settings import Settings

__all__ = ["Action", "Bridge", "Item", "Plan", "Report", "Settings"]
