"""A delivery of a webhook, read from its bytes: a bundle of notifications, each of one event."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Final

from netvisor.errors import MessageError, Problem, WrongIdentifier
from netvisor.tampuuri.model import UNSET, Model, Opt, WrongShape, read_strictly, to_json, write
from netvisor.tampuuri.model import parse as parse_json
from netvisor.tampuuri.moment import Moment

_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])([0-9]{1,2}):?([0-9]{2})")
_LONGEST_ZONE: Final = 64


class Notification(Model):
    """One event. Everything but `action` may be absent."""

    action: str
    """The name of the event: one of `netvisor.tampuuri.events.EVENTS`, or any other text."""
    id: Opt[str] = UNSET
    """The id of the notification. Seen in a sample only."""
    account: Opt[str] = UNSET
    """The Tampuuri account."""
    reference_id: Opt[str | int] = UNSET
    """The id of the resource; a text."""
    reference_secondary_id: Opt[str | int] = UNSET
    """The id of another resource, or an empty text."""
    reference_data: Opt[str | int] = UNSET
    """More, such as the id of the field that changed."""
    reference_json: Opt[str] = UNSET
    """More, as the text of JSON; often empty."""
    timestamp: Opt[str] = UNSET
    """When it happened, without an offset."""
    date_time_zone: Opt[str] = UNSET
    """The zone of the timestamp, such as `UTC`. Seen in a sample only."""

    @property
    def moment(self) -> datetime | None:
        """When it happened, with its zone; `None` if the notification does not tell plainly.

        >>> Notification(action="IlmoitusUusi", timestamp="2021-10-28T06:13:18.12", date_time_zone="UTC").moment
        datetime.datetime(2021, 10, 28, 6, 13, 18, 120000, tzinfo=datetime.timezone.utc)
        """
        try:
            at = Moment(text(self.timestamp)).datetime
        except WrongIdentifier:
            return None
        zone = at.tzinfo or _zone(self.date_time_zone)
        return None if zone is None else at.replace(tzinfo=zone)


class Delivery(Model):
    """One delivery: the notifications that were pending at its time."""

    notifications: list[Notification]
    id: Opt[str] = UNSET
    """The id of the bundle, the same in each attempt. Seen in a sample only."""
    attempt: Opt[int] = UNSET
    """Which attempt it is, from 1 to 5."""
    attempts: Opt[int] = UNSET
    """The name that the text of the slide gives to `attempt`; the sample has `Attempt`."""
    properties: Opt[dict[str, Any]] = UNSET
    """Empty in the sample, the only place where it was seen."""

    def keys(self) -> list[str]:
        """What tells each notification from every other one: two that have the same key are the same.

        The key is made of the id. Without one it is made of the id of the bundle and of the place and content in it;
        without either, of nothing: a wake-up too many is better than one too few.
        """
        return [_key(self, number, each) for number, each in enumerate(self.notifications)]


def parse(body: bytes) -> Delivery:
    """Read a delivery.

    >>> body = b'{"Notifications": [{"Action": "SopimusPaata", "ReferenceId": "300000"}]}'
    >>> parse(body).notifications[0].reference_id
    '300000'

    Raises:
        MessageError: it is not the JSON of a delivery; the problems name the places.
    """
    try:
        raw = parse_json(body)
    except WrongShape as error:
        raise MessageError([Problem(path="Delivery", rule="json", found=str(error)[:200], expected="JSON")]) from error
    made, problems = read_strictly(Delivery, raw)
    if made is None or not isinstance(made.notifications, list):
        raise MessageError(problems)
    wanted = [
        Problem(path=f"Notifications[{number}].Action", rule="required", found="''", expected="the name of an event")
        for number, each in enumerate(made.notifications)
        if not each.action.strip()
    ]
    if wanted:
        raise MessageError(wanted)
    return made


def text(value: object) -> str:
    """A reference as a text; one that is missing is empty.

    >>> text(17), text(None)
    ('17', '')
    """
    return str(value) if isinstance(value, (str, int)) else ""


def _key(delivery: Delivery, number: int, notification: Notification) -> str:
    account = text(notification.account)
    if given := text(notification.id).strip():
        return write([account, given.lower()]).decode()
    if bundle := text(delivery.id).strip():
        content = hashlib.sha256(write(to_json(notification))).hexdigest()
        return write([account, bundle.lower(), number, content]).decode()
    return str(uuid.uuid4())


def _zone(name: object) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ZONE:
        return None
    if name.upper() in {"UTC", "Z"}:
        return UTC
    if match := _OFFSET.fullmatch(name):
        minutes = int(match[2]) * 60 + int(match[3])
        return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 24 * 60 else None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a name that nobody knows, or no name at all
        return None


__all__ = ["Delivery", "Notification", "parse", "text"]
