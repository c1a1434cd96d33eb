"""The way to the service: proxies, certificates and names, and who is named when there is none."""

from __future__ import annotations

import importlib
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.client.client import Client
from netvisor.client.connection import origin_of
from netvisor.client.transport import RequestsTransport
from netvisor.errors import NetvisorError, NotSent, Retry, SetupError
from tests.unit.wire import Wire, free_port, polite, reset, saying, serving
from tests.wire.certificates import Certified
from tests.wire.numbered import CREDENTIALS, answer_to, sent
from tests.wire.proxy import socks_5_to, tunnel_to

HOST = "netvisor.invalid"


def numbered(connection: socket.socket, wire: Wire) -> None:
    """Answers every request with its number."""
    while request := wire.receive(connection):
        connection.sendall(answer_to(request))


def client_for(url: str, *, timeout: float = 20, **settings: Any) -> Client:
    return Client(CREDENTIALS, base_url=url, timeout=timeout, pauses=(), transport=RequestsTransport(**settings))


def gets_through(url: str, **settings: Any) -> bool:
    client = client_for(url, **settings)
    return all(sent(client, number, writes=bool(number % 2)) == number for number in range(1, 5))


def fault_of(url: str, **settings: Any) -> NetvisorError:
    with pytest.raises(NetvisorError) as caught:
        sent(client_for(url, **settings), 1, writes=True)
    error = caught.value
    assert (error.resource, error.company) == ("customer.nv", "1967543-8")
    assert error.transaction_id
    return error


def assert_set_up(error: NetvisorError, *words: str) -> None:
    assert type(error) is SetupError
    assert error.retry is Retry.NEVER
    for word in words:
        assert word in error.text


def assert_not_sent(error: NetvisorError, *words: str) -> None:
    assert type(error) is NotSent
    assert error.retry is Retry.NOW
    for word in words:
        assert word in error.text


def on_host(url: str, scheme: str = "https") -> str:
    """The address of a server by a name that only a proxy knows."""
    return f"{scheme}://{HOST}:{urlsplit(url).port}/"


# Proxies.


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_an_encrypted_call_goes_through_the_tunnel_of_a_proxy(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified, name: str
) -> None:
    with serving(numbered, trusted.context()) as wire, serving(tunnel_to(wire.url)) as proxy:
        monkeypatch.setenv(name, proxy.url.replace("http://", "http://us%40er:pass@"))
        assert gets_through(on_host(wire.url), ca_bundle=trusted.authority)
    (tunnel,) = proxy.requests
    port = urlsplit(wire.url).port
    assert tunnel.line == f"CONNECT {HOST}:{port} HTTP/1.1".encode()
    assert tunnel.headers == {b"host": f"{HOST}:{port}".encode(), b"proxy-authorization": b"Basic dXNAZXI6cGFzcw=="}
    assert all(b"proxy-authorization" not in request.headers for request in wire.requests)


def test_a_plain_call_names_the_whole_address_to_its_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(numbered) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("http://", "user:pass@"))
        assert gets_through(f"http://{HOST}/base/")
    assert proxy.requests[0].line.startswith(f"POST http://{HOST}/base/customer.nv?".encode())
    assert {request.headers[b"host"] for request in proxy.requests} == {HOST.encode()}
    assert {request.headers[b"proxy-authorization"] for request in proxy.requests} == {b"Basic dXNlcjpwYXNz"}


def test_a_call_is_encrypted_within_the_encryption_of_its_proxy(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified
) -> None:
    context = trusted.context()
    with serving(numbered, context) as wire, serving(tunnel_to(wire.url), context) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert gets_through(on_host(wire.url), ca_bundle=trusted.authority)


def test_a_plain_call_goes_to_an_encrypted_proxy(monkeypatch: pytest.MonkeyPatch, trusted: Certified) -> None:
    with serving(numbered, trusted.context()) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert gets_through(f"http://{HOST}/", ca_bundle=trusted.authority)


