"""An authority and a certificate for 127.0.0.1 that live as long as a test run."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certified:
    """What a server needs to be trusted, and what a client needs to trust it."""

    authority: str
    """The file that a client trusts."""
    certificate: str
    key: str

    def context(self) -> ssl.SSLContext:
        """What a server encrypts with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def certified(folder: Path) -> Certified:
    """Make an authority and a certificate that it signed."""
    made = Certified(*(str(folder / name) for name in ("authority.pem", "server.pem", "server.key")))
    authority_key = str(folder / "authority.key")
    # With all that RFC 5280 demands, which Python checks from 3.13 on.
    _certificate(
        made.authority,
        authority_key,
        "/CN=Test authority",
        "basicConstraints=critical,CA:TRUE",
        "keyUsage=critical,keyCertSign,cRLSign",
    )
    _certificate(
        made.certificate,
        made.key,
        "/CN=localhost",
        "basicConstraints=critical,CA:FALSE",
        "authorityKeyIdentifier=keyid",
        "subjectAltName=DNS:localhost,DNS:netvisor.invalid,IP:127.0.0.1",
        signed_by=(made.authority, authority_key),
    )
    return made


def _certificate(
    certificate: str, key: str, name: str, *extensions: str, signed_by: tuple[str, str] | None = None
) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", key, "-out", certificate, "-days", "2", "-subj", name]
    command += [part for extension in extensions for part in ("-addext", extension)]
    if signed_by is not None:
        command += ["-CA", signed_by[0], "-CAkey", signed_by[1]]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
