"""The site is built without a warning; its links lead somewhere, its reference is whole, it asks no other host."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import netvisor
from netvisor import queue, sandbox, tampuuri, testing
from netvisor.resources.index import NAMES
from tests.docs.site import broken, foreign, missing, unexplained
from tests.docs.test_contributing import TASKS
from tests.docs.test_documents import DOCUMENTS, ROOT
from website.hooks import OUTSIDE, navigation
from website.reference import Page, pages


def build(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the command of `poe site`."""
    _, *command = shlex.split(TASKS["site"]["cmd"])
    return subprocess.run(  # noqa: S603
        [sys.executable, *command, *options],
        cwd=ROOT,
        env=os.environ | TASKS["site"]["env"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def searched(site: Path) -> set[str]:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return {entry["location"] for entry in index["docs"]}


@pytest.mark.slow
def test_the_site_is_whole(tmp_path: Path) -> None:
    built = build("--site-dir", str(tmp_path))
    assert (built.returncode, "WARNING" in built.stdout) == (0, False), built.stdout
    assert [*broken(tmp_path)] == []
    assert [*foreign(tmp_path)] == []
    assert [*missing(tmp_path, [*pages()])] == []
    assert {"reference/sales.html#netvisor.sales.SalesInvoice", "cookbook/web-shop.html"} <= searched(tmp_path)
    assert [problem for area in NAMES for problem in unexplained(tmp_path, area)] == []


def test_every_public_name_has_a_page() -> None:
    shown = {f"{page.home}.{name}" for page in pages() for name in page.names} | {page.home for page in pages()}
    assert {f"netvisor.{name}" for name in netvisor.__all__} <= shown
    for module in (queue, sandbox, tampuuri, testing):
        assert {f"{module.__name__}.{name}" for name in module.__all__} <= shown


def flat(nav: object) -> list[str]:
    if isinstance(nav, dict):
        nav = [*nav.values()]
    return [path for each in nav for path in flat(each)] if isinstance(nav, list) else [str(nav)]


def test_every_document_is_in_the_navigation() -> None:
    inside = [str(path.relative_to(ROOT / "docs")) for path in DOCUMENTS if path.is_relative_to(ROOT / "docs")]
    assert {*inside, *OUTSIDE.values()} <= {*flat(navigation([*inside, *OUTSIDE.values()]))}


def test_a_document_that_no_rule_knows_becomes_a_guide() -> None:
    guides = navigation(["cli.md", "zebra.md", "errors.md"])[1]
    assert guides == {"Guides": ["errors.md", "cli.md", "zebra.md"]}


def test_a_folder_is_read_in_the_order_of_its_index() -> None:
    names = ["cookbook/attachments.md", "cookbook/index.md", "cookbook/new.md", "cookbook/web-shop.md"]
    assert navigation(names)[2] == {
        "Cookbook": ["cookbook/index.md", "cookbook/web-shop.md", "cookbook/attachments.md", "cookbook/new.md"]
    }


# What these checks refuse.


@pytest.mark.slow
def test_a_link_that_leads_out_of_the_documents_ends_the_build(tmp_path: Path) -> None:
    # The configuration as it is, over one document, and without the reference, which takes most of the time.
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "queue.md").write_text("# Queue\n\n[nowhere](nothing.md) [no anchor](#nothing)\n", "utf-8")
    changed = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(tmp_path / "docs"),
        "hooks": [str(ROOT / "website" / "hooks.py")],
        "theme": {"custom_dir": str(ROOT / "website" / "theme")},
        "plugins": ["search"],
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(changed), "utf-8")  # JSON is YAML
    built = build("--config-file", str(tmp_path / "mkdocs.yml"), "--site-dir", str(tmp_path / "site"))
    assert built.returncode != 0
    assert "'queue.md' contains a link 'nothing.md'" in built.stdout
    assert "in strict mode" in built.stdout


def write(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("link", ["b.html", "#nowhere", "a.html#nowhere", "../a.html", "sub/"])
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, link: str) -> None:
    assert [*broken(write(tmp_path, a=f'<a href="{link}">x</a>'))] == [f"a.html: {link}"]


def test_a_link_that_leads_somewhere_is_none_of_them(tmp_path: Path) -> None:
    write(tmp_path, a='<a href="b.html#here">x</a><a href="#top" id="top">y</a>', b='<h1 id="here"></h1>')
    assert [*broken(tmp_path)] == []


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://x.test/a.js">',
        '<link rel="stylesheet" href="//x.test/a.css">',
        '<img src="http://x.test">',
    ],
)
def test_what_is_loaded_from_another_host_is_found(tmp_path: Path, page: str) -> None:
    assert len([*foreign(write(tmp_path, a=page))]) == 1


def test_a_font_from_another_host_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@font-face { src: url(https://x.test/a.woff2) }", "utf-8")
    assert [*foreign(tmp_path)] == ["a.css: https://x.test/a.woff2"]


def test_a_name_without_a_place_is_found(tmp_path: Path) -> None:
    page = Page("client", "", "netvisor", netvisor, ("Client", "Call"))
    (tmp_path / "reference").mkdir()
    write(tmp_path / "reference", client='<h3 id="netvisor.Client"></h3>')
    assert [*missing(tmp_path, [page])] == ["netvisor.Call"]


def test_a_field_without_its_meaning_is_found(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    write(tmp_path / "reference", crm='<h3 id="netvisor.crm.Nothing"></h3>')
    assert [*unexplained(tmp_path, "crm")]
