from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from netvisor.client import transport as module
from netvisor.client.transport import Content, RequestsTransport
from netvisor.codec.encode import encode
from netvisor.declare import message
from netvisor.declare.scalars import Attachment
from netvisor.errors import NetvisorError, NotSent, OutcomeUnknown, Retry
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.results import DONE
from netvisor.protocol.signing import MAC, Prepared, mac, sign
from tests.unit.wire import (
    OK,
    Handler,
    Wire,
    answer,
    free_port,
    polite,
    reset,
    saying,
    serving,
    then_silent,
)

CREDENTIALS = Credentials("Käyttö € Oy", "CID", "c" * 32, "PID", "p" * 32, "1967543-8")
AWKWARD = (("keyword", "Mäki & Co +1 50%/a,b=c?#é"), ("id", "1"))


@pytest.fixture
def sender() -> Iterator[RequestsTransport]:
    made = RequestsTransport()
    yield made
    made.close()


def prepared(url: str, *parameters: tuple[str, str], post: bool = False) -> Prepared:
    call = Call(resource="customer.nv", http="POST" if post else "GET", parameters=parameters, writes=post, result=DONE)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    charset = "iso-8859-15" if post else None
    return sign(call, CREDENTIALS, base_url=url, transaction_id="id-1", now=now, charset=charset)


def sent(sender: RequestsTransport, request: Prepared, body: Content = None, timeout: float = 30) -> bytes:
    response = sender.send(request, body, timeout)
    try:
        return b"".join(response.chunks)
    finally:
        response.close()


def fails(sender: RequestsTransport, url: str, *, timeout: float = 30) -> NetvisorError:
    with pytest.raises(NetvisorError) as caught:
        sent(sender, prepared(url, post=True), b"<root></root>", timeout)
    return caught.value


# What goes out.


