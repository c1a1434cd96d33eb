"""What the sandbox answers when it refuses: the documented texts, and texts of ours that say so.

A text that nobody has documented begins with `Sandbox: `, so that nobody builds on it. Each documented text stands
here in the languages it is known in; in the others it is answered in the language it is known in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netvisor.codec.reply_elements import Language
from netvisor.errors import Problem

OURS: Final = "Sandbox: "
"""How a text begins that nobody has documented."""

# The statuses of the categories that the documentation names; the others are ours.
_STATUS: Final = {
    "INVALID_DATA": 400,
    "INVALID_DATA_SIZE": 400,
    "DUPLICATE_DATA": 400,
    "REQUEST_NOT_UNIQUE": 400,
    "PERIOD_LOCK": 400,
    "AUTHENTICATION_FAILED": 401,
    "SERVICE_ACCESS_ERROR": 403,
}
_DATA_PREFIX: Final[dict[str, str]] = {"FI": "Tiedon muoto virheellinen:. "}
_DATA_PREFIX_ELSE: Final = "Data form incorrect:. "


class Refusal(Exception):
    """The call is refused: rolled back and answered with FAILED.

    Attributes:
        category: the category, such as `INVALID_DATA`.
        texts: the text by language.
        problems: what exactly is wrong; the log shows it, the answer does not.
        because: the same in one sentence, where there are no problems to list.
    """

    def __init__(
        self, category: str, texts: dict[str, str], *, problems: Sequence[Problem] = (), because: str = ""
    ) -> None:
        super().__init__(category, texts)
        self.category = category
        self.texts = texts
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.because = because

    @property
    def http_status(self) -> int:
        """The HTTP status for clients that asked for one; 500 for every category that is not a fault of the client."""
        return _STATUS.get(self.category, 500)

    def text(self, language: Language) -> str:
        """The text in a language, or else in one that it is known in."""
        return self.texts.get(language) or next(self.texts[known] for known in ("EN", "FI") if known in self.texts)

    def status(self, language: Language) -> str:
        """The second `Status` of the answer.

        >>> incorrect("Customer not found with Netvisor identifier: 5").status("FI")
        'INVALID_DATA :: Tiedon muoto virheellinen:. Customer not found with Netvisor identifier: 5'
        """
        text = self.text(language)
        return f"{self.category} :: {text}" if self.category else text


def ours(category: str, text: str, *, problems: Sequence[Problem] = (), because: str = "") -> Refusal:
    """A refusal whose text nobody has documented."""
    return Refusal(category, {"EN": OURS + text}, problems=problems, because=because)


def incorrect(cause: str, *, problems: Sequence[Problem] = (), because: str = "") -> Refusal:
    """A data error with a documented cause, behind the prefix that the language of the interface gives it."""
    texts = {"EN": _DATA_PREFIX_ELSE + cause, **{known: prefix + cause for known, prefix in _DATA_PREFIX.items()}}
    return Refusal("INVALID_DATA", texts, problems=problems, because=because)


def invalid(text: str) -> Refusal:
    """A data error whose text is ours."""
    return ours("INVALID_DATA", text)


def could_not_validate(problems: Sequence[Problem], because: str = "") -> Refusal:
    """The one text for everything that is wrong with the XML; where it is wrong stands in the log only."""
    cause = "XML message validation failed: Could not validate xml"
    return incorrect(cause, problems=problems, because=because)


def too_long(problems: Sequence[Problem], identifier: str) -> Refusal:
    """The vague text that a value longer than its column gets."""
    text = f"Aineiston käsittelyssä tapahtui virhe. Virhetunniste: {identifier}"
    return Refusal("INVALID_DATA", {"FI": text}, problems=problems)


def books_unavailable(text: str) -> Refusal:
    """The books cannot be used now; the one documented category that tells to try later."""
    return ours("SYSTEM_MAINTENANCE", text)


def unknown_partner() -> Refusal:
    """The PartnerId is unknown."""
    return Refusal("AUTHENTICATION_FAILED", {"FI": "Integraatiokumppania ei löydy, katso dokumentaatio"})


def wrong_keys(because: str) -> Refusal:
    """An identifier or key is wrong."""
    texts = {
        "EN": "Integration keys are not valid. Please check the keys specific to the user and partner.",
        "FI": "Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista käyttäjä- ja kumppanikohtaiset avaimet",
    }
    return Refusal("AUTHENTICATION_FAILED", texts, because=because)


def wrong_mac(expected: str, digest: str, because: str) -> Refusal:
    """The signature is wrong; the text shows the string that was hashed here, and a hash behind it."""
    text = (
        "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan merkkijonoa: "
        f"{expected} :: {digest}"
    )
    return Refusal("AUTHENTICATION_FAILED", {"FI": text}, because=because)


def customer_not_found(key: object) -> Refusal:
    """A customer's key is unknown."""
    return incorrect(f"Customer not found with Netvisor identifier: {key}")


def customer_code_in_use(code: str) -> Refusal:
    """A customer code is taken; a data error since 2019, not `DUPLICATE_DATA`."""
    return incorrect(f"Asiakaskoodi on jo käytössä: {code}")
