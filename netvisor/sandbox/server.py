"""The sandbox's server: that of all pages and services of this library, under the sandbox's name."""

from __future__ import annotations

from netvisor.web import server


class Server(server.Server):
    """A server in a thread of its own.

    Args:
        app: the WSGI application.
        host: the address to listen at.
        port: the port; 0 takes any free one.

    Raises:
        SetupError: the address or port cannot be used.
    """

    def __init__(self, app: server.App, host: str, port: int) -> None:
        super().__init__(app, host, port, "sandbox")
