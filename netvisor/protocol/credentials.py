"""The caller and its company: two identifiers, two keys, a name and a language.

The two keys are secrets. They never leave the machine: they only take part in the signature, and no repr, log record,
error text or traceback of this library shows them.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final, Literal, TypeAlias

from netvisor.codec.charset import fits
from netvisor.declare.arguments import checked_arguments, described
from netvisor.errors import SetupError
from netvisor.protocol.private_files import warn_if_exposed
from netvisor.protocol.secret import Secret

Language: TypeAlias = Literal["FI", "EN", "SE"]
LANGUAGES: Final[tuple[Language, ...]] = ("FI", "EN", "SE")

_SECRET: Final = frozenset({"customer_key", "partner_key"})
_ORGANISATION = re.compile(r"[0-9]{7}-[0-9]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_TABLE: Final = "netvisor"


@dataclass(frozen=True, slots=True, init=False)
class Credentials:
    """The identity that calls are signed with. It cannot be pickled, and copies of it show no key.

    Attributes:
        sender: the name of the integration; the vendor's support finds traffic by it.
        customer_id: the API identifier that a user of the customer company created.
        customer_key: its key, passed as text and held as a `Secret`.
        partner_id: the identifier that partner support gave to the integrator.
        partner_key: its key, passed as text and held as a `Secret`.
        organisation_id: the business id of the company that is called, such as `1967543-8`.
        language: the language of error texts and of localised values; Swedish is `SE`.

    Raises:
        SetupError: a value is missing, malformed, or cannot be sent in an HTTP header; the field is named.
    """

    sender: str
    customer_id: str
    customer_key: Secret
    partner_id: str
    partner_key: Secret
    organisation_id: str
    language: Language = "FI"

    def __init__(
        self,
        sender: str,
        customer_id: str,
        customer_key: str | Secret,
        partner_id: str,
        partner_key: str | Secret,
        organisation_id: str,
        language: Language = "FI",
    ) -> None:
        # First of all: the variables of this function are in the traceback of every error below.
        customer_key, partner_key = Secret.of(customer_key), Secret.of(partner_key)
        values = (sender, customer_id, customer_key, partner_id, partner_key, organisation_id, language)
        for field, value in zip(fields(self), values, strict=True):
            if fault := header_fault(value.reveal() if isinstance(value, Secret) else value):
                raise SetupError(f"{field.name} {fault}")
            object.__setattr__(self, field.name, value)
        if not _ORGANISATION.fullmatch(organisation_id):
            raise SetupError(
                f"organisation_id {organisation_id!r} is not a Finnish business id;"
                " expected seven digits, a hyphen and a check digit, such as 1967543-8"
            )
        if language not in LANGUAGES:
            hint = " (Swedish is SE)" if language.upper() in {"SV", "SWE"} else ""
            raise SetupError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}{hint}")

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> Credentials:
        """Read the variables `NETVISOR_SENDER`, `NETVISOR_CUSTOMER_ID`, `NETVISOR_CUSTOMER_KEY`, and so on.

        `NETVISOR_LANGUAGE` may be left out; it is then `FI`.

        Raises:
            SetupError: variables are missing (all are named), or a value is malformed.
        """
        if not isinstance(env, Mapping):
            raise SetupError(
                f"from_environment expects a mapping of variables, not {described(env)}; use from_file for a file"
            )
        texts = {f.name: env[_variable(f.name)] for f in fields(cls) if env.get(_variable(f.name))}
        found, missing = _masked(texts), [_variable(name) for name in _missing(texts)]
        # They hold the plain keys, and would be in the traceback of every error below.
        del env, texts
        if missing:
            raise SetupError(f"missing environment variables: {', '.join(missing)}")
        return cls(**found)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Credentials:
        """Read a TOML file: the names of the fields as keys, in a table `[netvisor]` or at the top of the file.

        On POSIX systems a file that other users of the machine can read draws the warning `ExposedFile`.

        Raises:
            SetupError: the file cannot be read, or keys are missing, unknown or malformed; they are named.
        """
        if not isinstance(path, (str, os.PathLike)):
            raise SetupError(f"from_file expects the path of a file, not {described(path)}")
        place = os.fspath(path)
        found = read_table(place, _TABLE, _SECRET)
        warn_if_exposed(place, holds="the credentials")
        known = [f.name for f in fields(cls)]
        unknown = [key for key in found if key not in known]
        if unknown:
            raise SetupError(f"{place} has unknown keys: {', '.join(unknown)}; expected {', '.join(known)}")
        missing = _missing(found)
        if missing:
            raise SetupError(f"{place} lacks {', '.join(missing)}")
        return cls(**found)

    def plain(self) -> dict[str, str]:
        """All values as text, including the keys, for another program that needs them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.reveal() if isinstance(value, Secret) else value for name, value in values.items()}

    def doubts(self) -> list[str]:
        """Warnings about values that are well-formed but look wrong.

        A wrong check digit in a business id is not an error: invented companies in test environments may have one.
        In production no such company exists.
        """
        # stdnum brings its registry of all countries along; only a check that failed needs it.
        from stdnum.fi import ytunnus

        if ytunnus.is_valid(self.organisation_id):
            return []
        return [f"the check digit of organisation_id {self.organisation_id} is wrong: no real company has this id"]


