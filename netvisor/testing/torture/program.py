"""The programs that are killed: one that puts and one that works, in processes that are cheap to start.

`python -m netvisor.testing.torture.program FD...` loads and uses everything once, so that all is compiled. Then it
forks a process for each socket that it was given. Such a process forks a program for each task that comes, a line of
JSON, and says when the program starts and how it ended.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
import warnings
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from netvisor.client.client import Client
from netvisor.client.transport import RequestsTransport
from netvisor.errors import SetupError
from netvisor.protocol.credentials import Credentials
from netvisor.queue.errors import OutcomeCannotBeTold
from netvisor.queue.outbox import Outbox
from netvisor.queue.worker import Worker
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.killing import Death, MortalDatabase, MortalTransport
from netvisor.testing.torture.patience import open_patiently
from netvisor.testing.torture.putting import put_all
from netvisor.testing.torture.script import COMPANIES, Kill, Script, of_every_kind, script

LEASE: Final = 0.5
PAUSES: Final = (0.02, 0.05, 0.1)
POLL: Final = 0.2
_TIMEOUT: Final = 5.0
_LOOK: Final = 0.1


def work(task: dict[str, Any], outbox: Outbox, death: Death, told_to_stop: threading.Event) -> None:
    """Send what waits until the process is told to stop."""
    transport = MortalTransport(RequestsTransport(), death)
    clients = {
        company: Client(Credentials(**given), base_url=task["url"], timeout=_TIMEOUT, transport=transport, pauses=())
        for company, given in task["companies"].items()
    }
    worker = Worker(outbox, clients.__getitem__, threads=task["threads"], lease=LEASE, pauses=PAUSES, poll=POLL)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    if not told_to_stop.is_set():
        worker.run()


def run(task: dict[str, Any]) -> None:
    """Do one task in this process."""
    told_to_stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told_to_stop.set())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    kill = task.get("kill")
    death = Death(Kill(**kill) if kill else None)
    with closing(open_patiently(task["place"])) as database:
        outbox = Outbox(MortalDatabase(database, death))
        if task["does"] == "put":
            put_all(outbox, script(task["seed"], task["number"]))
        else:
            work(task, outbox, death, told_to_stop)


def main(sockets: list[int]) -> None:
    """Serve tasks on each socket until it is closed."""
    warnings.simplefilter("ignore", OutcomeCannotBeTold)
    with tempfile.TemporaryDirectory() as folder:
        _warm(str(Path(folder) / "queue.db"), of_every_kind())
    with suppress(SetupError):  # without the extra, nobody asks for it either
        import_module("netvisor.queue.postgresql")
    gc.collect()
    gc.freeze()  # what is never looked at again is never copied
    forkers = []
    for number in sockets:
        forker = os.fork()
        if forker == 0:
            for other in sockets:
                if other != number:
                    os.close(other)
            _serve(socket.socket(fileno=number))
            os._exit(0)
        forkers.append(forker)
    for number in sockets:
        os.close(number)
    for forker in forkers:
        os.waitpid(forker, 0)


def _warm(place: str, script: Script) -> None:
    """Send and look up a message of every kind."""
    with Sandbox(companies=COMPANIES) as sandbox, Outbox.open(place) as outbox:
        put_all(outbox, script)
        for fault in script.faults:
            sandbox.faults.put(fault)
        clients = {each: Client(sandbox.credentials_for(each), base_url=sandbox.url) for each in COMPANIES}
        Worker(outbox, clients.__getitem__, pauses=PAUSES).drain()
        for client in clients.values():
            client.close()


def _serve(tasks: socket.socket) -> None:
    with tasks, tasks.makefile("rw") as lines:
        for line in lines:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # until the child can hear it
            child = os.fork()
            if child == 0:
                threading.Thread(target=_end_with, args=(tasks,), daemon=True).start()
                _child(json.loads(line))
            _say(lines, started=child)
            _, status = os.waitpid(child, 0)
            _say(lines, ended=os.waitstatus_to_exitcode(status))


def _end_with(tasks: socket.socket) -> None:
    """End this process when nobody is there any more to give tasks."""
    while tasks.recv(1, socket.MSG_PEEK):
        time.sleep(_LOOK)
    os._exit(1)


def _child(task: dict[str, Any]) -> None:
    status = 1
    try:
        run(task)
        status = 0
    except BaseException:  # the process ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(lines: Any, **said: int) -> None:
    lines.write(json.dumps(said) + "\n")
    lines.flush()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]])
