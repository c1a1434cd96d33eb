from __future__ import annotations

import hashlib
import http.client
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.errors import SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.settings import UrlForm

from .conftest import Caller, customer

PREFIX = "X-Netvisor-Authentication-"
LANGUAGE = "X-Netvisor-Interface-Language"
ORGANISATION = "X-Netvisor-Organisation-ID"
NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")


@pytest.mark.parametrize(
    "header",
    [
        *(PREFIX + name for name in ("Sender", "CustomerId", "PartnerId", "Timestamp", "TimestampUnix")),
        PREFIX + "TransactionId",
        PREFIX + "MAC",
        LANGUAGE,
        ORGANISATION,
    ],
)
def test_every_header_is_needed(caller: Caller, header: str) -> None:
    caller.headers[header] = None
    got = caller.send("customerlist.nv")
    assert got.refusal == f"AUTHENTICATION_FAILED :: Sandbox: the header {header} is missing"
    assert got.http_status == 401


def test_headers_that_are_missing_are_named_together(caller: Caller) -> None:
    caller.headers[LANGUAGE] = caller.headers[ORGANISATION] = None
    assert caller.send("customerlist.nv").refusal == (
        f"AUTHENTICATION_FAILED :: Sandbox: the headers {LANGUAGE}, {ORGANISATION} are missing"
    )


def test_the_older_algorithms_need_no_unix_time(caller: Caller) -> None:
    caller.algorithm = "SHA256"
    caller.headers[PREFIX + "TimestampUnix"] = None
    assert caller.send("customerlist.nv").statuses == ["OK"]


@pytest.mark.parametrize("algorithm", ["HMACSHA256", "SHA256", "MD5"])
def test_all_three_algorithms_are_taken_in_either_letter_case(caller: Caller, algorithm: str) -> None:
    caller.algorithm = algorithm
    assert caller.send("customerlist.nv").statuses == ["OK"]
    caller.headers[PREFIX + "TransactionId"] = f"upper-{algorithm}"
    signed = caller.signed("/customerlist.nv")[PREFIX + "MAC"]
    assert isinstance(signed, bytes)
    caller.headers[PREFIX + "MAC"] = signed.decode().upper()
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_without_the_header_of_the_algorithm_it_is_md5(caller: Caller) -> None:
    caller.algorithm = "MD5"
    caller.headers[PREFIX + "MACHashCalculationAlgorithm"] = None
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_algorithms_can_be_switched_off() -> None:
    with Sandbox(algorithms=("HMACSHA256",)) as sandbox:
        caller = Caller(sandbox, algorithm="SHA256")
        assert "the MAC algorithm SHA256 is not taken" in caller.send("customerlist.nv").refusal
        caller.algorithm = "HMACSHA256"
        assert caller.send("customerlist.nv").statuses == ["OK"]


def test_an_unknown_partner_has_the_documented_text(caller: Caller) -> None:
    caller.headers[PREFIX + "PartnerId"] = "someone"
    got = caller.send("customerlist.nv")
    assert got.refusal == "AUTHENTICATION_FAILED :: Integraatiokumppania ei löydy, katso dokumentaatio"


def test_an_unknown_customer_id_has_the_documented_text_in_its_language(caller: Caller) -> None:
    caller.headers[PREFIX + "CustomerId"] = "nobody"
    assert caller.send("customerlist.nv").refusal == (
        "AUTHENTICATION_FAILED :: Integration keys are not valid. Please check the keys specific to the user and"
        " partner."
    )
    caller.headers[LANGUAGE] = "FI"
    assert caller.send("customerlist.nv").refusal == (
        "AUTHENTICATION_FAILED :: Integraatioavaimet eivät kelpaa. Ole hyvä ja tarkista käyttäjä- ja"
        " kumppanikohtaiset avaimet"
    )


def test_the_keys_of_one_company_do_not_open_another(caller: Caller) -> None:
    caller.headers[ORGANISATION] = "7654321-2"
    assert "Integration keys are not valid" in caller.send("customerlist.nv").refusal
    assert "that of the company 1234567-8" in caller.sandbox.calls[-1].because


def test_an_unknown_company_is_refused(caller: Caller) -> None:
    caller.headers[ORGANISATION] = "1111111-1"
    refusal = "AUTHENTICATION_FAILED :: Sandbox: the company 1111111-1 is not known here"
    assert caller.send("customerlist.nv").refusal == refusal