_READERS = "Credentials.from_environment() and Credentials.from_file(path) read them"


def _mask_keys(arguments: dict[str, Any]) -> None:
    """Hide the keys among the arguments of a call, which a traceback shows."""
    for name in ("customer_key", "partner_key"):
        if name in arguments:
            arguments[name] = Secret.of(arguments[name])


# `dataclass` has made the initialiser only now.
Credentials.__init__ = checked_arguments(Credentials.__init__, _READERS, _mask_keys)  # type: ignore[method-assign]


def checked_credentials(value: Credentials) -> Credentials:
    """Return credentials as they are, and reject anything else.

    Raises:
        SetupError: they are something else.
    """
    if isinstance(value, Credentials):
        return value
    ways = "Credentials.from_environment(), Credentials.from_file(path) or Credentials(...)"
    raise SetupError(f"a client needs Credentials, not {described(value)}: {ways}")


def _variable(name: str) -> str:
    return f"NETVISOR_{name.upper()}"


def _missing(found: Mapping[str, object]) -> list[str]:
    return [f.name for f in fields(Credentials) if f.default is MISSING and not found.get(f.name)]


def _masked(texts: Mapping[str, Any], secret: Collection[str] = _SECRET) -> dict[str, Any]:
    return {name: Secret.of(value) if name in secret else value for name, value in texts.items()}


def read_table(place: str, name: str, secret: Collection[str]) -> dict[str, Any]:
    """The credentials in a TOML file: of the table with their name, or else of the whole file.

    Args:
        place: the path of the file.
        name: the name of the table.
        secret: the keys whose values are masked at once.

    Raises:
        SetupError: the file cannot be read.
    """
    table = _parsed(place, name, secret)
    # Raised here and not there: the parser's own error holds the text of the file, keys included.
    if isinstance(table, str):
        raise SetupError(f"{place}{table}")
    return table


def _parsed(place: str, name: str, secret: Collection[str]) -> dict[str, Any] | str:
    """The table of a file with its keys masked, or what is wrong with the file."""
    try:
        with open(place, "rb") as file:
            everything = tomllib.load(file)
    except OSError as error:
        return f" cannot be read: {error.strerror or error}"
    except ValueError as error:
        return f" is not a TOML file: {error}"
    table = everything.get(name, everything)
    if not isinstance(table, dict):
        return f": {name} is not a table; expected [{name}] with one line for each credential"
    return _masked(table, secret)


def header_fault(value: object) -> str | None:
    """What in a value a header cannot carry, without the value: it may be a key."""
    if not isinstance(value, str):
        return f"is of type {type(value).__name__}; expected a str"
    if not value:
        return "is empty"
    if value != value.strip():
        return "begins or ends with white space, which HTTP would drop from the header but not from the signature"
    if found := _CONTROL.search(value):
        return f"contains the control character U+{ord(found.group()):04X}, which headers must not contain"
    if not fits(value):
        return "contains a character outside ISO-8859-15, the encoding of headers and signature"
    return None


__all__ = ["LANGUAGES", "Credentials", "Language", "checked_credentials", "header_fault", "read_table"]
