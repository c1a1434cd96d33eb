"""The log of calls: what arrived, what was answered, and what exactly was wrong."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias, overload

from netvisor.declare import Method
from netvisor.errors import Problem, SetupError
from netvisor.sandbox.admission.body import charset_of, read_message
from netvisor.sandbox.refusal import Refusal

CallOutcome: TypeAlias = Literal["ok", "reported", "refused", "unknown resource", "dropped", "damaged", "fault"]
"""How a call ended: `reported` done in spite of mistakes, which `problems` names; `dropped` without an answer,
`damaged` with half of one or with no XML, `fault` by our own bug."""

_log = logging.getLogger("netvisor.sandbox")

REPLAY_HEADER: Final = "x-sandbox-replay-of"
"""The header of a call that was sent again from the page: the number of the first one."""
_KEPT_BYTES: Final = 1 << 18
_MOST_CALLS: Final = 1000
_MOST_TOGETHER: Final = 1 << 28


@dataclass(slots=True, kw_only=True)
class LoggedCall:
    """One call that arrived. No key is ever part of it, and the MAC is masked."""

    number: int = 0
    """Its number in the log, from 1; the log gives it."""
    time: datetime
    """The sandbox's time, in UTC."""
    http: str
    url: str
    """The address as it was sent."""
    resource: str = ""
    company: str = ""
    """The Organisation-ID, as the header said."""
    partner: str = ""
    transaction_id: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    """The message as it was sent; of a very long one the beginning."""
    body_length: int = 0
    charset: str | None = None
    """The charset that the message was read in."""
    outcome: CallOutcome = "ok"
    status: int = 0
    """The HTTP status of the answer; 0 when there was none."""
    category: str = ""
    text: str = ""
    """The text of a refusal, as it was answered."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the message and where; the answer says only that it is."""
    because: str = ""
    """What else the answer does not say."""
    stored: bool = False
    """Whether the books were changed."""
    books: bytes = field(default=b"", repr=False)
    """The books before the call as an image, with the setting `keep_books`."""
    answer: bytes = b""
    """The answer; of a very long one the beginning."""
    answer_length: int = 0
    duration: float = 0.0
    """Seconds from arrival to the answer."""

    @property
    def body_text(self) -> str:
        """The message as text, as far as the log has it; bytes that are none in its charset become U+FFFD."""
        try:
            return self.body.decode(
                self.charset or charset_of(self.body, self.headers.get("content-type", "")), "replace"
            )
        except LookupError:
            return self.body.decode("utf-8", "replace")

    @property
    def message(self) -> Any:
        """The message as a typed object, read anew at each look; `None` when there is none that can be read.

        A message with mistakes is read as far as its meaning is plain, as the reporting gate does.
        """
        from netvisor.resources import find

        try:
            cls = find(self.resource).request
        except SetupError:
            return None
        if cls is None or not self.body or len(self.body) < self.body_length:
            return None
        said = next((value.lower() for name, value in self.parameters if name.lower() == "method"), "add")
        try:
            content_type = self.headers.get("content-type", "")
            method: Method = "edit" if said == "edit" else "add"
            return read_message(self.body, cls, content_type=content_type, method=method, gate="report").message
        except Refusal:
            return None

    def keep(self, body: bytes) -> None:
        """Take down the message."""
        self.body, self.body_length = body[:_KEPT_BYTES], len(body)

    def keep_answer(self, answer: bytes) -> None:
        """Take down the answer."""
        self.answer, self.answer_length = answer[:_KEPT_BYTES], len(answer)

    def weight(self) -> int:
        """About how many bytes it holds: a message may be wrong in a thousand places, a header as long as a message."""
        texts = [self.url, self.text, self.because]
        texts += [text for pair in (*self.headers.items(), *self.parameters) for text in pair]
        texts += [text for each in self.problems for text in (each.path, each.found, each.expected)]
        return len(self.body) + len(self.answer) + len(self.books) + sum(map(len, texts))


class Calls(Sequence[LoggedCall]):
    """The calls in the order in which they were answered; the oldest are forgotten.

    Args:
        most: how many are kept.
        together: about how many bytes they may hold together; the last call is kept however large it is.
    """

    def __init__(self, most: int = _MOST_CALLS, together: int = _MOST_TOGETHER) -> None:
        self._calls: deque[LoggedCall] = deque()
        self._weights: deque[int] = deque()
        self._most, self._together, self._held = most, together, 0
        self._last = 0
        self._lock = threading.Lock()
        self._watchers: list[Callable[[LoggedCall], object]] = []

    def add(self, call: LoggedCall) -> None:
        """Take a call down; done before its answer goes out, so that whoever has the answer finds it here."""
        with self._lock:
            self._last += 1
            call.number = self._last
            self._keep(call)
        for tell in self._watchers:
            try:
                tell(call)
            except Exception:  # whoever watches shall not keep the client from its answer
                _log.exception("a watcher of the calls failed")

    def _keep(self, call: LoggedCall) -> None:
        self._calls.append(call)
        self._weights.append(call.weight())
        self._held += self._weights[-1]
        while len(self._calls) > self._most or (self._held > self._together and len(self._calls) > 1):
            self._calls.popleft()
            self._held -= self._weights.popleft()

    def watch(self, tell: Callable[[LoggedCall], object]) -> None:
        """Let a function see every call as it is taken down, in the thread that answers it."""
        self._watchers.append(tell)

    def numbered(self, number: int) -> LoggedCall | None:
        """The call of a number; `None` when there is none, or it is forgotten."""
        with self._lock:
            return next((call for call in self._calls if call.number == number), None)

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._calls.clear()
            self._weights.clear()
            self._held = 0

    def _list(self) -> list[LoggedCall]:
        with self._lock:
            return list(self._calls)

    @overload
    def __getitem__(self, index: int) -> LoggedCall: ...

    @overload
    def __getitem__(self, index: slice) -> list[LoggedCall]: ...

    def __getitem__(self, index: int | slice) -> LoggedCall | list[LoggedCall]:
        return self._list()[index]

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[LoggedCall]:
        return iter(self._list())
