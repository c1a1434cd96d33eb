"""The client: what goes out, what comes back, what is repeated, and what nobody gets to see."""

from __future__ import annotations

import copy
import logging
import pickle
import socket
import traceback
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from netvisor.errors import (
    AuthenticationFailed,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ReadOnlyClient,
    Retry,
    ServiceBusy,
    SetupError,
    TechnicalError,
    UnreadableReply,
)
from netvisor.tampuuri import (
    Moment,
    Tampuuri,
    TampuuriAuthenticationFailed,
    TampuuriFault,
    TampuuriRefused,
    ilmoitukset,
    osapuolet,
    sopimukset,
    yhteydenotot,
)
from netvisor.tampuuri.call import any_call, is_read
from netvisor.tampuuri.client import PAUSES
from tests.tampuuri.service import AVAIN, SALASANA, Answer, Service, answering, credentials, in_turn

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def service() -> Iterator[Service]:
    """A service that finds nothing wrong."""
    with answering(in_turn(Answer({"Id": 5}))) as running:
        yield running


# What goes out.


def test_the_six_headers_are_sent_with_every_call(service: Service) -> None:
    with service.client() as client:
        client.send(sopimukset.get_sopimus(17))
    (asked,) = service.asked
    assert (asked.verb, asked.path, asked.body) == ("GET", "/v10/api/sopimukset/17", b"")
    assert {name: value for name, value in asked.headers.items() if name.startswith("x-")} == {
        "x-tampuuriavain": AVAIN,
        "x-asiakasnimi": "Visma Tampuuri Oy",
        "x-ohjelmistoversio": "Integraatio X",
        "x-tilinimi": "Isännöinti Äyräs",
        "x-kayttajatunnus": "kayttajatunnus",
        "x-salasana": SALASANA,
    }
    assert "content-type" not in asked.headers
    assert "content-length" not in asked.headers


