from __future__ import annotations

import json
import os
import pickle
import threading
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, asdict, astuple, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netvisor.errors import ExposedFile, SetupError
from netvisor.protocol import private_files
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.secret import Secret

CUSTOMER_KEY = "7cd680e89e880553358bc07cd28b0ee2"
PARTNER_KEY = "07f94228d149a96b2f25e3edad55096e"
GOOD = {
    "sender": "Käyttö € Oy",
    "customer_id": "xx_yyyy_zz",
    "customer_key": CUSTOMER_KEY,
    "partner_id": "xxx_yyy",
    "partner_key": PARTNER_KEY,
    "organisation_id": "1967543-8",
}
ENVIRONMENT = {f"NETVISOR_{name.upper()}": text for name, text in GOOD.items()}


def made(**change: Any) -> Credentials:
    return Credentials(**(GOOD | change))


def toml(table: dict[str, str], head: str = "[netvisor]") -> str:
    return "\n".join([head, *(f'{name} = "{text}"' for name, text in table.items())])


def private(folder: Path, content: bytes) -> Path:
    """A file with credentials that only its owner can read."""
    file = folder / "netvisor.toml"
    file.write_bytes(content)
    file.chmod(0o600)
    return file


def assert_no_secret(text: str) -> None:
    assert CUSTOMER_KEY not in text
    assert PARTNER_KEY not in text


def test_the_keys_are_masked_in_every_text_form() -> None:
    credentials = made()
    for text in (repr(credentials), str(credentials), f"{credentials}", f"{[credentials]}"):
        assert_no_secret(text)
        assert "customer_key=***" in text
        assert "xx_yyyy_zz" in text


def test_credentials_are_frozen_and_have_slots() -> None:
    credentials = made(language="SE")
    with pytest.raises(FrozenInstanceError):
        credentials.sender = "other"  # type: ignore[misc]  # that is what is tested
    assert not hasattr(credentials, "__dict__")


def test_the_keys_are_masked_in_every_copy_of_the_values() -> None:
    credentials = made()
    copies = [asdict(credentials), astuple(credentials), copy(credentials), deepcopy(credentials), vars(Secret)]
    for text in map(repr, copies):
        assert_no_secret(text)
    assert deepcopy(credentials) == credentials
    with pytest.raises(TypeError):
        json.dumps(asdict(credentials))


def test_credentials_are_not_pickled() -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(SetupError, match="create the Credentials in the process that uses them"):
            pickle.dumps(made(), protocol)


def test_the_keys_are_had_when_they_are_asked_for() -> None:
    credentials = made()
    assert credentials.customer_key.reveal() == CUSTOMER_KEY
    assert credentials.plain() == GOOD | {"language": "FI"}
    assert Credentials(**credentials.plain()) == credentials  # type: ignore[arg-type]  # the language is one


def test_credentials_are_equal_by_their_values_and_replaced_with_a_text_or_a_secret() -> None:
    other = replace(made(), customer_key="k" * 32)  # type: ignore[arg-type]  # a text is taken as well
    assert other == replace(made(), customer_key=Secret("k" * 32)) != made()
    assert len({other, made(), made()}) == 2
    assert Secret("a") != "a"


def test_the_language_is_finnish_unless_said() -> None:
    assert made().language == "FI"


@pytest.mark.parametrize("field", [*GOOD, "language"])
@pytest.mark.parametrize(
    ("bad", "word"),
    [
        ("", "empty"),
        (None, "NoneType"),
        (b"x", "bytes"),
        (" x", "white space"),
        ("x\n", "white space"),
        ("x\r\nX-Evil: 1", "control character"),
        ("x\x00y", "control character"),
        ("x\x85y", "control character"),
        ("漢", "ISO-8859-15"),
        ("x\ud800", "ISO-8859-15"),
    ],
    ids=ascii,
)
def test_what_a_header_cannot_carry_is_refused_with_the_name_of_the_field(field: str, bad: Any, word: str) -> None:
    with pytest.raises(SetupError) as caught:
        made(**{field: bad})
    assert str(caught.value).startswith(field)
    assert word in str(caught.value)


@pytest.mark.parametrize("field", ["customer_key", "partner_key"])
@pytest.mark.parametrize("spoil", ["{}\n", "{}\x01x", "{}漢"])
def test_a_refused_key_is_not_shown(field: str, spoil: str) -> None:
    with pytest.raises(SetupError) as caught:
        made(**{field: spoil.format(GOOD[field])})
    assert_no_secret(str(caught.value) + repr(caught.value))


@pytest.mark.parametrize("bad", ["19675438", "967543-8", "1967543-88", "FI19675438", "1967543‐8", "1967543-x"])
def test_an_organisation_id_of_another_form_is_refused(bad: str) -> None:
    with pytest.raises(SetupError, match=r"organisation_id"):
        made(organisation_id=bad)


def test_digits_of_other_scripts_are_no_organisation_id() -> None:
    with pytest.raises(SetupError, match="organisation_id"):
        made(organisation_id="١٩٦٧٥٤٣-٨")


