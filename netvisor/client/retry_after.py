"""Answers that ask to wait: HTTP 429, and HTTP 503 with `Retry-After`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from netvisor.errors import NetvisorError, ServiceBusy, UnknownRefusal, UnreadableReply

_SECONDS = re.compile(r"[0-9]{1,9}")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds to wait that an answer names; `None` without readable ones.

    >>> retry_after({"Retry-After": "30"}, datetime.now(UTC))
    30.0
    >>> retry_after({"retry-after": "Sun, 22 Nov 2026 01:02:13 GMT"}, datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC))
    10.0
    """
    text = next((value.strip() for name, value in headers.items() if name.lower() == "retry-after"), "")
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # The form without a zone means UTC, too.
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def busy(
    error: NetvisorError, status: int, headers: Mapping[str, str], now: datetime, *, writes: bool
) -> ServiceBusy | None:
    """The error for an answer that asks to wait, instead of that of its body; `None` for other answers.

    A documented refusal in the body takes precedence over the HTTP status.
    """
    if status not in {429, 503} or type(error) not in {UnreadableReply, UnknownRefusal}:
        return None
    wait = retry_after(headers, now)
    if status == 503 and wait is None:
        return None
    asked = "names no time" if wait is None else f"asks to wait {wait:g} s"
    return ServiceBusy(
        f"HTTP {status}: the service is busy and {asked}",
        status=status,
        retry_after=wait,
        writes=writes,
        resource=error.resource,
        company=error.company,
        transaction_id=error.transaction_id,
    )


__all__ = ["busy", "retry_after"]