def test_a_body_is_json_in_utf_8(service: Service) -> None:
    with service.client() as client:
        given = client.send(osapuolet.add_henkilo({"Sukunimi": "Pöllö", "Summa": Decimal("1.50")}))
    assert given.id == 5
    (asked,) = service.asked
    assert asked.body == '{"Sukunimi":"Pöllö","Summa":1.50}'.encode()
    assert asked.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("verb", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_request_reaches_every_verb(service: Service, verb: str) -> None:
    body = None if verb in {"GET", "DELETE"} else {"Nimi": "x"}
    with service.client() as client:
        assert client.request(verb, "kohteet/17", {"Tyhja": None, "Arvo": True, "Sana": "ä&=+ "}, body) == {"Id": 5}
    (asked,) = service.asked
    assert (asked.verb, asked.path) == (verb, "/v10/api/kohteet/17")
    assert asked.query == {"Arvo": "true", "Sana": "ä&=+ "}
    assert asked.body == (b"" if body is None else b'{"Nimi":"x"}')


def test_a_post_without_a_body_says_so(service: Service) -> None:
    with service.client() as client:
        client.send(ilmoitukset.vastaanota(3))
    (asked,) = service.asked
    assert (asked.path, asked.headers["content-length"]) == ("/v10/api/ilmoitukset/3/vastaanota", "0")


def test_one_connection_carries_one_call_after_another(service: Service) -> None:
    with service.client() as client:
        for verb in ("GET", "DELETE", "GET"):
            client.request(verb, "kohteet/17")
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("TRACE", "kohteet"), "verb"),
        (("GET", "kohteet", None, {}), "json"),
        (("DELETE", "kohteet", None, {}), "json"),
        (("GET", "/kohteet"), "path"),
        (("GET", "kohteet?x=1"), "path"),
        (("GET", "kohteet/../x"), "path"),
        (("GET", "https://elsewhere.example/"), "path"),
        (("GET", "kohteet\r\nX-Muu: 1"), "path"),
        (("GET", ""), "path"),
        (("GET", "kohteet", {"x": 1.5}), "x"),
        (("GET", "kohteet", {"x": "\ud800"}), "x"),
        (("POST", "kohteet", None, {"x": 1.5}), "x"),
    ],
)
def test_a_request_that_cannot_be_sent_is_refused(arguments: tuple[Any, ...], path: str) -> None:
    with pytest.raises(MessageError) as caught:
        any_call(*arguments)
    assert path in [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize("value", [None, True, "", "..", 1.5])
def test_an_id_that_cannot_stand_in_a_path_is_refused(value: Any) -> None:
    with pytest.raises(MessageError, match="an id or a word"):
        sopimukset.get_sopimus(value)


# What comes back.


def test_an_answer_is_typed_and_keeps_what_is_not_known() -> None:
    answer = b'{"SopimusId": 17, "Saldo": 50.10, "TilannePvm": "2026-11-30T00:00:00", "Valuutta": "EUR"}'
    with answering(in_turn(Answer(answer))) as service, service.client() as client:
        saldo = client.send(sopimukset.get_saldo_erapvm(17, tilannepvm=Moment("2026-11-30")))
    assert service.asked[0].query == {"tilannepvm": "2026-11-30"}
    assert (saldo.saldo, saldo.unknown) == (Decimal("50.10"), {"Valuutta": "EUR"})


@pytest.mark.parametrize(("body", "expected"), [(b"7", 7), (b'{"Id": 7, "Linkki": "x"}', 7)])
def test_a_new_id_comes_bare_or_in_an_object(body: bytes, expected: int) -> None:
    with answering(in_turn(Answer(body))) as service, service.client() as client:
        assert client.send(osapuolet.add_henkilo({})).id == expected


@pytest.mark.parametrize("body", [b"", b"null", b"true", b"{}", b'{"Id": "7"}', b"<html>", b"[1"])
def test_a_new_id_that_is_none_is_unreadable_and_nobody_knows_whether_it_was_stored(body: bytes) -> None:
    with (
        answering(in_turn(Answer(body))) as service,
        service.client() as client,
        pytest.raises(UnreadableReply) as caught,
    ):
        client.send(osapuolet.add_henkilo({}))
    assert caught.value.retry is Retry.READ_BACK
    assert len(service.asked) == 1


def test_an_unreadable_read_is_not_paid_for_twice() -> None:
    with (
        answering(in_turn(Answer(b"<html>"))) as service,
        service.client() as client,
        pytest.raises(UnreadableReply, match="not JSON"),
    ):
        client.send(sopimukset.get_sopimus(17))
    assert len(service.asked) == 1


@pytest.mark.parametrize("status", [200, 201, 204])
def test_nothing_is_expected_of_a_call_that_only_does_something(status: int) -> None:
    with answering(in_turn(Answer(b"", status))) as service, service.client() as client:
        client.send(ilmoitukset.vastaanota(3))
    assert len(service.asked) == 1


# Errors by status.


def refused(call: Any, answer: Answer, **settings: Any) -> tuple[NetvisorError, Service]:
    with (
        answering(in_turn(answer)) as service,
        service.client(**settings) as client,
        pytest.raises(NetvisorError) as caught,
    ):
        client.send(call)
    return caught.value, service


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_not_let_in_is_told_what_to_check(status: int) -> None:
    error, service = refused(sopimukset.get_sopimus(17), Answer(b"unauthorized", status))
    assert isinstance(error, TampuuriAuthenticationFailed)
    assert isinstance(error, AuthenticationFailed)
    assert all(word in str(error) for word in ("unauthorized", "key", "account", "password", "GET sopimukset/"))
    assert (error.retry, error.company, len(service.asked)) == (Retry.NEVER, "Isännöinti Äyräs", 1)


@pytest.mark.parametrize("status", [400, 404, 405, 409, 422])
def test_a_mistake_of_the_caller_is_told_with_the_raw_text(status: int) -> None:
    text = '{"Message": "Päivämäärä puuttuu"}'
    error, service = refused(sopimukset.get_sopimus(17), Answer(text.encode(), status))
    assert type(error) is TampuuriRefused
    assert (error.status, error.body, error.message, error.retry) == (status, text, text, Retry.NEVER)
    assert (error.category, len(service.asked)) == (f"HTTP {status}", 1)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_the_service_is_repeated_for_reads_only(status: int) -> None:
    error, service = refused(sopimukset.get_sopimus(17), Answer(b"oops", status))
    assert isinstance(error, TampuuriFault)
    assert isinstance(error, TechnicalError)
    assert (error.retry, len(service.asked)) == (Retry.NOW, 1 + len(PAUSES))
    assert service.waited == list(PAUSES)
    error, service = refused(osapuolet.add_henkilo({}), Answer(b"oops", status))
    assert (error.retry, len(service.asked), service.waited) == (Retry.READ_BACK, 1, [])


def test_a_browse_by_post_is_a_read_and_is_repeated() -> None:
    page = {"Items": [{"Id": 1}], "Metadata": {"Offset": 0, "Limit": 250, "Total": 1}}
    with answering(in_turn(Answer(b"oops", 500), Answer(page))) as service, service.client() as client:
        assert [each.id for each in client.send(ilmoitukset.selaa())] == [1]
    assert [asked.verb for asked in service.asked] == ["POST", "POST"]


@pytest.mark.parametrize(
    ("verb", "path", "reads"),
    [
        ("GET", "kohteet/1", True),
        ("POST", "ilmoitukset/selaa", True),
        ("POST", "Ilmoitukset/Selaa/", True),
        ("POST", "osapuolitiedot/osapuolet/hae", True),
        ("POST", "ilmoitukset/lisaa", False),
        ("POST", "selaamot", False),
        ("PUT", "ilmoitukset/selaa", False),
        ("PATCH", "sopimukset/1", False),
        ("DELETE", "kohteet/1", False),
    ],
)
def test_what_is_a_read(verb: str, path: str, reads: bool) -> None:
    assert is_read(verb, path) == reads
    assert any_call(verb, path.strip("/")).writes != reads


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (429, {"Retry-After": "2"}), (503, {"Retry-After": "2"})])
def test_a_busy_service_is_given_time(status: int, headers: dict[str, str]) -> None:
    error, service = refused(sopimukset.get_sopimus(17), Answer(b"", status, headers))
    assert isinstance(error, ServiceBusy)
    assert (error.retry, len(service.asked)) == (Retry.LATER, 1 + len(PAUSES))
    assert service.waited == [max(pause, float(headers.get("Retry-After", 0))) for pause in PAUSES]


