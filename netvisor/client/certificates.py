"""Which authorities are trusted to sign the service's certificate, and where they were configured."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netvisor.errors import SetupError

VARIABLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
"""The environment variables that name authorities; the first that is set counts."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """The trusted certificates."""

    path: str
    """A PEM file, or a folder prepared by `openssl rehash`."""
    source: str
    """Where it was configured: a variable, an argument, or the package certifi."""

    def __str__(self) -> str:
        return f"{self.path} ({self.source})"


def authorities(ca_bundle: str | None, *, trust_env: bool) -> Authorities:
    """The authorities from an argument, the environment, or else the package certifi."""
    if ca_bundle is not None:
        return Authorities(ca_bundle, "ca_bundle")
    for name in VARIABLES if trust_env else ():
        if path := os.environ.get(name):
            return Authorities(path, name)
    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    return Authorities(DEFAULT_CA_BUNDLE_PATH, "the default certificates, from the package certifi")


def context_for(trusted: Authorities) -> ssl.SSLContext:
    """The TLS context for peers whose certificate is signed by one of the authorities.

    Raises:
        SetupError: the file is missing or has no certificates.
    """
    wanted = "expected a file of certificates in PEM form"
    try:
        state = os.stat(trusted.path)
    except OSError as error:
        raise SetupError(f"{trusted.source} names {trusted.path}: {error.strerror}; {wanted}") from error
    try:
        return _context(trusted.path, os.path.isdir(trusted.path), state.st_mtime_ns)
    except (ssl.SSLError, OSError) as error:
        raise SetupError(f"{trusted.source} names {trusted.path}, which is unreadable: {error}; {wanted}") from error


@lru_cache(8)
def _context(path: str, folder: bool, _changed: int) -> ssl.SSLContext:
    """Reading all usual authorities takes about ten milliseconds, so it is done once for each state of the file."""
    context = ssl.create_default_context(cafile=None if folder else path, capath=path if folder else None)
    context.set_alpn_protocols(["http/1.1"])
    return context


__all__ = ["VARIABLES", "Authorities", "authorities", "context_for"]
