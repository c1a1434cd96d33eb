"""The one company that an assistant works with: what each tool does, and all that it may see."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from netvisor.assistants import catalogue, faults
from netvisor.assistants.masking import Masking
from netvisor.assistants.pages import Pages, Told, json_text
from netvisor.assistants.proposals import read_call, write_call
from netvisor.errors import NetvisorError, SetupError
from netvisor.protocol.results import Items
from netvisor.queue.errors import QueueError
from netvisor.queue.states import State
from netvisor.queue.words import command_line, moment
from netvisor.resources import find

if TYPE_CHECKING:
    from netvisor.assistants.allowance import Allowance
    from netvisor.assistants.settings import Settings
    from netvisor.client.client import Client
    from netvisor.protocol.call import Call
    from netvisor.queue.outbox import Message, Outbox

MOST_READ: Final = 8_000_000
"""The most bytes of JSON that are kept of one read."""
_WARNINGS: Final = 5

_STATES: Final = {
    State.WAITING: "a person released it; a worker will send it",
    State.SENDING: "a worker sends it now",
    State.ACCEPTED: "Netvisor stored it",
    State.REFUSED: "Netvisor refused it and stored nothing",
    State.UNKNOWN: "it was sent and its answer lost; a worker looks whether it was stored",
    State.HELD: "a person decides; it is not sent before that",
}


class Company:
    """Does what the tools say, for the company of a client.

    Args:
        client: a read-only client; its Organisation-ID is the company, and no tool can choose another.
        settings: what a person settled when the server started.
        allowance: how often Netvisor and the outbox may be called.
        outbox: where proposed writes are held; `None` without writes.
        db: the outbox as commands name it; `None` for the usual one.
    """

    def __init__(
        self,
        client: Client,
        settings: Settings,
        allowance: Allowance,
        *,
        outbox: Outbox | None = None,
        db: str | None = None,
    ) -> None:
        if not client.read_only:
            raise SetupError("an assistant gets a client with read_only=True: writes go through the outbox")
        if settings.writes and outbox is None:
            raise SetupError("writes need an outbox, in which they are held for a person")
        self.name: str = client.company
        self.address: str = client.base_url
        self.settings = settings
        self._client = client
        self._allowance = allowance
        self._outbox = outbox
        self._db = db
        self._masking = Masking(client.credentials, identity_codes=settings.identity_codes)
        self._pages = Pages(settings.page_bytes, {"company": self.name})
        self._one_at_a_time = threading.Lock()
        self._does: dict[str, Callable[..., Told]] = {
            "list_resources": self._list_resources,
            "describe_resource": self._describe_resource,
            "read": self._read,
            "check_write": self._check_write,
            "propose_write": self._propose_write,
            "write_state": self._write_state,
        }

    def call(self, tool: str, arguments: Mapping[str, Any]) -> tuple[str, bool]:
        """What a tool says, as JSON, and whether it is an error; the arguments fit its schema."""
        with self._one_at_a_time, warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                if tool == "read_more":
                    return self._pages.go_on(arguments["cursor"])
                told = self._does[tool](**arguments)
            except NetvisorError as error:
                told = faults.told(error, self._masking)
            return self._pages.first(self._warned(told, [str(each.message) for each in caught]))

    def refused(self, problems: Iterable[Any]) -> tuple[str, bool]:
        """What is said of arguments that do not fit the schema of a tool."""
        with self._one_at_a_time:
            return self._pages.first(faults.told_problems(problems, self._masking))

    def _warned(self, told: Told, texts: list[str]) -> Told:
        if not texts:
            return told
        shown = [self._masking.text(text) for text in texts[:_WARNINGS]]
        more = [f"and {len(texts) - len(shown)} more"] if len(texts) > len(shown) else []
        return Told(
            head={**told.head, "warnings": [*shown, *more]},
            name=told.name,
            items=told.items,
            single=told.single,
            is_error=told.is_error,
        )

    # Reading.

    def _list_resources(self, area: str = "", contains: str = "") -> Told:
        rows = catalogue.listed(writes=self.settings.writes, area=area, contains=contains)
        return Told(head={}, name="resources", items=[json_text(row) for row in rows])

    def _describe_resource(self, resource: str) -> Told:
        endpoint = find(resource)
        head = {"resource": endpoint.resource, "area": endpoint.area, "does": "write" if endpoint.writes else "read"}
        head |= {"title": endpoint.title, **catalogue.side_effects(endpoint, edits=True), "does": head["does"]}
        if endpoint.gaps:
            head["not known"] = endpoint.gaps
        return Told(head=head, name="lines", items=[json_text(line) for line in catalogue.described(endpoint)])

    def _read(self, resource: str, parameters: Mapping[str, Any] | None = None) -> Told:
        endpoint = find(resource)
        call = read_call(endpoint, parameters or {})
        head: dict[str, Any] = {"resource": endpoint.resource}
        if isinstance(call.result, Items):
            items, masked, cut = self._streamed(call)
            if cut:
                head["cut"] = f"only the first {len(items)} items were read: ask for less with parameters"
        else:
            taken, masked = self._masking.item(self._client.send(call))
            items = [json_text(taken)]
        if masked:
            head["masked"] = f"values that look like personal identifiers or keys, and are shown as ***: {masked}"
        return Told(head=head, items=items, single=not isinstance(call.result, Items))

    def _streamed(self, call: Call[list[Any]]) -> tuple[list[str], int, bool]:
        """The JSON of the items of a list, how many values are masked in them, and whether the list went on."""
        items: list[str] = []
        masked, size = 0, 0
        with self._client.stream(call) as stream:
            for item in stream:
                if size > MOST_READ:
                    return items, masked, True
                plain, count = self._masking.item(item)
                items.append(json_text(plain))
                masked += count
                size += len(items[-1])
        return items, masked, False

    # Writing, into the outbox only.

    def _check_write(
        self,
        resource: str,
        method: str | None = None,
        parameters: Mapping[str, Any] | None = None,
        message: Mapping[str, Any] | None = None,
    ) -> Told:
        call = write_call(find(resource), method, parameters or {}, message)
        return Told(head={"resource": call.resource, "valid": True, "side_effects": self._side_effects(call)})

    def _propose_write(
        self,
        resource: str,
        key: str,
        reason: str,
        method: str | None = None,
        parameters: Mapping[str, Any] | None = None,
        message: Mapping[str, Any] | None = None,
    ) -> Told:
        call = write_call(find(resource), method, parameters or {}, message)
        effects = self._side_effects(call)
        self._allowance.take()
        known = "; ".join(f"{name}: {text}" for name, text in effects.items())
        # What is documented comes first, so that the assistant's own words cannot pass for it.
        held = f"an assistant proposes it, for a person to review. {known}. Its reason: {reason}"
        ticket = self._held_in.put(call, company=self.name, key=f"assistant: {key}", held=held)
        return Told(head={**self._state(self._held_in.message(ticket)), "side_effects": effects})

    def _write_state(self, id: int) -> Told:
        try:
            message = self._held_in.message(id)
        except QueueError:
            message = None
        # What other companies have in the same queue, or this company's own programs, is none of the assistant's.
        if message is None or message.company != self.name or not (message.key or "").startswith("assistant: "):
            raise QueueError(f"there is no message {id} that was proposed for this company")
        return Told(head=self._state(message))

    @property
    def _held_in(self) -> Outbox:
        if self._outbox is None:
            raise SetupError("this server only reads; a person can start it with --writes and --db")
        return self._outbox

    def _side_effects(self, call: Call[Any]) -> dict[str, str]:
        edits = call.function.partition(".")[2].startswith("edit_")
        return catalogue.side_effects(find(call.resource), edits=edits)

    def _state(self, message: Message) -> dict[str, Any]:
        said = {
            "id": message.id,
            "resource": message.resource,
            "state": message.state.value,
            "meaning": _STATES[message.state],
            "since": moment(message.changed_at).isoformat(timespec="seconds"),
            "reason": message.reason and self._masking.text(message.reason),
            "found": message.found and self._masking.text(message.found),
            "netvisor_keys": [str(key) for key in message.netvisor_keys],
        }
        if message.state is State.HELD:
            show, release = (command_line(self._db, word, message.id) for word in ("show", "release"))
            said["next"] = (
                f"Nothing has been sent. A person reviews it ({show}, or netvisor queue page) and releases it"
                f" ({release}); you cannot."
            )
        return {name: value for name, value in said.items() if value}


__all__ = ["MOST_READ", "Company"]