def test_a_wrong_check_digit_is_a_doubt_and_not_an_error() -> None:
    assert made().doubts() == []
    assert made(organisation_id="1234567-8").doubts() == [
        "the check digit of organisation_id 1234567-8 is wrong: no real company has this id"
    ]


def test_swedish_is_not_sv() -> None:
    with pytest.raises(SetupError, match="Swedish is SE"):
        made(language="SV")
    with pytest.raises(SetupError, match=r"language must be one of FI, EN, SE, not 'fi'$"):
        made(language="fi")


def test_the_environment_gives_all_fields() -> None:
    assert Credentials.from_environment(ENVIRONMENT) == made()
    assert Credentials.from_environment(ENVIRONMENT | {"NETVISOR_LANGUAGE": "EN"}) == made(language="EN")


def test_missing_and_empty_variables_are_named_all_at_once() -> None:
    env = ENVIRONMENT | {"NETVISOR_PARTNER_KEY": ""}
    del env["NETVISOR_SENDER"]
    with pytest.raises(SetupError) as caught:
        Credentials.from_environment(env)
    assert str(caught.value) == "missing environment variables: NETVISOR_SENDER, NETVISOR_PARTNER_KEY"


def test_the_environment_of_the_process_is_read_at_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in ENVIRONMENT.items():
        monkeypatch.setenv(name, text)
    monkeypatch.delenv("NETVISOR_LANGUAGE", raising=False)
    assert Credentials.from_environment() == made()


@pytest.mark.parametrize("head", ["[netvisor]", "# at the top of the file"])
def test_a_file_gives_all_fields(tmp_path: Path, head: str) -> None:
    file = private(tmp_path, toml(GOOD | {"language": "EN"}, head).encode())
    assert Credentials.from_file(file) == made(language="EN")
    assert Credentials.from_file(str(file)) == made(language="EN")


def test_missing_keys_of_a_file_are_named_all_at_once(tmp_path: Path) -> None:
    file = private(tmp_path, toml({"customer_key": CUSTOMER_KEY}).encode())
    with pytest.raises(SetupError) as caught:
        Credentials.from_file(file)
    assert str(caught.value) == f"{file} lacks sender, customer_id, partner_id, partner_key, organisation_id"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (toml(GOOD | {"langauge": "EN"}), "langauge"),
        (f'customer_key = "{CUSTOMER_KEY}', "not a TOML file"),
        ("netvisor = 1", "not a table"),
        (toml(GOOD).replace('"1967543-8"', "1967543"), "organisation_id is of type int"),
        ("\ud800", "not a TOML file"),
    ],
    ids=["unknown key", "no TOML", "no table", "no text", "no UTF-8"],
)
def test_a_malformed_file_is_refused_without_showing_a_secret(tmp_path: Path, content: str, word: str) -> None:
    file = private(tmp_path, content.encode("utf-8", "surrogatepass"))
    with pytest.raises(SetupError) as caught:
        Credentials.from_file(file)
    assert word in str(caught.value)
    assert_no_secret(str(caught.value))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"missing\.toml cannot be read: No such file"):
        Credentials.from_file(tmp_path / "missing.toml")


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o602, 0o666, 0o444])
def test_a_file_that_others_can_read_draws_a_warning_that_names_the_mend(tmp_path: Path, mode: int) -> None:
    file = private(tmp_path, toml(GOOD).encode())
    file.chmod(mode)
    with pytest.warns(ExposedFile) as caught:
        assert Credentials.from_file(file) == made()
    (warning,) = caught
    assert isinstance(warning.message, UserWarning)
    assert str(warning.message) == (
        f"the credentials in {file} can be read or changed by other users of this machine; to keep them out:"
        f" chmod 600 {file}"
    )
    assert warning.filename == __file__
    assert pickle.loads(pickle.dumps(warning.message)).paths == (str(file),)  # noqa: S301


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_that_nobody_else_can_read_draws_none(tmp_path: Path, mode: int) -> None:
    file = private(tmp_path, toml(GOOD).encode())
    file.chmod(mode)
    # A warning would be an error here, as in all tests.
    assert Credentials.from_file(file) == made()


def test_what_the_group_of_somebody_elses_file_may_read_is_how_it_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = private(tmp_path, toml(GOOD).encode())
    file.chmod(0o640)
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1)
    assert Credentials.from_file(file) == made()
    file.chmod(0o644)
    with pytest.warns(ExposedFile):
        Credentials.from_file(file)


def test_a_pipe_is_no_file_that_others_could_read(tmp_path: Path) -> None:
    pipe = tmp_path / "netvisor.toml"
    os.mkfifo(pipe, 0o644)
    writer = threading.Thread(target=pipe.write_bytes, args=(toml(GOOD).encode(),))
    writer.start()
    assert Credentials.from_file(pipe) == made()
    writer.join()


def test_where_there_are_no_such_rights_nothing_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = private(tmp_path, toml(GOOD).encode())
    file.chmod(0o644)
    monkeypatch.setattr(private_files, "os", SimpleNamespace(name="nt"))
    assert Credentials.from_file(file) == made()


def test_another_company_is_one_replacement_away() -> None:
    assert replace(made(), organisation_id="0864414-2").organisation_id == "0864414-2"