def test_a_service_that_is_busy_for_long_is_left_to_the_caller() -> None:
    error, service = refused(sopimukset.get_sopimus(17), Answer(b"", 429, {"Retry-After": "3600"}))
    assert isinstance(error, ServiceBusy)
    assert (error.retry_after, len(service.asked), service.waited) == (3600.0, 1, [])


def test_a_redirect_is_not_followed() -> None:
    error, service = refused(sopimukset.get_sopimus(17), Answer(b"", 302, {"Location": "/v10/api/muu"}))
    assert isinstance(error, UnreadableReply)
    assert len(service.asked) == 1


# The border between not sent and outcome unknown.


def closed_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"


@pytest.mark.parametrize(("call", "tries"), [(sopimukset.get_sopimus(17), 3), (osapuolet.add_henkilo({}), 1)])
def test_without_a_connection_nothing_was_sent(call: Any, tries: int) -> None:
    waited: list[float] = []
    with (
        Tampuuri(credentials(), base_url=closed_port(), sleep=waited.append) as client,
        pytest.raises(NotSent) as caught,
    ):
        client.send(call)
    assert (caught.value.retry, len(waited) + 1) == (Retry.NOW, tries)
    assert "transaction id" not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "tries", "retry"),
    [(sopimukset.get_sopimus(17), 3, Retry.NOW), (osapuolet.add_henkilo({}), 1, Retry.READ_BACK)],
)
def test_an_answer_that_breaks_off_leaves_the_outcome_unknown(call: Any, tries: int, retry: Retry) -> None:
    error, service = refused(call, Answer({"Id": 5}, breaks=True))
    assert isinstance(error, OutcomeUnknown)
    assert (error.retry, len(service.asked)) == (retry, tries)


def test_an_answer_that_does_not_come_is_given_up_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with (
            Tampuuri(credentials(), base_url=url, timeout=0.2, pauses=()) as client,
            pytest.raises(OutcomeUnknown, match="timed out"),
        ):
            client.send(osapuolet.add_henkilo({}))


def test_an_answer_without_end_is_given_up() -> None:
    error, _ = refused(sopimukset.get_sopimus(17), Answer(b'{"Id": 5}' + b" " * 100), longest_answer=50)
    assert isinstance(error, UnreadableReply)
    assert "more than 50 bytes" in str(error)