def test_a_call_goes_through_a_socks_proxy(monkeypatch: pytest.MonkeyPatch, trusted: Certified) -> None:
    with serving(numbered, trusted.context()) as wire, serving(socks_5_to(wire.url)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http://", "socks5h://user:pass@"))
        assert gets_through(on_host(wire.url), ca_bundle=trusted.authority)
    assert proxy.notes == [(b"user", b"pass", HOST.encode())]


def test_a_socks_proxy_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    there = importlib.import_module

    def missing(name: str) -> object:
        if name == "socks":
            raise ImportError(name)
        return there(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    error = fault_of(f"http://{HOST}/")
    assert_set_up(error, "the proxy socks5://127.0.0.1:1080 (ALL_PROXY)", "pip install PySocks")


def test_a_socks_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(connection: socket.socket, _: Wire) -> None:
        connection.recv(3)
        connection.sendall(b"\x05\xff")

    with serving(refusing) as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url.replace("http://", "socks5://"))
        assert_not_sent(fault_of(f"http://{HOST}/"), "the proxy socks5://127.0.0.1:", "(ALL_PROXY) does not connect to")


@pytest.mark.parametrize("no_proxy", [HOST, ".invalid", "other, netvisor.invalid:80", "*"])
def test_what_no_proxy_names_is_called_directly(monkeypatch: pytest.MonkeyPatch, no_proxy: str) -> None:
    with serving(numbered) as wire:
        found = socket.getaddrinfo("127.0.0.1", urlsplit(wire.url).port, type=socket.SOCK_STREAM)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
        monkeypatch.setenv("NO_PROXY", no_proxy)
        assert gets_through(f"http://{HOST}:80/")


def test_this_machine_and_clients_that_trust_no_environment_use_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with serving(numbered) as wire:
        assert gets_through(wire.url)
        found = socket.getaddrinfo("127.0.0.1", urlsplit(wire.url).port, type=socket.SOCK_STREAM)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert gets_through(f"http://{HOST}/", trust_env=False)


def test_a_proxy_that_does_not_answer_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{port}")
    error = fault_of(f"https://{HOST}/")
    assert_not_sent(error, f"the proxy http://127.0.0.1:{port} (HTTPS_PROXY) does not answer: Connection refused")
    assert "secret" not in str(error)


MALFORMED = {
    "no host": "http://",
    "no host but a port": "http://:3128",
    "a port that is not a number": "http://user:secret@127.0.0.1:port",
    "a port beyond all bounds": "http://user:secret@127.0.0.1:99999",
    "port 0": "http://127.0.0.1:0",
    "another kind": "ftp://user:secret@127.0.0.1:21",
    "no address of IPv6": "http://[::1",
}


@pytest.mark.parametrize("address", MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "all_proxy"])
def test_a_proxy_that_can_never_be_used_is_a_fault_of_the_setup(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    monkeypatch.setenv(name, address)
    error = fault_of(f"https://{HOST}/")
    assert_set_up(error, f"{name} names an unusable proxy")
    assert "secret" not in str(error)


def test_a_proxy_that_wants_a_password_is_a_fault_of_the_setup(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(saying(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert_set_up(fault_of(f"https://{HOST}/"), "(HTTPS_PROXY) requires a user name and a password")


REFUSALS = {
    "502": saying(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"),
    "nothing": saying(),
    "no HTTP": saying(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "more than an answer": saying(b"HTTP/1.1 200 OK\r\n\r\nx"),
}


@pytest.mark.parametrize("handler", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_proxy_that_does_not_connect_is_named(monkeypatch: pytest.MonkeyPatch, handler: Any) -> None:
    with serving(handler) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = fault_of(f"https://{HOST}/")
        assert_not_sent(error, "the proxy http://127.0.0.1:", f"(HTTPS_PROXY) does not connect to https://{HOST}")
        assert proxy.finished.acquire(timeout=10)


# In time.


def dripping(connection: socket.socket, wire: Wire) -> None:
    connection.recv(1)
    while not wire.stop.wait(0.05):
        connection.sendall(b"\x16")


def dripping_head(connection: socket.socket, wire: Wire) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    dripping(connection, wire)


def interim_heads(connection: socket.socket, wire: Wire) -> None:
    while not wire.stop.wait(0.05):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def silent(_: socket.socket, wire: Wire) -> None:
    wire.stop.wait(30)


@pytest.mark.parametrize("handler", [dripping_head, interim_heads, silent])
def test_a_proxy_that_takes_too_long_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch, handler: Any) -> None:
    with serving(handler) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        started = time.monotonic()
        assert_not_sent(fault_of(f"https://{HOST}/", timeout=0.3), "(HTTPS_PROXY)", "timed out")
        assert time.monotonic() - started < 1.3


@pytest.mark.parametrize("handler", [dripping, silent])
def test_an_encryption_that_takes_too_long_is_given_up_in_time(handler: Any, trusted: Certified) -> None:
    with serving(handler) as wire:
        started = time.monotonic()
        error = fault_of(wire.url.replace("http", "https"), timeout=0.3, ca_bundle=trusted.authority)
        assert type(error) is NotSent
        assert time.monotonic() - started < 1.3


# Certificates.


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_an_authority_of_the_environment_is_trusted(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified, tmp_path: Path, name: str
) -> None:
    place = trusted.authority
    if name == "SSL_CERT_DIR":
        shutil.copy(place, tmp_path)
        subprocess.run(["openssl", "rehash", str(tmp_path)], check=True, capture_output=True)  # noqa: S603, S607
        place = str(tmp_path)
    with serving(numbered, trusted.context()) as wire:
        monkeypatch.setenv(name, place)
        assert gets_through(wire.url)
        assert_set_up(fault_of(wire.url, trust_env=False), "the default certificates, from the package certifi")


def test_the_first_variable_that_is_set_counts(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified, untrusted: Certified
) -> None:
    with serving(numbered, trusted.context()) as wire:
        monkeypatch.setenv("SSL_CERT_FILE", untrusted.authority)
        assert_set_up(fault_of(wire.url), f"{untrusted.authority} (SSL_CERT_FILE)")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", trusted.authority)
        assert gets_through(wire.url)
        assert_set_up(fault_of(wire.url, ca_bundle=untrusted.authority), "(ca_bundle)")


def test_a_certificate_that_cannot_be_verified_is_a_fault_of_the_setup(trusted: Certified) -> None:
    with serving(numbered, trusted.context()) as wire:
        error = fault_of(wire.url)
        host = wire.url.rstrip("/")
        assert_set_up(error, f"the certificate of {host} cannot be verified: unable to get local issuer certificate")
        assert_set_up(
            error, "the package certifi", "REQUESTS_CA_BUNDLE to a file with your network's certificate authority"
        )
        assert wire.requests == []


def test_a_certificate_of_another_name_is_a_fault_of_the_setup(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified
) -> None:
    with serving(numbered, trusted.context()) as wire:
        found = socket.getaddrinfo("127.0.0.1", urlsplit(wire.url).port, type=socket.SOCK_STREAM)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        assert_set_up(fault_of("https://other.invalid/", ca_bundle=trusted.authority), "Hostname mismatch")
        # The dot at the end of a full name is not part of the certificate's.
        assert gets_through(f"https://{HOST}./", ca_bundle=trusted.authority)


def test_the_certificate_of_a_proxy_is_verified_too(
    monkeypatch: pytest.MonkeyPatch, trusted: Certified, untrusted: Certified
) -> None:
    with serving(polite, untrusted.context()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = fault_of(f"https://{HOST}/", ca_bundle=trusted.authority)
        assert_set_up(error, "the certificate of the proxy https://127.0.0.1:", "(HTTPS_PROXY) cannot be verified")


@pytest.mark.parametrize("content", [None, "no certificate"], ids=["not there", "no certificate"])
def test_a_file_of_authorities_that_cannot_be_read_is_a_fault_of_the_setup(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "authorities.pem"
    if content is not None:
        file.write_text(content, "utf-8")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    # Told before anything is connected to: nobody listens.
    error = fault_of(f"https://127.0.0.1:{free_port()}/")
    assert_set_up(error, f"REQUESTS_CA_BUNDLE names {file}", "expected a file of certificates in PEM form")


def test_a_file_of_authorities_that_changed_is_read_anew(
    trusted: Certified, untrusted: Certified, tmp_path: Path
) -> None:
    file = tmp_path / "authorities.pem"
    shutil.copy(untrusted.authority, file)
    with serving(numbered, trusted.context()) as wire:
        assert_set_up(fault_of(wire.url, ca_bundle=str(file)), "(ca_bundle)")
        file.write_bytes(Path(trusted.authority).read_bytes())
        assert gets_through(wire.url, ca_bundle=str(file))


# Names and addresses.


@pytest.mark.parametrize("host", ["a..b", f"{'a' * 64}.invalid", ".", "a" * 300])
def test_a_name_that_no_host_can_have_is_a_fault_of_the_setup(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    assert_set_up(fault_of(f"http://{host}/"), "invalid host name")
    monkeypatch.setenv("HTTPS_PROXY", f"http://{host}:3128")
    assert_set_up(fault_of(f"https://{HOST}/"), "HTTPS_PROXY", "invalid host name")


def test_a_name_that_is_not_known_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = fault_of(f"http://{HOST}/")
    assert_not_sent(error, f"http://{HOST} has an unknown host name: Name or service not known")


@pytest.mark.parametrize(
    "url", ["ftp://host", "http://", "http://host:0", "http://host:99999", "http://[::1", "http://ä"]
)
def test_an_address_of_no_service_is_a_fault_of_the_setup(url: str) -> None:
    with pytest.raises(SetupError, match="expected a URL such as"):
        origin_of(url)


def test_the_parts_of_an_address_are_told_apart() -> None:
    assert (origin_of("https://host").port, origin_of("http://host").port) == (443, 80)
    found = origin_of("https://user@[::1]:8443")
    assert (found.host, found.port, found.authority, found.encrypted) == ("::1", 8443, "[::1]:8443", True)


# The end of an encrypted connection.


def test_no_farewell_is_said_at_the_end(trusted: Certified) -> None:
    """A forked child has no right to say it, and it would end the connection of its parent."""

    def listening(connection: socket.socket, wire: Wire) -> None:
        request = wire.receive(connection)
        assert request is not None
        connection.sendall(answer_to(request))
        vars(connection)["suppress_ragged_eofs"] = False
        try:
            wire.notes.append(connection.recv(1))
        except ssl.SSLError as error:
            wire.notes.append(type(error))

    with serving(listening, trusted.context()) as wire:
        client = client_for(wire.url, ca_bundle=trusted.authority)
        assert sent(client, 1, writes=True) == 1
        client._transport.close()  # type: ignore[attr-defined]  # it is the library's own
        assert wire.finished.acquire(timeout=10)
    assert wire.notes == [ssl.SSLEOFError]


def test_a_reset_during_the_encryption_is_not_sent(trusted: Certified) -> None:
    def rude(connection: socket.socket, _: Wire) -> None:
        connection.recv(10)
        reset(connection)

    with serving(rude) as wire:
        error = fault_of(wire.url.replace("http", "https"), ca_bundle=trusted.authority)
        assert_not_sent(error, "does not encrypt the connection: Connection reset by peer")