def test_an_unknown_language_is_refused_and_a_small_one_taken(caller: Caller) -> None:
    caller.headers[LANGUAGE] = "SV"
    assert "the language 'SV' is none of FI, EN, SE" in caller.send("customerlist.nv").refusal
    caller.headers[LANGUAGE] = "fi"
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_a_wrong_mac_answers_with_the_string_that_was_expected(caller: Caller) -> None:
    caller.customer_key = "0" * 32
    caller.headers[PREFIX + "TransactionId"] = "t1"
    got = caller.send("customerlist.nv", keyword="Mäki Oy")
    start = "AUTHENTICATION_FAILED :: URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan"
    assert got.refusal.startswith(f"{start} merkkijonoa: {caller.sandbox.url}customerlist.nv?keyword=Mäki Oy&Testi&")
    text, _, digest = got.refusal.rpartition(" :: ")
    assert len(digest) == 64
    keys = caller.sandbox.credentials
    assert keys.customer_key.reveal() not in text
    assert keys.partner_key.reveal() not in text
    assert text.endswith("&t1&" + text.split("&")[-3] + "&[CustomerKey]&[PartnerKey]")
    assert got.http_status == 401


def test_the_log_guesses_what_is_wrong_with_a_mac(caller: Caller) -> None:
    def because(**headers: str | None) -> str:
        caller.headers.update(headers)
        assert "URI-metodi ei kelpaa" in caller.send("customerlist.nv").refusal
        return caller.sandbox.calls[-1].because

    caller.headers[PREFIX + "MAC"] = "xyz"
    assert "not an MD5 or SHA-256" in because()
    caller.headers[PREFIX + "MAC"] = "0" * 64
    assert "a key is wrong" in because()
    del caller.headers[PREFIX + "MAC"]
    caller.algorithm = "SHA256"
    caller.headers[PREFIX + "MACHashCalculationAlgorithm"] = "HMACSHA256"
    caller.headers[PREFIX + "TimestampUnix"] = str(int(caller.sandbox.clock().timestamp()))
    assert because() == "the MAC was made with SHA256, the header says HMACSHA256"


def test_the_log_knows_keys_that_were_exchanged(caller: Caller) -> None:
    keys = caller.sandbox.credentials
    target, stamp = "/customerlist.nv", "2026-11-22 12:00:00.000"
    names = ["Testi", keys.customer_id, stamp, "EN", keys.organisation_id, "x1"]
    text = "&".join(
        [caller.sandbox.url.rstrip("/") + target, *names, keys.partner_key.reveal(), keys.customer_key.reveal()]
    )
    caller.algorithm = "SHA256"
    caller.headers = {
        PREFIX + "Timestamp": stamp,
        PREFIX + "TransactionId": "x1",
        PREFIX + "MAC": hashlib.sha256(text.encode()).hexdigest(),
    }
    assert "URI-metodi" in caller.send("customerlist.nv").refusal
    assert caller.sandbox.calls[-1].because == "CustomerKey and PartnerKey were swapped"


def test_a_sender_with_finnish_letters_is_hashed_in_iso_8859_15(caller: Caller) -> None:
    caller.headers[PREFIX + "Sender"] = "Demokäyttäjä € Ö"
    assert caller.send("customerlist.nv").statuses == ["OK"]
    caller.charset = "utf-8"
    assert "URI-metodi" in caller.send("customerlist.nv").refusal
    assert "hashed in UTF-8" in caller.sandbox.calls[-1].because


QUERY = "keyword=M%C3%A4ki%20Oy%26%25"
DECODED = "keyword=Mäki Oy&%"


@pytest.mark.parametrize(
    ("form", "hashed", "taken"),
    [
        ("either", QUERY, True),
        ("either", DECODED, True),
        ("decoded", DECODED, True),
        ("sent", QUERY, True),
        ("decoded", QUERY, False),
        ("sent", DECODED, False),
    ],
)
def test_the_form_of_the_address_that_is_hashed_is_a_setting(form: str, hashed: str, taken: bool) -> None:
    with Sandbox(url_form=form) as sandbox:  # type: ignore[arg-type]  # the parameters of the test are texts
        caller = Caller(sandbox, hashed_url=f"{sandbox.url}customerlist.nv?{hashed}")
        got = caller.sent("GET", f"/customerlist.nv?{QUERY}")
        assert (got.statuses == ["OK"]) is taken


