"""The client of Tampuuri: sends calls and gives typed results, or errors that say what to do.

    client = Tampuuri(TampuuriCredentials.from_environment())
    sopimus = client.send(sopimukset.get_sopimus(17))

Each request is charged, so nothing is repeated without need: a read after a fault that a repetition can mend, a write
never.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, Generic, TypeVar, cast
from urllib.parse import urlsplit

from netvisor.client.transport import RequestsTransport, Transport
from netvisor.declare.arguments import checked_arguments, described
from netvisor.errors import NetvisorError, ReadOnlyClient, Retry, ServiceBusy, SetupError, UnreadableReply
from netvisor.protocol.signing import checked_base_url
from netvisor.tampuuri.answers import ListAnswer
from netvisor.tampuuri.call import Call, any_call
from netvisor.tampuuri.cost.meter import CostMeter
from netvisor.tampuuri.credentials import TampuuriCredentials, checked_credentials
from netvisor.tampuuri.exchange import Exchange, exchange, log
from netvisor.tampuuri.paging import LARGEST_PAGE, Page, page_of

R = TypeVar("R")
T = TypeVar("T")

PRODUCTION: Final = "https://api.tampuuri.fi/v10/api/"
"""The accounts in use."""
TEST: Final = "https://qa-api.tampuuri.fi/v10/api/"
"""The vendor's test environment."""

PAUSES: Final = (1.0, 5.0)
"""Seconds before each further try of a read."""
LONGEST: Final = 1 << 30
"""The most bytes of an answer."""


