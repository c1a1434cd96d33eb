"""Credentials come from variables or a file; what is missing or cannot stand in a header is named, never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netvisor.errors import ExposedFile, SetupError
from netvisor.tampuuri import TampuuriCredentials
from tests.tampuuri.service import SALASANA, credentials

VARIABLES = {
    "TAMPUURI_AVAIN": "avain",
    "TAMPUURI_ASIAKAS_NIMI": "Oma Oy",
    "TAMPUURI_OHJELMISTOVERSIO": "Ohjelma 1",
    "TAMPUURI_TILI_NIMI": "Tili",
    "TAMPUURI_KAYTTAJATUNNUS": "tunnus",
    "TAMPUURI_SALASANA": "salasana",
}


def test_they_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    assert TampuuriCredentials.from_environment().plain() == {
        "tampuuri_avain": "avain",
        "asiakas_nimi": "Oma Oy",
        "ohjelmistoversio": "Ohjelma 1",
        "tili_nimi": "Tili",
        "kayttajatunnus": "tunnus",
        "salasana": "salasana",
    }


def test_every_missing_variable_is_named() -> None:
    given = {name: value for name, value in VARIABLES.items() if name not in {"TAMPUURI_AVAIN", "TAMPUURI_SALASANA"}}
    with pytest.raises(SetupError, match="missing environment variables: TAMPUURI_AVAIN, TAMPUURI_SALASANA"):
        TampuuriCredentials.from_environment(given)


def file(tmp_path: Path, *, header: str = "[tampuuri]", without: str = "", added: str = "") -> Path:
    values = {name: value for name, value in credentials().plain().items() if name != without}
    lines = [f'{name} = "{value}"' for name, value in values.items()]
    path = tmp_path / "credentials.toml"
    path.write_text("\n".join([header, *lines, added]), "utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("header", ["[tampuuri]", "", "[netvisor]\nsender = 'x'\n[tampuuri]"])
def test_they_come_from_a_file(tmp_path: Path, header: str) -> None:
    assert TampuuriCredentials.from_file(file(tmp_path, header=header)) == credentials()


def test_a_file_that_others_can_read_draws_a_warning(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.chmod(0o644)
    with pytest.warns(ExposedFile):
        TampuuriCredentials.from_file(path)


@pytest.mark.parametrize(
    ("changes", "text"),
    [({"without": "salasana"}, "lacks salasana"), ({"added": "kieli = 'FI'"}, "unknown keys: kieli")],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, changes: dict[str, Any], text: str) -> None:
    with pytest.raises(SetupError, match=text) as caught:
        TampuuriCredentials.from_file(file(tmp_path, **changes))
    assert SALASANA not in str(caught.value)


@pytest.mark.parametrize("value", ["", " x", "x\r\nX-Muu: 1", "Šakki", "price €", "漢", None, 5])
def test_what_cannot_stand_in_a_header_is_refused_without_showing_it(value: Any) -> None:
    for name in ("tili_nimi", "salasana"):
        with pytest.raises(SetupError, match=f"^{name} ") as caught:
            credentials(**{name: value})
        assert not value or str(value) not in str(caught.value).removeprefix(name) or value == 5
