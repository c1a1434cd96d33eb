"""How often a call goes from one module of the sandbox to another: what a reader of its way must follow."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from netvisor.sandbox.app import Application

_PACKAGE = "netvisor.sandbox."
_AREAS = f"{_PACKAGE}books."


@contextmanager
def stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The modules of the sandbox in the order in which calls enter them: a stay is a run of calls into one module.

    What the handler of a resource does is one stay: it differs from resource to resource.
    """
    entered: list[str] = []
    answer = Application.__call__

    def traced(self: Application, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        sys.setprofile(_Tracer(entered))
        try:
            return answer(self, environ, start_response)
        finally:
            sys.setprofile(None)

    monkeypatch.setattr(Application, "__call__", traced)
    yield entered
    monkeypatch.setattr(Application, "__call__", answer)


class _Tracer:
    def __init__(self, entered: list[str]) -> None:
        self._entered = entered
        self._handler: FrameType | None = None

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event == "return" and frame is self._handler:
            self._handler = None
        module = frame.f_globals.get("__name__", "")
        if event != "call" or self._handler or not module.startswith(_PACKAGE):
            return
        if module.startswith(_AREAS) and not module.startswith(f"{_AREAS}core."):
            self._handler = frame
        if not self._entered or self._entered[-1] != module.removeprefix(_PACKAGE):
            self._entered.append(module.removeprefix(_PACKAGE))
