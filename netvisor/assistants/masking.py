"""What an assistant is shown of an answer: without personal identifiers, keys, and the contents of attachments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from netvisor.codec.json_form import reply_to_json
from netvisor.declare import Field, declared, plan
from netvisor.protocol.personal_data import without_identity_codes
from netvisor.protocol.secret import MASK

if TYPE_CHECKING:
    from netvisor.protocol.credentials import Credentials

PERSONAL: Final = frozenset(
    {
        ("ListedEmployee", "personal_id"),
        ("FetchedBaseInformation", "employee_identifier"),
        ("FetchedBaseInformation", "bank_account_number"),
    }
)
"""The fields of answers that identify an employee, whatever they look like: foreign identifiers have many forms."""


class Masking:
    """Turns answers and texts into what an assistant may see, and counts what it masked.

    Args:
        identity_codes: whether identity codes and bank accounts of employees are shown.
        credentials: whose keys are never shown.
    """

    def __init__(self, credentials: Credentials, *, identity_codes: bool) -> None:
        self._shown = identity_codes
        self._keys = (credentials.customer_key, credentials.partner_key)

    def item(self, found: object) -> tuple[Any, int]:
        """The JSON form of an object of an answer, and how many values in it are masked."""
        plain = reply_to_json(found)
        if declared(type(found)) is not None:
            plain = self._object(plain, type(found))
        return self.plain(plain)

    def plain(self, value: Any) -> tuple[Any, int]:
        """A value of JSON with everything masked that looks like an identity code, and how many values are masked."""
        if isinstance(value, dict):
            pairs = {name: self.plain(each) for name, each in value.items()}
            return {name: each for name, (each, _) in pairs.items()}, _total(count for _, count in pairs.values())
        if isinstance(value, list):
            items = [self.plain(each) for each in value]
            return [each for each, _ in items], _total(count for _, count in items)
        if not isinstance(value, str):
            return value, 0
        text = self.text(value)
        return text, int(text != value or value == MASK)

    def text(self, text: str) -> str:
        """A text without identity codes and keys."""
        for key in self._keys:
            text = text.replace(key.reveal(), MASK)
        return text if self._shown else without_identity_codes(text)

    def _object(self, plain: dict[str, Any], cls: type) -> dict[str, Any]:
        """An object with the values masked that its declaration knows."""
        lines = {line.attr: line for line in plan(cls).fields}
        return {name: self._field(cls, lines[name], value) for name, value in plain.items()}

    def _field(self, cls: type, line: Field, value: Any) -> Any:
        if value is None or value == []:
            return value
        if not self._shown and (cls.__name__, line.attr) in PERSONAL:
            return {**value, "value": MASK} if isinstance(value, dict) and "value" in value else MASK
        if line.scalar is not None and line.scalar.kind == "base64" and isinstance(value, str):
            return {"left_out": f"{len(value) * 3 // 4 - value.count('=')} bytes of Base64"}
        if line.many:
            return [self._item(line, item) for item in value]
        return self._object(value, line.cls) if line.cls is not None and isinstance(value, dict) else value

    def _item(self, line: Field, item: Any) -> Any:
        if not isinstance(item, dict):
            return item
        for arm in line.arms:
            if arm.attr in item and arm.cls is not None:
                return {arm.attr: self._object(item[arm.attr], arm.cls)}
        return self._object(item, line.cls) if line.cls is not None else item


def _total(counts: Iterable[int]) -> int:
    return sum(counts)


__all__ = ["PERSONAL", "Masking"]