def test_the_address_arrives_byte_for_byte_and_its_texts_come_back(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        request = prepared(wire.url, *AWKWARD)
        assert sent(sender, request) == OK
    (received,) = wire.requests
    assert wire.url.rstrip("/") + received.target == request.url
    assert parse_qsl(urlsplit(received.target).query) == list(AWKWARD)


def test_headers_arrive_in_iso_8859_15_and_their_signature_can_be_verified(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        request = prepared(wire.url, *AWKWARD)
        sent(sender, request)
    arrived = {name: text.decode("iso-8859-15") for name, text in wire.requests[0].headers.items()}
    assert wire.requests[0].headers[b"x-netvisor-authentication-sender"] == b"K\xe4ytt\xf6 \xa4 Oy"
    known = {name: arrived[name.lower().encode()] for name in request.headers}
    decoded = wire.url + "customer.nv?" + "&".join(f"{name}={text}" for name, text in AWKWARD)
    assert known[MAC] == mac(decoded, known, customer_key="c" * 32, partner_key="p" * 32)


def test_nothing_is_sent_that_was_not_asked_for(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        sent(sender, request := prepared(wire.url))
    names = {name.decode() for name in wire.requests[0].headers}
    assert names - {name.lower() for name in request.headers} == {"host", "user-agent", "accept-encoding"}


@pytest.mark.parametrize("body", [b"", b"<root>\xe4</root>"], ids=["no body", "a body"])
def test_a_post_says_its_exact_length(sender: RequestsTransport, body: bytes) -> None:
    with serving(polite) as wire:
        sent(sender, prepared(wire.url, post=True), body)
    (received,) = wire.requests
    assert received.body == body
    assert received.headers[b"content-length"] == str(len(body)).encode()
    assert b"transfer-encoding" not in received.headers


@message
class Document:
    content: Attachment


def test_an_attachment_is_sent_from_its_file(sender: RequestsTransport, tmp_path: Path) -> None:
    file = tmp_path / "receipt.pdf"
    file.write_bytes(bytes(range(256)) * 2_000)
    encoded = encode(Document(content=file))
    with serving(polite) as wire:
        sent(sender, prepared(wire.url, post=True), encoded)
    assert wire.requests[0].body == encoded.bytes()
    assert wire.requests[0].headers[b"content-length"] == str(encoded.length).encode()


@pytest.mark.parametrize("change", [b"", b"x" * 900_000], ids=["shorter", "longer"])
def test_a_message_that_changes_while_it_is_sent_breaks_the_request_off(
    sender: RequestsTransport, tmp_path: Path, change: bytes
) -> None:
    file = tmp_path / "receipt.pdf"
    file.write_bytes(b"x" * 500_000)
    encoded = encode(Document(content=file))
    file.write_bytes(change)
    with serving(polite) as wire:
        with pytest.raises(OutcomeUnknown, match="could not be read to its end") as caught:
            sent(sender, prepared(wire.url, post=True), encoded)
        assert sent(sender, prepared(wire.url)) == OK
    assert caught.value.retry is Retry.READ_BACK
    # The broken request ended with its connection: nothing of it stands before the next one.
    assert wire.requests[-1].line.startswith(b"GET ")
    assert wire.connections == 2


def test_a_body_longer_than_its_length_never_reaches_the_next_request(sender: RequestsTransport) -> None:
    blocks = module._exactly(3, [b"ab", b"cd"])
    assert next(blocks) == b"ab"
    with pytest.raises(module._BodyFailed, match="not the 3 bytes long"):
        next(blocks)


# What comes in.


def test_connections_are_kept(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        for _ in range(3):
            assert sent(sender, prepared(wire.url)) == OK
        sender.close()
    assert (wire.connections, len(wire.requests)) == (1, 3)


def test_a_connection_with_unread_bytes_is_not_used_again(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        sender.send(prepared(wire.url), None, 30).close()
        assert sent(sender, prepared(wire.url)) == OK
    assert wire.connections == 2


def test_the_status_decides_nothing_here_and_no_redirect_is_followed(sender: RequestsTransport) -> None:
    moved = answer(b"moved", status="302 Found", headers="Location: /elsewhere\r\nX-Note: a\r\n")
    with serving(saying(moved)) as wire:
        response = sender.send(prepared(wire.url), None, 30)
        assert b"".join(response.chunks) == b"moved"
    assert (response.status, response.headers["x-note"]) == (302, "a")
    assert len(wire.requests) == 1


def test_cookies_are_not_given_back(sender: RequestsTransport) -> None:
    def baking(connection: socket.socket, wire: Wire) -> None:
        while wire.receive(connection):
            connection.sendall(answer(headers="Set-Cookie: a=b\r\n"))

    with serving(baking) as wire:
        sent(sender, prepared(wire.url))
        sent(sender, prepared(wire.url))
    assert [b"cookie" in request.headers for request in wire.requests] == [False, False]


def test_an_answer_in_pieces_or_compressed_comes_whole(sender: RequestsTransport) -> None:
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (OK[:10], OK[10:])) + b"0\r\n\r\n"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces
    compressed = answer(gzip.compress(OK), headers="Content-Encoding: gzip\r\n")
    until_closed = b"HTTP/1.0 200 OK\r\n\r\n" + OK
    for said in (chunked, compressed, until_closed):
        with serving(saying(said)) as wire:
            assert sent(sender, prepared(wire.url)) == OK


# What surely did not arrive.


def assert_not_sent(error: NetvisorError) -> None:
    assert type(error) is NotSent
    assert error.retry is Retry.NOW
    assert (error.resource, error.company, error.transaction_id) == ("customer.nv", "1967543-8", "id-1")


def test_a_refused_connection_is_not_sent(sender: RequestsTransport) -> None:
    error = fails(sender, f"http://127.0.0.1:{free_port()}/")
    assert_not_sent(error)
    assert "refused" in str(error)


def test_a_name_that_does_not_resolve_is_not_sent(sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert_not_sent(fails(sender, "http://netvisor.invalid/"))


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""], ids=["not encrypted", "closed"])
def test_a_failed_handshake_is_not_sent(sender: RequestsTransport, said: bytes) -> None:
    def shake(connection: socket.socket, _: Wire) -> None:
        connection.recv(10)
        connection.sendall(said)

    with serving(shake) as wire:
        assert_not_sent(fails(sender, wire.url.replace("http://", "https://")))


def test_a_handshake_that_takes_too_long_is_not_sent(sender: RequestsTransport) -> None:
    def silent(_: socket.socket, wire: Wire) -> None:
        wire.stop.wait(30)

    with serving(silent) as wire:
        assert_not_sent(fails(sender, wire.url.replace("http://", "https://"), timeout=0.1))


def test_a_proxy_that_is_not_there_or_refuses_is_not_sent(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    assert_not_sent(fails(sender, "https://netvisor.invalid/"))
    with serving(saying(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) as wire:
        monkeypatch.setenv("HTTPS_PROXY", wire.url)
        assert_not_sent(fails(sender, "https://netvisor.invalid/"))
    assert wire.requests[0].line.startswith(b"CONNECT netvisor.invalid:443 ")


def test_the_environment_counts_only_when_it_may_and_never_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with serving(polite) as wire:
        assert sent(RequestsTransport(), prepared(wire.url)) == OK
    settings = [RequestsTransport(trust_env=trust)._settings("http://netvisor.invalid/") for trust in (True, False)]
    assert [bool(found["proxies"]) for found in settings] == [True, False]


def test_a_bundle_of_certificates_is_used_for_verification() -> None:
    assert RequestsTransport(trust_env=False)._settings("https://x/")["verify"] is True
    assert RequestsTransport(ca_bundle="ca.pem")._settings("https://x/")["verify"] == "ca.pem"


# What may have arrived.


def cut(connection: socket.socket, wire: Wire) -> None:
    """Reads the request and resets the connection."""
    wire.receive(connection)
    reset(connection)


def cut_in_the_answer(connection: socket.socket, wire: Wire) -> None:
    saying(answer()[:60])(connection, wire)
    reset(connection)


BROKEN = {
    "closed without an answer": saying(),
    "reset without an answer": cut,
    "no HTTP": saying(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "half an answer": saying(answer()[:-20]),
    "reset within the answer": cut_in_the_answer,
    "pieces without an end": saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<Root\r\n"),
    "pieces of no length": saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfive\r\n<Root\r\n"),
    "not compressed as said": saying(answer(b"<Root>", headers="Content-Encoding: gzip\r\n")),
}


@pytest.mark.parametrize("handler", BROKEN.values(), ids=BROKEN.keys())
def test_a_break_after_sending_began_leaves_the_outcome_unknown(sender: RequestsTransport, handler: Handler) -> None:
    with serving(handler) as wire:
        error = fails(sender, wire.url)
    assert type(error) is OutcomeUnknown
    assert error.retry is Retry.READ_BACK
    assert (error.resource, error.company, error.transaction_id) == ("customer.nv", "1967543-8", "id-1")
    assert len(wire.requests) == 1


def test_an_answer_that_breaks_off_is_told_in_words(sender: RequestsTransport) -> None:
    for handler in (BROKEN["half an answer"], BROKEN["pieces without an end"]):
        with serving(handler) as wire:
            assert "the answer broke off before its end" in str(fails(sender, wire.url))


def test_the_break_of_a_read_can_be_repeated_at_once(sender: RequestsTransport) -> None:
    with serving(cut) as wire, pytest.raises(OutcomeUnknown) as caught:
        sent(sender, prepared(wire.url))
    assert caught.value.retry is Retry.NOW


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", answer()[:-20]], ids=["nothing", "a line", "a part"])
def test_an_answer_that_takes_too_long_leaves_the_outcome_unknown(sender: RequestsTransport, said: bytes) -> None:
    with serving(then_silent(said)) as wire:
        error = fails(sender, wire.url, timeout=0.1)
    assert type(error) is OutcomeUnknown
    assert "timed out" in str(error)


def test_a_kept_connection_that_the_peer_drops_at_the_next_request_leaves_the_outcome_unknown(
    sender: RequestsTransport,
) -> None:
    def once(connection: socket.socket, wire: Wire) -> None:
        wire.receive(connection)
        connection.sendall(answer())
        wire.receive(connection)

    with serving(once) as wire:
        assert sent(sender, prepared(wire.url)) == OK
        assert type(fails(sender, wire.url)) is OutcomeUnknown
    # The request was sent once and not once more over a new connection.
    assert (wire.connections, len(wire.requests)) == (1, 2)


def test_a_kept_connection_that_was_dropped_in_between_is_replaced(sender: RequestsTransport) -> None:
    with serving(saying(answer())) as wire:
        for _ in range(2):
            assert sent(sender, prepared(wire.url, post=True), b"x") == OK
            assert wire.finished.acquire(timeout=10)
    assert (wire.connections, len(wire.requests)) == (2, 2)


class Dripping:
    """An answer of which a byte comes each second, on a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0

    def read1(self, _: int, *, decode_content: bool) -> bytes:
        assert decode_content
        self.now += 1
        return b"x"


def test_an_answer_that_drips_ends_when_the_time_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    dripping = Dripping()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: dripping.now))
    blocks = module._chunks(dripping, None, 2.5, prepared("http://x/"))
    for _ in range(3):
        assert next(blocks) == b"x"
        dripping.now += 1000  # the reader's own work does not count
    with pytest.raises(OutcomeUnknown, match="time ran out"):
        next(blocks)
