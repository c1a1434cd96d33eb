"""`netvisor tampuuri`, against the embedded sandbox, a running one, and none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor.cli.tampuuri import COMMANDS
from netvisor.sandbox import Sandbox
from netvisor.tampuuri.credentials import variable
from tests.cli.conftest import Run, parsed
from tests.cli.test_start import python


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A seeded sandbox whose Tampuuri the environment points to."""
    with Sandbox(seed="demo") as running:
        monkeypatch.setenv("TAMPUURI_BASE_URL", running.tampuuri.url)
        for name, value in running.tampuuri.credentials.plain().items():
            monkeypatch.setenv(variable(name), value)
        yield running


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run("tampuuri", name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: netvisor tampuuri {name}")


def test_help_loads_neither_command_nor_msgspec() -> None:
    code = """
import sys
from netvisor.cli import main
sys.argv = ["netvisor", "tampuuri", "--help"]
try:
    main()
finally:
    heavy = ("msgspec", "netvisor.tampuuri", "netvisor.cli.tampuuri.get")
    print("loaded:", [name for name in heavy if name in sys.modules])
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    assert "Read a list to its end" in done.stdout
    assert "loaded: []" in done.stdout


def test_an_unknown_command_names_the_nearest(run: Run) -> None:
    result = run("tampuuri", "lst")
    assert result.exit_code == 2
    assert "did you mean 'list'?" in result.stderr


def test_an_object_is_shown_with_every_field(run: Run, local: Sandbox) -> None:
    result = run("tampuuri", "get", "sopimukset/300000")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Id", "300000"]
    assert next(line.split() for line in lines if "Vuokra" in line)[2:4] == ["Vuokra", "526.50"]


def test_json_has_every_digit(run: Run, local: Sandbox) -> None:
    local.tampuuri.add("kohteet", {"Arvo": Decimal("1.50"), "Nimi": "Äyräs"})
    result = run("tampuuri", "get", "kohteet/1016", "--json")
    assert json.loads(result.stdout, parse_float=Decimal) == {"Id": 1016, "Arvo": Decimal("1.50"), "Nimi": "Äyräs"}
    assert '"Arvo": 1.50' in result.stdout


def test_a_parameter_goes_into_the_query_of_a_get(run: Run, local: Sandbox) -> None:
    path = "sopimukset/300000/saldo/erapvm"
    found = parsed(run("tampuuri", "get", path, "--param", "tilannepvm=2026-11-20", "--json"))
    assert (found["SopimusId"], found["TilannePvm"]) == (300000, "2026-11-20")


def test_a_list_is_a_table(run: Run, local: Sandbox) -> None:
    result = run("tampuuri", "list", "ilmoitukset/selaa")
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["Id", "KustannuspaikkaId", "TilaId"]
    assert [line.split()[0] for line in lines[1:]] == [str(60000 + number) for number in range(6)]


def test_the_parameters_of_a_browse_are_values_of_its_body(run: Run, local: Sandbox) -> None:
    arguments = ("ilmoitukset/selaa", "--param", "TyonsuorittajaId=20000", "--param", "Tila=avoin", "--json")
    assert [each["Otsikko"] for each in parsed(run("tampuuri", "list", *arguments))] == ["Hana vuotaa", "Patteri kylmä"]
    assert json.loads(local.calls[-1].body) == {"TyonsuorittajaId": 20000, "Tila": "avoin", "Offset": 0, "Limit": 250}


def test_a_long_list_is_read_to_its_end_with_few_calls(run: Run, local: Sandbox) -> None:
    for number in range(500):
        local.tampuuri.add("ilmoitukset", {"Otsikko": f"Vika {number}", "Tila": "avoin"})
    result = run("tampuuri", "list", "ilmoitukset/selaa", "--lines")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(found) == 506
    assert found[-1]["Otsikko"] == "Vika 499"
    assert len(local.calls) == 3


def test_a_list_without_pages_is_read_by_get(run: Run, local: Sandbox) -> None:
    result = run("tampuuri", "list", "osapuolet/henkilot", "--param", "Hakusana=e", "--json")
    assert all(each["Osapuolityyppi"] == 0 for each in parsed(result))
    assert (local.calls[-1].http, local.calls[-1].parameters) == ("GET", (("Hakusana", "e"),))


def test_the_answer_goes_into_a_file(run: Run, local: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "notices.json"
    result = run("tampuuri", "list", "ilmoitukset/selaa", "--json", "-o", file)
    assert result.stdout == ""
    assert "6 objects" in result.stderr
    assert len(json.loads(file.read_text("utf-8"))) == 6


def test_an_empty_list_says_so(run: Run, local: Sandbox) -> None:
    result = run("tampuuri", "list", "ilmoitukset/selaa", "--param", "TyonsuorittajaId=5")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "The list is empty." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("get", "kohteet/1"), 1, "Rejected by Tampuuri: HTTP 404"),
        (("get", "/kohteet/1"), 2, "what stands behind the base address"),
        (("get", "kohteet/1?x=1"), 2, "the query goes into params"),
        (("get", "kohteet/1", "--param", "x"), 2, "NAME=VALUE"),
        (("list", "kohteet/1000"), 1, "expected a list"),
        (("list", "ilmoitukset/selaa", "--lines", "--json"), 2, "not together"),
    ],
)
def test_what_goes_wrong_has_an_exit_code(
    arguments: tuple[str, ...], code: int, text: str, run: Run, local: Sandbox
) -> None:
    result = run("tampuuri", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert text in result.stderr


def test_wrong_credentials_are_told_with_what_to_check(
    run: Run, local: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMPUURI_SALASANA", "wrong")
    result = run("tampuuri", "get", "kohteet/1000")
    assert result.exit_code == 1
    assert "HTTP 403" in result.stderr
    assert "check the key (tampuuri_avain), the account (tili_nimi)" in result.stderr


def test_without_credentials_the_variables_are_named(run: Run) -> None:
    result = run("tampuuri", "get", "kohteet/1000")
    assert result.exit_code == 2
    assert "TAMPUURI_AVAIN" in result.stderr
    assert "--sandbox" in result.stderr


def test_credentials_come_from_a_file(
    run: Run, local: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tampuuri.toml"
    lines = [f'{name} = "{value}"' for name, value in local.tampuuri.credentials.plain().items()]
    file.write_text("\n".join(["[tampuuri]", *lines]), "utf-8")
    file.chmod(0o600)
    monkeypatch.delenv("TAMPUURI_AVAIN")
    assert run("tampuuri", "get", "kohteet/1000", "--credentials", file).exit_code == 0


def test_the_embedded_sandbox_is_filled_once(run: Run, tmp_path: Path) -> None:
    first = run("tampuuri", "list", "ilmoitukset/selaa", "--sandbox")
    second = run("tampuuri", "list", "ilmoitukset/selaa", "--sandbox")
    assert "an invented housing company is now in" in first.stderr
    assert second.stderr == ""
    assert first.stdout == second.stdout
    assert "Hana vuotaa" in first.stdout


def test_without_the_extra_its_name_is_told(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["msgspec"] = None
sys.argv = ["netvisor", "tampuuri", "get", "kohteet/1", "--sandbox"]
from netvisor.cli import main
main()
"""
    done = python(code)
    assert done.returncode == 2
    assert "pip install 'netvisor-xml[tampuuri]'" in done.stderr
