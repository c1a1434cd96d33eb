"""What is doubtful is told on standard error, and stops nothing."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

from netvisor.cli import outcome
from netvisor.cli.group import netvisor
from tests.conftest import FIXTURES

Run: TypeAlias = Callable[..., Result]

VOUCHER = FIXTURES / "requests" / "accounting-minimal.xml"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command with a state directory of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def invoke(*arguments: object, stdin: bytes | str | None = None) -> Result:
        return CliRunner().invoke(netvisor, [str(a) for a in arguments], input=stdin, catch_exceptions=False)

    return invoke


def voucher(rate: int) -> dict[str, Any]:
    def line(total: int) -> dict[str, Any]:
        vat = {"value": rate, "vat_code": "KOMY"}
        return {"line_sum": total, "account_number": 3000, "vat_percent": vat}

    return {
        "calculation_mode": "net",
        "voucher_date": "2026-11-22",
        "voucher_class": "Muut",
        "voucher_line": [line(100), line(-100)],
    }


DOUBTFUL = json.dumps(voucher(22))
TOLD = "Doubtful: voucher_line[0].vat_percent  vat_percent="


def test_a_doubtful_message_is_built_and_told(run: Run) -> None:
    result = run("build", "accounting", "-", stdin=DOUBTFUL)
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"<root><voucher>")
    assert result.stderr.count(TOLD) == 1
    assert "0, 10, 14, 24, 25.5" in result.stderr


def test_a_message_without_doubts_tells_of_none(run: Run) -> None:
    assert "Doubtful" not in run("build", "accounting", "-", stdin=json.dumps(voucher(24))).stderr
    assert "Doubtful" not in run("validate", "accounting", VOUCHER).stderr


def test_doubtful_xml_is_valid_and_told(run: Run) -> None:
    body = run("build", "accounting", "-", stdin=DOUBTFUL).stdout_bytes
    result = run("validate", "accounting", "-", stdin=body)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.count(TOLD) == 1


@pytest.mark.parametrize("as_xml", [False, True], ids=["json", "xml"])
def test_a_doubtful_message_is_sent_and_told_once(run: Run, as_xml: bool) -> None:
    given = run("build", "accounting", "-", stdin=DOUBTFUL).stdout_bytes if as_xml else DOUBTFUL
    result = run("send", "accounting", "-", "--sandbox", "--dry-run", stdin=given)
    assert result.exit_code == 0
    assert b"<root><voucher>" in result.stdout_bytes
    assert result.stderr.count(TOLD) == 1


def test_other_warnings_are_shown_as_python_shows_them() -> None:
    with pytest.warns(ResourceWarning, match="left open"), outcome.warnings_told():
        warnings.warn("left open", ResourceWarning, stacklevel=1)