def test_a_fault_of_ours_hides_no_write(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("netvisor.tampuuri.answers.NewId.read", fail)
    with service.client() as client, pytest.raises(OutcomeUnknown, match="RuntimeError") as caught:
        client.send(osapuolet.add_henkilo({}))
    assert caught.value.retry is Retry.READ_BACK


# What nobody gets to see.


def test_key_and_password_are_masked_everywhere(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = f"wrong: {AVAIN} {SALASANA}".encode()
    error, _ = refused(sopimukset.get_sopimus(17), Answer(echo, 403))
    client = service.client()
    client.send(sopimukset.get_sopimus(17))
    client.close()
    shown = [repr(client), repr(client.credentials), repr(vars(client)), str(error), repr(error), caplog.text]
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).format()
    shown += [frame for frame in frames if "/netvisor/" in frame]
    assert len(shown) > 8
    assert "***" in str(error)
    assert [text for text in shown if AVAIN in text or SALASANA in text] == []


def test_credentials_cannot_be_pickled_and_their_copies_show_nothing() -> None:
    who = credentials()
    assert copy.deepcopy(who) == who
    assert AVAIN not in repr(copy.deepcopy(who))
    with pytest.raises(SetupError, match="cannot be pickled"):
        pickle.dumps(who)


def test_an_identity_code_is_in_no_log_error_or_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    call = osapuolet.get_henkilot(IDENTITY_CODE)
    echo = f"nothing at osapuolet/henkilot?Hakusana={IDENTITY_CODE}".encode()
    for answer in (Answer(echo, 404), Answer(b"<html>"), Answer([], breaks=True)):
        error, service = refused(call, answer, pauses=())
        assert service.asked[0].query == {"Hakusana": IDENTITY_CODE}
        assert IDENTITY_CODE not in f"{error} {error!r} {call!r} {caplog.text}"
    assert "GET osapuolet/henkilot Isännöinti Äyräs" in caplog.text


def test_the_log_has_one_line_for_each_request_without_ids(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="netvisor")
    with service.client() as client:
        client.send(sopimukset.get_sopimus(17))
        client.request("GET", "kohteet/1234")
    first, second = (record.getMessage() for record in caplog.records)
    assert first.startswith("GET sopimukset/{sopimus_id} Isännöinti Äyräs OK HTTP 200 ")
    assert second.startswith("GET kohteet/{id} Isännöinti Äyräs OK HTTP 200 ")


# Settings.


def test_a_read_only_client_sends_no_write(service: Service) -> None:
    with service.client(read_only=True) as client:
        calls: list[Any] = [osapuolet.add_henkilo({}), ilmoitukset.vastaanota(1)]
        for call in calls:
            with pytest.raises(ReadOnlyClient):
                client.send(call)
        client.send(sopimukset.get_sopimus(17))
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"base_url": "ftp://x/"}, "api.tampuuri.fi"),
        ({"timeout": 0}, "timeout"),
        ({"page_size": 0}, "page_size"),
        ({"page_size": 251}, "page_size"),
        ({"nosuch": 1}, "nosuch"),
    ],
)
def test_a_wrong_setting_is_named(settings: dict[str, Any], text: str) -> None:
    with pytest.raises(SetupError, match=text):
        Tampuuri(credentials(), **settings)


def test_what_is_no_credentials_and_no_call_is_refused(service: Service) -> None:
    wrong: Any = "key"
    with pytest.raises(SetupError, match="TampuuriCredentials"):
        Tampuuri(wrong)
    with service.client() as client, pytest.raises(SetupError, match="expected a call"):
        client.send(wrong)


def test_a_call_is_a_value() -> None:
    contact = yhteydenotot.ApiOsapuoliYhteydenottoRequest(osapuoli_id=1, yhteydenottotapa="Soitto", luokittelut=[1])
    call = yhteydenotot.add_yhteydenotto(contact)
    assert isinstance(contact.luokittelut, list)
    contact.luokittelut.append(2)
    assert call.body == b'{"OsapuoliId":1,"Yhteydenottotapa":"Soitto","Luokittelut":[1]}'
    assert pickle.loads(pickle.dumps(call)) == copy.copy(call) == call  # noqa: S301
    assert call.function == "yhteydenotot.add_yhteydenotto"
