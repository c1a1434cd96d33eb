"""A company of a sandbox, and what recipes do in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeAlias

from lxml import etree

from netvisor.codec.encode import encode
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.codec.write_reply import write_reply
from netvisor.codec.xsd import schema_text
from netvisor.resources import find
from netvisor.sandbox.books.manual_actions import ManualActions

from .. import messages as m
from ..conftest import Caller, Got
from .message import Message
from .table import table


@cache
def _schema(resource: str) -> etree.XMLSchema:
    reply = find(resource).reply
    assert reply is not None, f"{resource}.nv declares no answer"
    return etree.XMLSchema(etree.fromstring(schema_text(reply)))


def faithful(resource: str, answer: Got) -> Got:
    """An answer that has its documented shape and that the library reads without loss.

    Without loss: what was read, written again, has the same values at the same places, and none stayed untyped.
    """
    assert answer.statuses == ["OK"], answer.body.decode("utf-8")
    schema = _schema(resource)
    assert schema.validate(answer.root), schema.error_log
    reply = read_reply(answer.body, find(resource).reply)
    assert list(untyped(reply.root)) == []
    again = etree.fromstring(write_reply(reply.root, language="EN"))
    assert held(again) == held(answer.root)
    return answer


def held(root: etree._Element) -> list[tuple[str, str, str]]:
    """Everything that an answer says below its envelope: path, name of the attribute, value.

    The format of a date that is written empty says nothing.
    """
    tree = root.getroottree()
    return [
        (tree.getelementpath(element), name, value)
        for child in list(root)[1:]
        for element in child.iter()
        for name, value in [("", element.text or ""), *((str(n), str(v)) for n, v in element.items())]
        if value.strip() and not (name == "format" and not element.text)
    ]


class Books:
    """The books of one company: posts into them and reads of them, each of which has to be taken."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    def post(self, resource: str, sent: Any = b"", **query: Any) -> Got:
        """Post a golden message, a typed one, or bytes."""
        body = sent.body if isinstance(sent, Message) else sent if isinstance(sent, bytes) else encode(sent).bytes()
        answer = self.caller.send(f"{resource}.nv", body, "POST", **query)
        way = "what the company lacks, a recipe puts into it: see tests/sandbox/shown/recipes_*.py"
        assert answer.statuses == ["OK"], f"{resource}.nv is refused: {self._why(answer)}; {way}"
        return answer

    def _why(self, answer: Got) -> str:
        """What the log says of a refusal, beside the vendor's words."""
        logged = self.caller.sandbox.calls[-1]
        return "; ".join([*answer.statuses[1:], logged.because, *map(str, logged.problems)])

    def get(self, resource: str, **query: Any) -> Got:
        """Read; the answer has the documented shape."""
        answer = self.caller.send(f"{resource}.nv", **query)
        assert answer.statuses == ["OK"], f"{resource}.nv is refused: {self._why(answer)}"
        return faithful(resource, answer)

    def call(self, resource: str, **query: Any) -> None:
        """Call a resource that does something and is a GET, such as a deletion."""
        answer = self.caller.send(f"{resource}.nv", **query)
        assert answer.statuses == ["OK"], answer.statuses

    @property
    def manual_actions(self) -> ManualActions:
        """What people do and no call can."""
        return self.caller.sandbox.books[self.caller.company].manual_actions

    def customer(self, code: str = "011", **base: Any) -> int:
        """Add a customer; gives the key."""
        return self.post("customer", m.customer(code=code, **base), method="add").key

    def product(self, code: str = "OMENA") -> int:
        """Add a product; gives the key."""
        return self.post("product", m.product(code), method="add").key

    def dimension(self, name: str, *items: str) -> None:
        """Add a heading with items, which no call can make by itself."""
        self.caller.sandbox.books[self.caller.company].add_dimension(name, *items)

    def item(self, heading: str, name: str) -> int:
        """Add a heading with one item; gives the key of the item."""
        self.dimension(heading, name)
        items = self.caller.sandbox.books[self.caller.company].dimension_items
        return next(key for key, item in items.items() if item.name == name)


Answers: TypeAlias = Mapping[str, Got]
Recipe: TypeAlias = Callable[[Books, Message], Answers]

RECIPES: Final[dict[str, Recipe]] = {}
"""How the golden messages of resources are posted and read back that need more than a company with empty books."""


def recipe_of(resource: str) -> Recipe:
    """How the golden messages of a resource are posted and read back: as its recipe says, else plainly."""
    return RECIPES.get(resource, plainly)


def plainly(books: Books, sent: Message) -> Answers:
    """Post a golden message as it stands, and ask for all that the table of its resource names, without parameters."""
    resource = sent.name.partition("-")[0]
    books.post(resource, sent, **({"method": "add"} if find(resource).methods else {}))
    reads = {line.read for line in table(resource) if line.read}
    return {read: books.get(read.partition(" ")[0]) for read in sorted(reads)}


def recipe(*resources: str) -> Callable[[Recipe], Recipe]:
    """Register a function as the one that posts the golden messages of a resource and reads them back.

    It gets a company with empty books and a golden message, puts existing keys into the message, posts it, and gives
    the answers that show it, under the names that the table of the resource calls them by: the resource that is read,
    and behind a space whatever tells two reads of it apart.
    """

    def register(function: Recipe) -> Recipe:
        for resource in resources:
            assert resource not in RECIPES, f"{resource} has two recipes"
            RECIPES[resource] = function
        return function

    return register
