"""An editor's side of a language server: one file is open, and a word of it is asked about."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, Any

from tests.typing.environment import Environment


@dataclass
class Editor:
    """An editor with a file of a user open.

    Args:
        writing: what the server reads.
        reading: what the server writes.
        folder: the folder of the user's files.
        text: the text of the open file.
    """

    writing: IO[bytes]
    reading: IO[bytes]
    folder: Path
    text: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def address(self) -> str:
        """The address of the open file."""
        return (self.folder / "opened.py").as_uri()

    def start(self) -> None:
        """Introduce the editor and open the file."""
        folder = {"uri": self.folder.as_uri(), "name": self.folder.name}
        plain = {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
        self.ask("initialize", {"processId": os.getpid(), "workspaceFolders": [folder], "capabilities": plain})
        self._send({"method": "initialized", "params": {}})
        opened = {"uri": self.address, "languageId": "python", "version": 1, "text": self.text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})

    def stop(self) -> None:
        """Let the server end."""
        self.ask("shutdown", {})
        self._send({"method": "exit"})

    def hover(self, line: str, word: str) -> str:
        """What the editor shows when the mouse rests on a word.

        Args:
            line: the beginning of the line, or a part of it that no other line has.
            word: the word, which stands in the line once.
        """
        ((row, whole),) = ((at, each) for at, each in enumerate(self.text.splitlines()) if line in each)
        (column,) = (found.start() for found in re.finditer(rf"\b{word}\b", whole))
        place = {"line": row, "character": column}
        shown = self.ask("textDocument/hover", {"textDocument": {"uri": self.address}, "position": place})
        told: str = shown["contents"]["value"] if shown else ""
        return told

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        """Send a request and give the result."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if "method" not in message and message["id"] == number:
                return message["result"]
            if "method" in message and "id" in message:
                # The server asks for settings, or tells of its progress; there are none, and nobody watches.
                items = message.get("params", {}).get("items", [])
                self._send({"id": message["id"], "result": [None] * len(items) or None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.writing.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.writing.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while head := self.reading.readline().strip():
            name, _, value = head.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise RuntimeError("the language server has ended")
        message: dict[str, Any] = json.loads(self.reading.read(length))
        return message


@contextmanager
def editor(environment: Environment, folder: Path, text: str) -> Iterator[Editor]:
    """An editor that talks to basedpyright's language server about one file of a user."""
    command = [sys.executable, "-c", "from basedpyright.langserver import main; main()", "--stdio"]
    with subprocess.Popen(  # noqa: S603  # our own command
        command, cwd=folder, env=environment.variables(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        if server.stdin is None or server.stdout is None:
            raise RuntimeError("the language server has no standard input and output")
        opened = Editor(server.stdin, server.stdout, folder, text)
        try:
            opened.start()
            yield opened
        finally:
            opened.stop()
