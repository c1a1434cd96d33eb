"""Who calls Tampuuri, and which account: six headers that every call carries. Two of them are secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from netvisor.declare.arguments import described
from netvisor.errors import SetupError
from netvisor.protocol.credentials import header_fault, read_table
from netvisor.protocol.private_files import warn_if_exposed
from netvisor.protocol.secret import Secret

HEADERS: Final = {
    "tampuuri_avain": "X-TampuuriAvain",
    "asiakas_nimi": "X-AsiakasNimi",
    "ohjelmistoversio": "X-Ohjelmistoversio",
    "tili_nimi": "X-TiliNimi",
    "kayttajatunnus": "X-Kayttajatunnus",
    "salasana": "X-Salasana",
}
"""The headers by the names of the fields."""
SECRET: Final = frozenset({"tampuuri_avain", "salasana"})
_TABLE: Final = "tampuuri"


@dataclass(frozen=True, slots=True, init=False)
class TampuuriCredentials:
    """The identity that calls Tampuuri. It cannot be pickled, and copies of it show neither key nor password.

    One key may open many accounts; each account has a user and a password of its own. How the service reads letters
    beyond ASCII in headers is not documented; they are sent as ISO-8859-1.

    Attributes:
        tampuuri_avain: the API key, given as a text and held as a `Secret`.
        asiakas_nimi: the name of the customer, who may be an integrator.
        ohjelmistoversio: the name and version of the integration.
        tili_nimi: the account that is called.
        kayttajatunnus: a user of that account.
        salasana: the user's password, given as a text and held as a `Secret`.

    Raises:
        SetupError: a value is missing, or holds what an HTTP header cannot carry; the field is named.
    """

    tampuuri_avain: Secret
    asiakas_nimi: str
    ohjelmistoversio: str
    tili_nimi: str
    kayttajatunnus: str
    salasana: Secret

    def __init__(
        self,
        *,
        tampuuri_avain: str | Secret,
        asiakas_nimi: str,
        ohjelmistoversio: str,
        tili_nimi: str,
        kayttajatunnus: str,
        salasana: str | Secret,
    ) -> None:
        # First of all: the variables of this function are in the traceback of every error below.
        tampuuri_avain, salasana = _secret(tampuuri_avain), _secret(salasana)
        values = (tampuuri_avain, asiakas_nimi, ohjelmistoversio, tili_nimi, kayttajatunnus, salasana)
        for field, value in zip(fields(self), values, strict=True):
            if fault := _fault(value):
                raise SetupError(f"{field.name} {fault}")
            object.__setattr__(self, field.name, value)

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> TampuuriCredentials:
        """Read the variables `TAMPUURI_AVAIN`, `TAMPUURI_ASIAKAS_NIMI`, `TAMPUURI_OHJELMISTOVERSIO`, and so on.

        Raises:
            SetupError: variables are missing, and all of them are named; or a value cannot stand in a header.
        """
        if not isinstance(env, Mapping):
            raise SetupError(f"from_environment expects a mapping of variables, not {described(env)}")
        missing = [variable(name) for name in HEADERS if not env.get(variable(name))]
        found: dict[str, Any] = {
            name: _secret(env[variable(name)]) if name in SECRET else env[variable(name)]
            for name in HEADERS
            if not missing
        }
        # It holds the plain key and password, and would be in the traceback of every error below.
        del env
        if missing:
            raise SetupError(f"missing environment variables: {', '.join(missing)}")
        return cls(**found)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> TampuuriCredentials:
        """Read a TOML file: the names of the fields as keys, in a table `[tampuuri]` or at the top of the file.

        On POSIX systems a file that other users of the machine can read draws the warning `ExposedFile`.

        Raises:
            SetupError: the file cannot be read, or keys are missing, unknown or malformed; they are named.
        """
        place = os.fspath(path)
        found = read_table(place, _TABLE, SECRET)
        warn_if_exposed(place, holds="the credentials")
        unknown = [key for key in found if key not in HEADERS]
        if unknown:
            raise SetupError(f"{place} has unknown keys: {', '.join(unknown)}; expected {', '.join(HEADERS)}")
        missing = [name for name in HEADERS if not found.get(name)]
        if missing:
            raise SetupError(f"{place} lacks {', '.join(missing)}")
        return cls(**found)

    def plain(self) -> dict[str, str]:
        """All values as texts, key and password included, for another program that needs them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.reveal() if isinstance(value, Secret) else value for name, value in values.items()}

    @property
    def secrets(self) -> tuple[Secret, Secret]:
        """The key and the password."""
        return self.tampuuri_avain, self.salasana


def variable(name: str) -> str:
    """The environment variable of a field.

    >>> variable("tampuuri_avain"), variable("tili_nimi")
    ('TAMPUURI_AVAIN', 'TAMPUURI_TILI_NIMI')
    """
    return f"TAMPUURI_{name.removeprefix('tampuuri_').upper()}"


def checked_credentials(value: TampuuriCredentials) -> TampuuriCredentials:
    """Give credentials as they are, and refuse anything else.

    Raises:
        SetupError: they are something else.
    """
    if isinstance(value, TampuuriCredentials):
        return value
    ways = "TampuuriCredentials.from_environment(), .from_file(path) or TampuuriCredentials(...)"
    raise SetupError(f"Tampuuri needs TampuuriCredentials, not {described(value)}: {ways}")


def _secret(value: Any) -> Any:
    return Secret.of(value) if isinstance(value, str) else value


def _fault(value: object) -> str | None:
    text = value.reveal() if isinstance(value, Secret) else value
    fault = header_fault(text)
    if fault is not None or not isinstance(text, str):
        return fault
    # The transport writes ISO-8859-15, which differs from the usual ISO-8859-1 in eight characters.
    if text.encode("iso-8859-15") != text.encode("iso-8859-1", "replace"):
        return "contains a character outside ISO-8859-1, the encoding of headers"
    return None


__all__ = ["HEADERS", "SECRET", "TampuuriCredentials", "checked_credentials", "variable"]
