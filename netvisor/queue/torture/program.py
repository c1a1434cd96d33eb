"""The programs that are killed: one that puts and one that works, in processes that are cheap to start.

`python -m netvisor.queue.torture.program` loads everything once. For each task, a line of JSON on its standard input,
it forks a process, and says its number when it starts and its status when it ends.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from netvisor.client.client import Client
from netvisor.client.transport import RequestsTransport
from netvisor.protocol.credentials import Credentials
from netvisor.queue.outbox import Outbox
from netvisor.queue.torture.killing import Death, MortalDatabase, MortalTransport
from netvisor.queue.torture.putting import put_all
from netvisor.queue.torture.script import Kill, script
from netvisor.queue.worker import Worker

LEASE = 0.5
PAUSES = (0.02, 0.05, 0.1)
POLL = 0.2
_TIMEOUT = 5.0


def work(task: dict[str, Any], outbox: Outbox, death: Death) -> None:
    """Send what waits until the process is told to stop."""
    transport = MortalTransport(RequestsTransport(), death)
    clients = {
        company: Client(Credentials(**given), base_url=task["url"], timeout=_TIMEOUT, transport=transport, pauses=())
        for company, given in task["companies"].items()
    }
    worker = Worker(outbox, clients.__getitem__, threads=task["threads"], lease=LEASE, pauses=PAUSES, poll=POLL)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()


def run(task: dict[str, Any]) -> None:
    """Do one task in this process."""
    kill = task.get("kill")
    death = Death(Kill(**kill) if kill else None)
    with Outbox.open(task["place"]) as plain:
        outbox = Outbox(MortalDatabase(plain.database, death))
        if task["does"] == "put":
            put_all(outbox, script(task["seed"], task["number"]))
        else:
            work(task, outbox, death)


def main() -> None:
    """Serve tasks until the standard input ends."""
    if importable := sys.argv[1:]:
        for name in importable:
            __import__(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _child(json.loads(line))
        _say(started=child)
        _, status = os.waitpid(child, 0)
        _say(ended=os.waitstatus_to_exitcode(status))


def _child(task: dict[str, Any]) -> None:
    status = 1
    try:
        run(task)
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(**said: int) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
