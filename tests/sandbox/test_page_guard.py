from __future__ import annotations

import subprocess
import sys

import pytest

from netvisor.sandbox import Sandbox

from .conftest import Caller
from .pages import look, send, token

HOSTILE_NAMES = ["attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example", "", "[::1", "x.y:80"]


@pytest.mark.parametrize("host", HOSTILE_NAMES)
@pytest.mark.parametrize("path", ["/", "/calls/1", "/books", "/faults", "/page/style.css", "/nowhere/at/all"])
def test_a_foreign_name_that_leads_here_sees_nothing(sandbox: Sandbox, host: str, path: str) -> None:
    page = look(sandbox, path, Host=host)
    # No page of a browser can be without a name; a call of an old program can.
    assert page.status == (200 if not host and path == "/nowhere/at/all" else 421)
    assert "esimerkki" not in page.text.lower()


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8765", "app.localhost", "[::1]:80", "10.1.2.3", "sandbox"])
def test_names_that_nobody_outside_can_hold_are_served(sandbox: Sandbox, host: str) -> None:
    assert look(sandbox, "/", Host=host).status == 200


def test_a_form_with_the_token_of_its_page_is_taken(sandbox: Sandbox) -> None:
    origin = sandbox.url.rstrip("/")
    fields = {"token": token(sandbox), "how": "html"}
    answer = send(sandbox, "/faults", fields, Origin=origin, Sec_Fetch_Site="same-origin")
    assert (answer.status, answer.headers["Location"]) == (303, "/faults")
    assert len(sandbox.faults) == 1


@pytest.mark.parametrize("path", ["/faults", "/faults/remove", "/faults/profile", "/calls/clear"])
@pytest.mark.parametrize(
    ("headers", "given"),
    [
        ({}, None),
        ({}, ""),
        ({}, "guessed"),
        ({}, "gückt"),
        ({"Origin": "http://attacker.example"}, "right"),
        ({"Origin": "null"}, "right"),
        ({"Origin": "http://127.0.0.1:1"}, "right"),
        ({"Sec_Fetch_Site": "cross-site"}, "right"),
        ({"Sec_Fetch_Site": "same-site"}, "right"),
    ],
)
def test_a_form_of_another_site_changes_nothing(
    sandbox: Sandbox, path: str, headers: dict[str, str], given: str | None
) -> None:
    Caller(sandbox).send("customerlist.nv")
    sandbox.faults.add(how="empty")
    fields = {"how": "html", "number": "all", "id_noted": "success"}
    if given is not None:
        fields["token"] = token(sandbox) if given == "right" else given
    assert send(sandbox, path, fields, **headers).status == 403
    assert [fault.how for fault in sandbox.faults] == ["empty"]
    assert len(sandbox.calls) == 1
    assert sandbox.faults.id_noted == "arrival"


def test_a_token_of_another_run_is_refused(sandbox: Sandbox) -> None:
    with Sandbox() as other:
        assert send(sandbox, "/calls/clear", {"token": token(other)}).status == 403


def test_what_changes_something_is_not_done_by_a_link(sandbox: Sandbox) -> None:
    Caller(sandbox).send("customerlist.nv")
    assert look(sandbox, f"/calls/clear?token={token(sandbox)}").status == 405
    assert len(sandbox.calls) == 1


def test_a_page_that_is_only_read_takes_no_form(sandbox: Sandbox) -> None:
    assert send(sandbox, "/books", {"token": token(sandbox)}).status == 405


def test_a_huge_form_is_refused_before_it_is_read(sandbox: Sandbox) -> None:
    assert send(sandbox, "/faults", {"token": token(sandbox), "text": "x" * 70_000}).status == 413
    assert len(sandbox.faults) == 0


@pytest.mark.parametrize(
    "path",
    ["/", "/books", "/faults", "/calls/99", "/page/style.css", "/page/live.js", "/page/none.css", "/favicon.ico"],
)
def test_every_answer_keeps_foreign_content_out(sandbox: Sandbox, path: str) -> None:
    headers = look(sandbox, path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/", "/books", "/books/1234567-8", "/faults", "/calls/99"])
def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(sandbox: Sandbox, path: str) -> None:
    tree = look(sandbox, path).tree
    loaded = [*tree.xpath("//@src"), *tree.xpath("//link/@href"), *tree.xpath("//form/@action")]
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert [script.text for script in tree.xpath("//script") if script.text] == []
    assert tree.xpath("//style | //*[@style]") == []


@pytest.mark.parametrize("name", ["style.css", "live.js", "icon.svg"])
def test_the_files_of_the_page_name_no_other_host(sandbox: Sandbox, name: str) -> None:
    text = look(sandbox, f"/page/{name}").text.replace("http://www.w3.org/2000/svg", "")
    assert "://" not in text
    assert "@import" not in text


@pytest.mark.parametrize("path", ["/page/..%2Froutes.py", "/page/../routes.py", "/page/routes.py", "/page/%00"])
def test_only_the_files_of_the_page_are_served(sandbox: Sandbox, path: str) -> None:
    assert look(sandbox, path).status == 404


def test_head_gives_the_headers_only(sandbox: Sandbox) -> None:
    whole, head = look(sandbox, "/"), look(sandbox, "/", "HEAD")
    assert head.status == 200
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_a_bug_of_the_page_is_told_and_ends_nothing(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("netvisor.sandbox.page.tables.Tables.counted", lambda self: 1 / 0)
    page = look(sandbox, "/books/1234567-8")
    assert page.status == 500
    assert page.one("//h1") == "Internal error in the sandbox; see its log."
    assert "ZeroDivisionError" in caplog.text
    assert look(sandbox, "/").status == 200


def test_the_page_needs_no_jinja_until_somebody_looks() -> None:
    code = (
        "import sys; from netvisor.sandbox import Sandbox\n"
        "with Sandbox() as s: pass\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] == 'jinja2'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.strip() == "[]"