def test_a_plus_sign_is_taken_for_a_space_as_clients_do_it(caller: Caller) -> None:
    caller.send("customer.nv", customer(name="Oy Ab"), method="add")
    caller.hashed_url = f"{caller.sandbox.url}customerlist.nv?keyword=Oy Ab"
    got = caller.sent("GET", "/customerlist.nv?keyword=Oy+Ab")
    assert got.text("Customerlist/Customer/Name") == "Oy Ab"


def test_a_query_in_iso_8859_15_is_read(caller: Caller) -> None:
    caller.send("customer.nv", customer(name="Mäki"), method="add")
    assert caller.sent("GET", "/customerlist.nv?keyword=M%E4ki").text("Customerlist/Customer/Name") == "Mäki"


def test_letters_that_are_not_percent_encoded_are_read(caller: Caller) -> None:
    caller.send("customer.nv", customer(name="Mäki €"), method="add")
    connection = http.client.HTTPConnection(urlsplit(caller.sandbox.url).netloc, timeout=30)
    caller.hashed_url = f"{caller.sandbox.url}customerlist.nv?keyword=Mäki €"
    connection.putrequest("GET", "/customerlist.nv?keyword=x", skip_host=True)
    connection._buffer[0] = "GET /customerlist.nv?keyword=Mäki%20€ HTTP/1.1".encode()  # type: ignore[attr-defined]  # http.client refuses such addresses
    connection.putheader("Host", urlsplit(caller.sandbox.url).netloc)
    for name, value in caller.signed("").items():
        connection.putheader(name, value)
    connection.endheaders()
    assert "Mäki €".encode() in connection.getresponse().read()
    connection.close()


def test_a_path_before_the_resource_and_its_letter_case_do_not_matter(caller: Caller) -> None:
    assert caller.sent("GET", "/netvisor/CustomerList.NV?KeyWord=x").statuses == ["OK"]


@pytest.mark.parametrize(("seconds", "taken"), [(-301, False), (-299, True), (299, True), (301, False)])
def test_the_clock_has_a_tolerance(seconds: int, taken: bool) -> None:
    with Sandbox(clock_tolerance=timedelta(minutes=5)) as sandbox:
        sandbox.clock.set(NOW)
        caller = Caller(sandbox)
        caller.headers[PREFIX + "TimestampUnix"] = str(int(NOW.timestamp()) + seconds)
        got = caller.send("customerlist.nv")
        assert (got.statuses == ["OK"]) is taken
        if not taken:
            assert got.refusal.startswith("AUTHENTICATION_FAILED :: Sandbox: the TimestampUnix is 301 s away")


def test_the_older_algorithms_do_not_look_at_the_clock(caller: Caller) -> None:
    caller.algorithm = "MD5"
    caller.headers[PREFIX + "Timestamp"] = "12.1.2009 15:49"
    assert caller.send("customerlist.nv").statuses == ["OK"]


@pytest.mark.parametrize(("name", "value"), [("Timestamp", "12.1.2009 15:49"), ("TimestampUnix", "now")])
def test_a_malformed_time_is_refused(caller: Caller, name: str, value: str) -> None:
    caller.headers[PREFIX + name] = value
    assert caller.send("customerlist.nv").refusal.startswith(f"AUTHENTICATION_FAILED :: Sandbox: the {name} ")


def test_a_transaction_id_is_used_once_over_all_companies_of_a_partner(sandbox: Sandbox) -> None:
    first = Caller(sandbox, headers={PREFIX + "TransactionId": "same"})
    second = Caller(sandbox, company="7654321-2", headers={PREFIX + "TransactionId": "same"})
    assert first.send("customerlist.nv").statuses == ["OK"]
    got = second.send("customerlist.nv")
    assert got.refusal == "REQUEST_NOT_UNIQUE :: Sandbox: the TransactionId same was used before"


def test_a_refused_call_uses_its_id_up_when_ids_count_from_arrival(caller: Caller) -> None:
    caller.headers[PREFIX + "TransactionId"] = "once"
    assert caller.send("getcustomer.nv", id=5).refusal.startswith("INVALID_DATA")
    assert caller.send("customerlist.nv").refusal.startswith("REQUEST_NOT_UNIQUE")


def test_a_refused_call_leaves_its_id_free_when_ids_count_from_success() -> None:
    with Sandbox(id_noted="success") as sandbox:
        caller = Caller(sandbox, headers={PREFIX + "TransactionId": "once"})
        assert caller.send("getcustomer.nv", id=5).refusal.startswith("INVALID_DATA")
        assert caller.send("customerlist.nv").statuses == ["OK"]
        assert caller.send("customerlist.nv").refusal.startswith("REQUEST_NOT_UNIQUE")