class Tampuuri:
    """Sends calls to Tampuuri, or to a sandbox. It may be used by several threads.

    Args:
        credentials: who calls, and which account.
        base_url: the address of the service; `PRODUCTION` when nothing is said.
        timeout: seconds to connect, and again from the last byte sent to the last byte of the answer.
        transport: what sends; by default a `RequestsTransport`, which keeps its connections.
        read_only: refuse every call that changes data.
        page_size: how many objects a page of a list holds; the largest page makes the fewest calls.
        pauses: seconds before each further try of a read; empty for one try only.
        sleep: waits between tries.
        longest_answer: the most bytes of an answer.
        meter: counts every request that is sent, and sends none beyond its budget.

    Raises:
        SetupError: a setting is malformed.
    """

    @checked_arguments
    def __init__(
        self,
        credentials: TampuuriCredentials,
        *,
        base_url: str = PRODUCTION,
        timeout: float = 120.0,
        transport: Transport | None = None,
        read_only: bool = False,
        page_size: int = LARGEST_PAGE,
        pauses: Sequence[float] = PAUSES,
        sleep: Callable[[float], None] = time.sleep,
        longest_answer: int = LONGEST,
        meter: CostMeter | None = None,
    ) -> None:
        if not isinstance(timeout, (int, float)) or not 0 < timeout <= threading.TIMEOUT_MAX:
            raise SetupError(f"timeout must be a positive number of seconds, not {timeout!r}")
        if not isinstance(page_size, int) or not 1 <= page_size <= LARGEST_PAGE:
            raise SetupError(f"page_size must be a whole number from 1 to {LARGEST_PAGE}, not {page_size!r}")
        self.credentials: TampuuriCredentials = checked_credentials(credentials)
        self.base_url: str = checked_base_url(base_url, PRODUCTION)
        self.timeout = timeout
        self.read_only = read_only
        self.page_size = page_size
        self._pauses = tuple(pauses)
        self._sleep = sleep
        self._longest = longest_answer
        self._own = transport is None
        self._unmetered = transport if transport is not None else RequestsTransport()
        self._transport: Transport = self._unmetered if meter is None else meter.wrap(self._unmetered)
        parts = urlsplit(self.base_url)
        if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
            log.warning("%s is not encrypted: others on the network can read key and password", self.base_url)

    def __repr__(self) -> str:
        return f"Tampuuri({self.account!r}, {self.base_url}{', read only' if self.read_only else ''})"

    def __enter__(self) -> Tampuuri:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that this client opened; a transport that was given stays open."""
        if self._own:
            self._unmetered.close()  # type: ignore[attr-defined]  # our own transport has it

    @property
    def account(self) -> str:
        """The Tampuuri account that is called."""
        return self.credentials.tili_nimi

    def send(self, call: Call[R]) -> R:
        """Send a call and give what it promises; a list is read to its end, page by page.

        Raises:
            NetvisorError: see `netvisor.errors` and `netvisor.tampuuri.errors`; `.retry` says what to do next.
        """
        self._check(call)
        if call.is_list:
            return cast("R", list(self._items(cast("Call[list[Any]]", call))))

        def answered(made: Exchange) -> R:
            raw = made.json()
            with made.shaped():
                return call.answer.read(raw)

        return self._tried(call, answered)

    def request(self, verb: str, path: str, params: Mapping[str, Any] | None = None, json: Any = None) -> Any:
        """Call any operation and give the JSON of its answer: dicts, lists, texts, whole numbers and decimals.

        For example::

            client.request("GET", "kohteet/17")

        Args:
            verb: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
            path: what stands behind the base address.
            params: the query.
            json: the body: a model, or plain values; fractions as `Decimal`.

        Raises:
            NetvisorError: as of `send`.
        """
        return self.send(any_call(verb, path, params, json))

    def stream(self, call: Call[list[T]]) -> Listing[T]:
        """Read a list object by object, a page in memory at a time; a bare array is read while it arrives.

        For example::

            with client.stream(ilmoitukset.selaa(tyonsuorittaja_id=17)) as notices:
                for notice in notices:
                    ...

        What is added or removed in the meantime may be missed or come twice: the interface knows no consistent view.

        Raises:
            SetupError: the call's answer is not a list.
        """
        self._check(call)
        if not call.is_list:
            raise SetupError("only lists can be streamed; use send() for other calls", resource=call.operation)
        return Listing(self._items(call))

    # One call, tried as often as it may be.

    def _check(self, call: Call[Any]) -> None:
        if not isinstance(call, Call):
            raise SetupError(f"expected a call, such as sopimukset.get_sopimus(17), not {described(call)}")
        if self.read_only and call.writes:
            text = "the call changes data, but this client is read-only"
            raise ReadOnlyClient(text, resource=call.operation, company=self.account)

    def _exchange(self, call: Call[Any]) -> AbstractContextManager[Exchange]:
        return exchange(
            call, self.credentials, self.base_url, self._transport, timeout=self.timeout, longest=self._longest
        )

    def _tried(self, call: Call[Any], answered: Callable[[Exchange], R]) -> R:
        tried = 0
        while True:
            try:
                with self._exchange(call) as made:
                    return answered(made)
            except NetvisorError as error:
                if call.writes or not self._again(error, tried):
                    raise
            tried += 1

    def _again(self, error: NetvisorError, tried: int) -> bool:
        """Wait and tell that a read is to be tried again, or tell that it is not."""
        if tried >= len(self._pauses):
            return False
        pause = self._pauses[tried]
        if isinstance(error, ServiceBusy):
            asked = error.retry_after or 0.0
            # What takes longer than a pause of this client is for its caller to plan.
            if asked > max(self._pauses):
                return False
            pause = max(pause, asked)
        elif error.retry is not Retry.NOW or isinstance(error, UnreadableReply):
            # An answer that cannot be read would come again, and would be charged again.
            return False
        self._sleep(pause)
        return True

    def _items(self, call: Call[list[T]]) -> Generator[T, None, None]:
        answer = cast("ListAnswer[T]", call.answer)
        part, offset = (call.page(0, self.page_size) if call.paged else call), 0
        while True:
            page: Page | None = None
            tried, begun = 0, False
            while page is None:
                try:
                    with self._exchange(part) as made:
                        found = made.list_or_object()
                        if isinstance(found, Iterator):
                            for item in found:
                                begun = True
                                yield _item(answer, item, made)
                            return
                        with made.shaped():
                            page = page_of(found, offset)
                            items = [answer.item(item) for item in page.items]
                except NetvisorError as error:
                    if begun or not self._again(error, tried):
                        raise
                tried += 1
            yield from items
            following = page.next_offset(offset)
            if following is None:
                return
            # Not held while the next page is read: of a long list one page is in memory.
            del page, items, found
            part, offset = call.page(following, self.page_size), following


def _item(answer: ListAnswer[T], raw: Any, made: Exchange) -> T:
    with made.shaped():
        return answer.item(raw)


class Listing(Generic[T]):
    """The objects of a list, used in a `with` block or in a `for` loop.

    The first request is sent for the first object. A loop that is left early leaves its request open, so such loops
    stand in a `with` block.
    """

    def __init__(self, items: Generator[T, None, None]) -> None:
        self._items = items

    def __enter__(self) -> Listing[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Listing[T]:
        return self

    def __next__(self) -> T:
        return next(self._items)

    def close(self) -> None:
        """End it, read or not."""
        self._items.close()


__all__ = ["PAUSES", "PRODUCTION", "TEST", "Listing", "Tampuuri"]
