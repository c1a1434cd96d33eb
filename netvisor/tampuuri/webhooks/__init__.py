"""Webhooks: what Tampuuri tells by itself, received, kept and worked off.

    inbox = Inbox("tampuuri-inbox.db")
    app = Receiver(inbox, secret)                  # a WSGI application
    handlers = Handlers(inbox, client)

    @handlers.on("SopimusPaata")
    def ended(change):
        print(change.reference_id, change.resource)

    handlers.run(stop)

A delivery only says that something changed: handlers get the resource as it is when they are called.
"""

from __future__ import annotations

from netvisor.tampuuri.webhooks.handlers import Change, Handlers, unread
from netvisor.tampuuri.webhooks.inbox import Inbox
from netvisor.tampuuri.webhooks.notification import Delivery, Notification, parse
from netvisor.tampuuri.webhooks.poller import Poller
from netvisor.tampuuri.webhooks.receiver import Receiver

__all__ = ["Change", "Delivery", "Handlers", "Inbox", "Notification", "Poller", "Receiver", "parse", "unread"]
