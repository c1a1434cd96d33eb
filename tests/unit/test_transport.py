from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from netvisor.client import byte_stream
from netvisor.client.deadline import Deadline
from netvisor.client.transport import Content, RequestsTransport
from netvisor.codec.encode import Encoded, encode
from netvisor.declare import message
from netvisor.declare.scalars import Attachment
from netvisor.errors import NetvisorError, NotSent, OutcomeUnknown, Retry, UnreadableReply
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
    received = wire.requests[0].headers
    names = {name.decode() for name in received}
    assert names - {name.lower() for name in request.headers} == {"host", "user-agent", "accept-encoding"}
    assert received[b"accept-encoding"] == b"identity"


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


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, NotSent), (400_000, OutcomeUnknown), (900_000, OutcomeUnknown)],
    ids=["empty", "shorter", "longer"],
)
def test_a_message_that_changes_while_it_is_sent_breaks_the_request_off(
    sender: RequestsTransport, tmp_path: Path, size: int, expected: type[NetvisorError]
) -> None:
    file = tmp_path / "receipt.pdf"
    file.write_bytes(b"x" * 500_000)
    encoded = encode(Document(content=file))
    file.write_bytes(b"x" * size)
    with serving(polite) as wire:
        with pytest.raises(expected, match="could not be read to the end") as caught:
            sent(sender, prepared(wire.url, post=True), encoded)
        assert sent(sender, prepared(wire.url)) == OK
    assert type(caught.value) is expected
    # The broken request ended with its connection: nothing of it stands before the next one.
    assert [request.line[:4] for request in wire.requests] == [b"GET "]
    assert wire.connections == 2


class Misjudged(Encoded):
    """A message that is not as long as it says."""

    @property
    def length(self) -> int:
        return 70_000


@pytest.mark.parametrize("parts", [5, 8], ids=["shorter", "longer"])
def test_a_body_of_another_length_never_arrives_whole(sender: RequestsTransport, parts: int) -> None:
    message = Misjudged("utf-8", tuple(b"x" * 10_000 for _ in range(parts)))
    with serving(polite) as wire:
        with pytest.raises(OutcomeUnknown, match="not 70000 bytes long"):
            sent(sender, prepared(wire.url, post=True), message)
        assert sent(sender, prepared(wire.url)) == OK
    assert [request.line[:4] for request in wire.requests] == [b"GET "]


def test_a_message_that_cannot_be_read_at_all_is_not_sent(sender: RequestsTransport, tmp_path: Path) -> None:
    class Gone(Encoded):
        def chunks(self, size: int = 0) -> Iterator[bytes]:
            yield (tmp_path / "receipt.pdf").read_bytes()

    with serving(polite) as wire:
        with pytest.raises(NotSent, match=r"could not be read to the end: .*receipt\.pdf"):
            sent(sender, prepared(wire.url, post=True), Gone("utf-8", (b"x",)))
        assert wire.requests == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/a b.nv", "http://127.0.0.1:1/ä.nv", "http://127.0.0.1:1/a\r\nX: 1"]
)
def test_an_address_that_would_break_the_request_is_not_sent(sender: RequestsTransport, url: str) -> None:
    with serving(polite) as wire:
        request = replace(prepared(wire.url), url=url.replace("http://127.0.0.1:1/", wire.url))
        with pytest.raises(NotSent, match="a character that is not allowed there"):
            sent(sender, request)


def test_a_header_that_would_begin_another_one_is_not_sent(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        request = prepared(wire.url)
        request.headers["X-Note"] = "a\r\nX-Evil: 1"
        with pytest.raises(NotSent, match="a character that is not allowed there"):
            sent(sender, request)


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


def test_an_answer_in_pieces_or_without_a_length_comes_whole(sender: RequestsTransport) -> None:
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (OK[:10], OK[10:])) + b"0\r\n\r\n"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces
    until_closed = b"HTTP/1.0 200 OK\r\n\r\n" + OK
    for said in (chunked, until_closed):
        with serving(saying(said)) as wire:
            assert sent(sender, prepared(wire.url)) == OK


def test_a_compressed_answer_is_refused_unread(sender: RequestsTransport) -> None:
    compressed = answer(gzip.compress(OK), headers="Content-Encoding: gzip\r\n", status="404 Not Found")
    with serving(saying(compressed)) as wire, pytest.raises(UnreadableReply, match="encoding 'gzip'") as caught:
        sent(sender, prepared(wire.url))
    assert (caught.value.status, caught.value.retry) == (404, Retry.NOW)


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
            assert "the answer ended early" in str(fails(sender, wire.url))


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


def test_the_time_that_the_caller_spends_on_an_answer_does_not_count(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=1_000.0)
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    with serving(saying(answer(bytes(1_000_000)))) as wire:
        response = sender.send(prepared(wire.url), None, 5)
        got = 0
        for block in response.chunks:
            got += len(block)
            clock.now += 1_000
        assert got == 1_000_000
    with serving(then_silent(answer(bytes(1_000_000))[:-1])) as wire:
        response = sender.send(prepared(wire.url), None, 0.1)
        with pytest.raises(OutcomeUnknown, match="timed out"):
            b"".join(response.chunks)


