"""A maintenance firm and its jobs in Tampuuri: fetch, accept, let wait, follow up, report as done.

    python examples/maintenance_firm.py

shows it against a local Tampuuri with an invented housing company. A firm calls `fetch` every 15 minutes or so, each
call charged, or lets webhooks call it. The jobs lie in a small database here, in place of the firm's own system.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from typing import Any

from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri, ilmoitukset
from netvisor.tampuuri.webhooks import Change, Handlers, Inbox, Receiver, unread
from netvisor.web.server import Server


@dataclass(frozen=True)
class Job:
    """A job as the firm keeps it."""

    id: int
    title: str
    state: str


class Firm:
    """The firm.

    Args:
        client: Tampuuri, with the credentials of the account that orders the jobs.
        party: the id of the firm's own party in that account.
        database: the path of the jobs, which outlive the program.
    """

    def __init__(self, client: Tampuuri, party: int, database: str) -> None:
        self._client = client
        self._party = party
        self._jobs = sqlite3.connect(database)
        self._jobs.execute("create table if not exists job (id integer primary key, title text, state text)")

    def close(self) -> None:
        """Close the database."""
        self._jobs.close()

    def jobs(self) -> list[Job]:
        """All jobs that were ever fetched."""
        return [Job(*row) for row in self._jobs.execute("select id, title, state from job order by id")]

    def fetch(self) -> list[Job]:
        """Fetch the open jobs and accept them.

        A job is stored before it is accepted. If the program dies between the two, the job is still open and comes
        again; if it dies before it knows the answer, the job is open here only, and was accepted.
        """
        browse = ilmoitukset.selaa(tyonsuorittaja_id=self._party, filters={"Tila": "avoin"})
        # Read to the end first: accepted jobs leave the list, which would shift its pages.
        notices = self._client.send(browse)
        found = [Job(known(notice.id), str(notice.get("Otsikko")), "avoin") for notice in notices]
        for job in self.jobs():
            if job.state == "avoin" and job.id not in {each.id for each in found}:
                self._set(job.id, "vastaanotettu")
        for job in found:
            self._store(job)
            self._client.send(ilmoitukset.vastaanota(job.id))
            self._set(job.id, "vastaanotettu")
        return found

    def fetch_when_told(self, handlers: Handlers) -> None:
        """Fetch when a webhook tells of a new notice, in place of a clock.

        No operation that reads one notice is known, so one fetch gets all that are open. It saves the calls for those
        that were told of meanwhile. The handlers must run in the thread that made the firm, because of the database.
        """

        @handlers.on("IlmoitusUusi", read=unread)
        def told(change: Change) -> None:
            if change.reference_id not in {str(job.id) for job in self.jobs() if job.state != "avoin"}:
                self.fetch()

    def let_wait(self, job: int, why: str) -> None:
        """Let a job wait; the resident sees it. The name of the field with the reason is not documented."""
        self._client.send(ilmoitukset.odotukseen(job, {"Kommentti": why}))
        self._set(job, "odottaa")

    def follow_up(self, job: int, title: str, description: str, centre: int, files: Mapping[str, bytes]) -> int:
        """Order a further job below this one; gives its id. The next `fetch` finds it."""
        answer = self._client.send(
            ilmoitukset.base64(
                {
                    "ParentId": job,
                    "TyonsuorittajaId": self._party,
                    "KustannuspaikkaId": centre,
                    "Otsikko": title,
                    "TyotehtavanKuvaus": description,
                    "Liitteet": [{"FileName": name, "Base64Content": content} for name, content in files.items()],
                }
            )
        )
        return known(answer.id)

    def report_done(self, job: int) -> None:
        """Report a job as done. Tampuuri finishes it later, once the jobs below it are finished."""
        self._client.send(ilmoitukset.kuittaatehdyksi(job))
        self._set(job, "tehty")

    def _store(self, job: Job) -> None:
        with self._jobs:
            self._jobs.execute(
                "insert into job values (?, ?, ?) on conflict (id) do nothing", (job.id, job.title, job.state)
            )

    def _set(self, job: int, state: str) -> None:
        with self._jobs:
            self._jobs.execute("update job set state = ? where id = ?", (state, job))


def known(key: Any) -> int:
    """An id that Tampuuri must have given."""
    if not isinstance(key, int):
        raise TypeError("Tampuuri gave no id")
    return key


def show_webhooks(firm: Firm, client: Tampuuri, sandbox: Sandbox) -> None:
    """Show how a job arrives without polling."""
    with TemporaryDirectory() as folder, Inbox(f"{folder}/inbox.db") as inbox:
        secret = token_urlsafe()
        server = Server(Receiver(inbox, secret), "127.0.0.1", 0, "listener")
        sandbox.tampuuri.listen(f"http://127.0.0.1:{server.port}/{secret}", events=["IlmoitusUusi"])
        handlers = Handlers(inbox, client, quiet=0)
        firm.fetch_when_told(handlers)
        fault = {"TyonsuorittajaId": 20000, "KustannuspaikkaId": 1000, "Tila": "avoin", "Otsikko": "Ovi narisee"}
        sandbox.tampuuri.add("ilmoitukset", fault)
        sandbox.tampuuri.webhooks.deliver()
        handlers.run_due()
        server.stop()
    print(f"told of and accepted: {firm.jobs()[-1].title}")


def main() -> None:
    """Show a day of the firm."""
    with Sandbox() as sandbox:
        sandbox.tampuuri.fill()
        with Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url) as client:
            firm = Firm(client, 20000, ":memory:")
            first, second = firm.fetch()
            print(f"fetched and accepted: {first.title}, {second.title}")
            firm.let_wait(first.id, "Varaosa tilattu")
            text = "Vanha hana on loppuun kulunut."
            below = firm.follow_up(first.id, "Hana vaihdettava", text, 1000, {"hana.txt": b"malli 7"})
            print(f"fetched and accepted: {', '.join(job.title for job in firm.fetch())}")
            for job in (below, first.id, second.id):
                firm.report_done(job)
                sandbox.tampuuri.finish(job)
            show_webhooks(firm, client, sandbox)
            for each in firm.jobs():
                print(f"{each.id} {each.title}: {each.state}")
            firm.close()


if __name__ == "__main__":
    main()