def test_a_call_that_fails_authentication_does_not_use_its_id_up(caller: Caller) -> None:
    caller.headers.update({PREFIX + "TransactionId": "once", PREFIX + "MAC": "0" * 64})
    assert "URI-metodi" in caller.send("customerlist.nv").refusal
    del caller.headers[PREFIX + "MAC"]
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_a_resource_without_access_is_refused() -> None:
    with Sandbox(no_access={"Accounting"}) as sandbox:
        got = Caller(sandbox).send("accounting.nv", b"<root></root>")
        assert got.refusal == "SERVICE_ACCESS_ERROR :: Sandbox: the integration has no right to accounting.nv"
        assert got.http_status == 403
        assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]


def test_a_resource_without_access_may_go_by_its_other_name() -> None:
    with Sandbox(no_access=["changeuseraccessrightvalidity"]) as sandbox:
        got = Caller(sandbox).send("changeuseraccessrightsvalidity.nv", b"<root></root>")
        assert got.refusal.startswith("SERVICE_ACCESS_ERROR")


def test_a_right_to_a_resource_that_is_none_is_no_setting(sandbox: Sandbox) -> None:
    with pytest.raises(SetupError, match=r"did you mean customer\.nv"):
        Sandbox(no_access=["custmer"])
    with pytest.raises(SetupError, match=r"did you mean customer\.nv"):
        sandbox.books["1234567-8"].deny("custmer")


@pytest.mark.parametrize("name", ["companies", "faults", "no_access"])
def test_a_text_is_not_taken_for_a_list_of_letters(name: str) -> None:
    settings: dict[str, Any] = {name: "html"}
    with pytest.raises(SetupError, match=rf"{name} is the text 'html'; expected a list: \['html'\]"):
        Sandbox(**settings)


def test_rights_are_given_and_taken_for_each_company(sandbox: Sandbox) -> None:
    books = sandbox.books["1234567-8"]
    books.deny("CustomerList", "accounting.nv")
    got = Caller(sandbox).send("customerlist.nv")
    assert got.refusal == "SERVICE_ACCESS_ERROR :: Sandbox: the integration has no right to customerlist.nv"
    assert "accounting.nv" in Caller(sandbox).send("Accounting.nv", b"<root></root>").refusal
    assert Caller(sandbox, company="7654321-2").send("customerlist.nv").statuses == ["OK"]
    books.deny("customerlist")
    books.allow("customerlist.nv", "product")
    assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]
    assert Caller(sandbox).send("accounting.nv", b"<root></root>").refusal.startswith("SERVICE_ACCESS_ERROR")


def test_rights_are_kept_in_the_file(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "books.sqlite") as sandbox:
        sandbox.books["1234567-8"].deny("customerlist")
    with Sandbox(db=tmp_path / "books.sqlite") as sandbox:
        assert Caller(sandbox).send("customerlist.nv").refusal.startswith("SERVICE_ACCESS_ERROR")


# What the log says of a time and of a MAC.


@pytest.mark.parametrize("algorithm", ["HMACSHA256", "SHA256", "MD5"])
@pytest.mark.parametrize("checked", [("HMACSHA256",), ("HMACSHA256", "SHA256", "MD5"), ()])
def test_a_time_far_off_is_told_and_refused_as_the_settings_say(algorithm: str, checked: tuple[str, ...]) -> None:
    with Sandbox(clock_checked=checked) as sandbox:
        sandbox.clock = NOW
        late = {
            f"{PREFIX}Timestamp": "2026-11-22 11:00:00.000",
            f"{PREFIX}TimestampUnix": str(int(NOW.timestamp()) - 3600),
        }
        got = Caller(sandbox, algorithm=algorithm, headers={**late}).send("customerlist.nv")
        assert got.statuses[0] == ("FAILED" if algorithm in checked else "OK")
        clocks = [problem for problem in sandbox.calls[-1].problems if problem.rule == "clock"]
        assert [problem.path for problem in clocks] == [
            f"{PREFIX}{name}" for name in ("Timestamp", "TimestampUnix")[: 2 if algorithm == "HMACSHA256" else 1]
        ]
        assert "is 3600 s away from the clock here, 2026-11-22 12:00:00+00:00" in clocks[0].found


