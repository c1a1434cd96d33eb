"""Which authorities are trusted to sign the service's certificate, and who said so."""

from __future__ import annotations

import os
import ssl
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netvisor.errors import SetupError

VARIABLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
"""The variables of the environment that name authorities; the first that is set counts."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """The certificates that are trusted."""

    path: str
    """A file in PEM form, or a folder that was prepared by `openssl rehash`."""
    source: str
    """Who named it: a variable, an argument, or the package of the usual ones."""

    def __str__(self) -> str:
        return f"{self.path} ({self.source})"


def authorities(ca_bundle: str | None, *, trust_env: bool) -> Authorities:
    """The authorities that an argument, the environment, or else the package certifi names."""
    if ca_bundle is not None:
        return Authorities(ca_bundle, "ca_bundle")
    for name in VARIABLES if trust_env else ():
        if path := os.environ.get(name):
            return Authorities(path, name)
    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    return Authorities(DEFAULT_CA_BUNDLE_PATH, "the default certificates, from the package certifi")


def context_for(trusted: Authorities) -> ssl.SSLContext:
    """What encrypts connections to peers whose certificate is signed by one of the authorities.

    Raises:
        SetupError: the file is not there or holds no certificates.
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
    """Reading all usual authorities takes some ten milliseconds, so it is done once for each state of the file."""
    context = ssl.create_default_context(cafile=None if folder else path, capath=path if folder else None)
    context.set_alpn_protocols(["http/1.1"])
    return context


__all__ = ["VARIABLES", "Authorities", "authorities", "context_for"]