def test_an_answer_that_was_closed_is_not_read_on(sender: RequestsTransport) -> None:
    with serving(saying(answer(bytes(1_000_000)))) as wire:
        response = sender.send(prepared(wire.url), None, 5)
        blocks = iter(response.chunks)
        next(blocks)
        response.close()
        with pytest.raises(OutcomeUnknown, match="closed while it was read"):
            next(blocks)


def test_closing_an_answer_twice_gives_its_connection_back_once(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        for _ in range(2):
            response = sender.send(prepared(wire.url), None, 5)
            assert b"".join(response.chunks) == OK
            response.close()
            response.discard()
            response.close()
        first, second = (sender.send(prepared(wire.url), None, 5) for _ in range(2))
        assert b"".join(second.chunks) == b"".join(first.chunks) == OK
    # The first three calls share one connection; the one beside it cannot.
    assert wire.connections == 2


def test_a_discarded_answer_takes_its_connection_with_it(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        response = sender.send(prepared(wire.url), None, 5)
        assert b"".join(response.chunks) == OK
        response.discard()
        response.close()
        assert sent(sender, prepared(wire.url)) == OK
    assert wire.connections == 2


# How long a connection is kept.


@pytest.mark.parametrize(
    ("post", "idle", "connections"),
    [(True, 4.9, 1), (True, 5.1, 2), (False, 59, 1), (False, 61, 2)],
    ids=["fresh enough for a write", "too old for a write", "fresh enough for a read", "too old for a read"],
)
def test_an_idle_connection_is_given_up_after_a_while(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch, post: bool, idle: float, connections: int
) -> None:
    clock = SimpleNamespace(now=1_000.0)
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    with serving(polite) as wire:
        for _ in range(2):
            assert sent(sender, prepared(wire.url, post=post)) == OK
            clock.now += idle
    assert wire.connections == connections


def test_how_long_a_connection_is_kept_is_a_setting() -> None:
    sender = RequestsTransport(writes_within=0, reads_within=0)
    with serving(polite) as wire:
        for post in (True, True, False, False):
            assert sent(sender, prepared(wire.url, post=post)) == OK
    assert wire.connections == 4


def test_few_idle_connections_are_kept(sender: RequestsTransport) -> None:
    with serving(polite) as wire:
        responses = [sender.send(prepared(wire.url), None, 30) for _ in range(40)]
        for response in responses:
            assert b"".join(response.chunks) == OK
            response.close()
        again = [sender.send(prepared(wire.url), None, 30) for _ in range(40)]
        assert wire.connections == 48
        for response in again:
            response.close()


def test_a_dead_peer_is_noticed_by_the_system() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stream = byte_stream.connect("127.0.0.1", listening.getsockname()[1], Deadline(5))
        assert stream._socket.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert stream._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert stream._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30
        stream.close()


def test_a_service_is_asked_at_each_of_its_addresses(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(polite) as wire:
        port = urlsplit(wire.url).port
        family = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
        found = [(*family, ("127.0.0.1", free_port())), (*family, ("127.0.0.1", port))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert sent(sender, prepared(f"http://netvisor.invalid:{port}/")) == OK
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    assert_not_sent(fails(sender, "http://netvisor.invalid/"))


# Faults of anything that the transport stands on.


@pytest.mark.parametrize("fault", [AttributeError("recv_into"), RuntimeError("x"), MemoryError(), RecursionError()])
def test_whatever_breaks_after_the_first_byte_left_leaves_the_outcome_unknown(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken(*_: object) -> bytes:
        raise fault

    monkeypatch.setattr(byte_stream.TcpStream, "receive", broken)
    with serving(polite) as wire:
        error = fails(sender, wire.url)
    assert (type(error), error.retry, error.__cause__) == (OutcomeUnknown, Retry.READ_BACK, fault)


def test_whatever_breaks_before_the_first_byte_left_is_not_sent(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise AttributeError("send")

    monkeypatch.setattr(byte_stream.TcpStream, "send", broken)
    with serving(polite) as wire:
        assert_not_sent(fails(sender, wire.url))


@pytest.mark.parametrize("name", ["send", "receive"])
def test_an_interruption_passes_and_closes_the_connection(
    sender: RequestsTransport, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    with serving(polite) as wire:
        with monkeypatch.context() as patch:
            patch.setattr(byte_stream.TcpStream, name, interrupted)
            with pytest.raises(KeyboardInterrupt):
                sent(sender, prepared(wire.url, post=True), b"x")
        assert wire.finished.acquire(timeout=10)


def test_an_answer_that_came_before_the_whole_message_was_sent_is_read(sender: RequestsTransport) -> None:
    def hasty(connection: socket.socket, _: Wire) -> None:
        connection.recv(100)
        connection.sendall(answer(b"too large", status="413 Content Too Large"))
        connection.shutdown(socket.SHUT_RD)

    with serving(hasty) as wire:
        request = prepared(wire.url, post=True)
        response = sender.send(request, bytes(50_000_000), 10)
        assert (response.status, b"".join(response.chunks)) == (413, b"too large")
        response.close()
        assert wire.finished.acquire(timeout=10)