def test_finnish_local_time_is_known_as_what_it_is(sandbox: Sandbox) -> None:
    sandbox.clock = NOW
    finnish = {f"{PREFIX}Timestamp": "2026-11-22 14:00:00.000"}
    assert Caller(sandbox, algorithm="MD5", headers={**finnish}).send("customerlist.nv").statuses == ["OK"]
    assert "as Finnish local time is" in sandbox.calls[-1].problems[0].found
    # The seconds are right, so that the text alone keeps nobody out.
    assert Caller(sandbox, headers={**finnish}).send("customerlist.nv").statuses == ["OK"]
    assert [problem.rule for problem in sandbox.calls[-1].problems] == ["clock"]


@pytest.mark.parametrize("text", ["22.11.2026 12.00.00", "2026-11-22", "2026-13-22 12:00:00.000"])
def test_a_time_in_another_form_is_told(sandbox: Sandbox, text: str) -> None:
    sandbox.clock = NOW
    caller = Caller(sandbox, algorithm="SHA256", headers={f"{PREFIX}Timestamp": text})
    assert caller.send("customerlist.nv").statuses == ["OK"]
    assert "has not the form YYYY-MM-DD HH:MM:SS.mmm" in sandbox.calls[-1].problems[0].found


@pytest.mark.parametrize("algorithm", ["SHA256", "MD5"])
def test_algorithms_that_are_to_be_dropped_draw_a_remark(sandbox: Sandbox, algorithm: str) -> None:
    Caller(sandbox, algorithm=algorithm).send("customerlist.nv")
    (problem,) = sandbox.calls[-1].problems
    assert (problem.rule, problem.found) == ("dropped", algorithm)
    Caller(sandbox).send("customerlist.nv")
    assert sandbox.calls[-1].problems == ()


CAUSES = [
    ("decoded", "?keyword=A", "?keyword=A?", "with a lone ? at its end, and sent without one"),
    ("either", "", "?", "with a lone ? at its end, and sent without one"),
    ("either", "?", "", "without the lone ? that it was sent with"),
    ("decoded", "?keyword=M%C3%A4ki%20Oy", "?keyword=M%C3%A4ki%20Oy", "percent-encoded; right is the decoded one"),
    ("decoded", "?customercodelist=1,2", "?customercodelist=1%2C2", "percent-encoded; right is the decoded one"),
    ("decoded", "?keyword=a%20b", "?keyword=a+b", "percent-encoded; right is the decoded one"),
    ("sent", "?keyword=M%C3%A4ki", "?keyword=Mäki", "decoded; right is the one that is sent"),
    ("either", "?keyword=A", "", "without its query"),
]


@pytest.mark.parametrize("algorithm", ["HMACSHA256", "SHA256", "MD5"])
@pytest.mark.parametrize(("form", "sent", "hashed", "why"), CAUSES)
def test_the_log_knows_which_address_was_hashed(
    algorithm: str, form: UrlForm, sent: str, hashed: str, why: str
) -> None:
    with Sandbox(url_form=form) as sandbox:
        caller = Caller(sandbox, algorithm=algorithm, hashed_url=f"{sandbox.url}customerlist.nv{hashed}")
        assert "URI-metodi ei kelpaa" in caller.sent("GET", f"/customerlist.nv{sent}").refusal
        assert why in sandbox.calls[-1].because


def test_the_log_knows_https_and_finnish_time_in_a_mac(sandbox: Sandbox) -> None:
    sandbox.clock = NOW
    address = f"{sandbox.url}customerlist.nv"
    caller = Caller(sandbox, hashed_url=address.replace("http:", "https:"))
    assert "URI-metodi ei kelpaa" in caller.send("customerlist.nv").refusal
    assert sandbox.calls[-1].because == "the address was hashed with https instead of http"
    # The address, and behind it what makes a time two hours later of the one that is sent.
    keys = sandbox.credentials
    utc = Caller(sandbox).signed("/customerlist.nv")
    finnish = {name: bytes(value).decode() for name, value in utc.items()}  # type: ignore[arg-type]
    local = {**finnish, f"{PREFIX}Timestamp": "2026-11-22 14:00:00.000"}
    mac = Caller(sandbox).mac({**local}, "/customerlist.nv", keys.customer_key.reveal())
    headers: dict[str, str | None] = {
        **finnish,
        f"{PREFIX}MAC": mac,
        f"{PREFIX}TransactionId": finnish[f"{PREFIX}TransactionId"],
    }
    assert "URI-metodi ei kelpaa" in Caller(sandbox, headers=headers).send("customerlist.nv").refusal
    assert "hashed in Finnish local time" in sandbox.calls[-1].because
