"""`netvisor schema write` and `netvisor demo`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from netvisor.cli import demo
from netvisor.errors import SetupError
from netvisor.resources import endpoints
from tests.cli.conftest import Run


def test_every_schema_is_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    assert run("schema", "write", folder).exit_code == 0
    sides = sum((e.request is not None) + (e.reply is not None) for e in endpoints())
    written = sorted(folder.iterdir())
    assert len(written) == sides
    assert {"customer.request.xsd", "customerlist.reply.xsd"} <= {file.name for file in written}
    etree.XMLSchema(etree.parse(folder / "customer.request.xsd"))


def test_the_json_schemas_of_all_messages_are_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "json"
    result = run("schema", "write", "--json", folder)
    messages = [e.resource.removesuffix(".nv") for e in endpoints() if e.request is not None]
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.schema.json" for name in messages)
    assert json.loads((folder / "customer.schema.json").read_text("utf-8"))["title"].startswith("A customer")
    assert result.stderr == f"{len(messages)} schemas written to {folder}\n"


def test_a_folder_that_cannot_be_made_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert run("schema", "write", tmp_path / "file" / "schemas").exit_code == 2


def test_the_tour_builds_sends_reads_back_and_is_refused(run: Run) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    text = result.stdout
    for part in (
        "Pyörähuolto Öljy & Ketju Oy",
        "bytes in ISO-8859-15",
        "huoltoraportti.pdf",
        "customer.nv?method=add",
        "stored with Netvisor key",
        "list_sales_invoices()",
        "InvalidData",
        "error.retry     NEVER",
        "<city> comes before",
    ):
        assert part in text, part


def test_the_tour_fits_80_columns_but_for_what_must_stay_whole(run: Run) -> None:
    wide = [line for line in run("demo").stdout.splitlines() if len(line) > 80]
    whole = ("The messages of", "netvisor send", "netvisor validate")
    assert [line for line in wide if not line.lstrip().startswith(whole)] == []


def test_missing_messages_of_the_tour_are_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_CUSTOMER", "no-such-file.json")
    with pytest.raises(SetupError, match=r"no-such-file\.json is neither in .* nor in .*"):
        demo.demo_folder()
