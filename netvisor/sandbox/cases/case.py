"""A test case: one call with the books before it and its outcome, without personal data, as one JSON file."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import zip_longest
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, get_args

from netvisor.codec.charset import ISO_8859_15, UTF_8
from netvisor.errors import Problem, SetupError
from netvisor.protocol.private_files import create_private
from netvisor.sandbox.app import Application
from netvisor.sandbox.call_log import CallOutcome, Calls, LoggedCall
from netvisor.sandbox.cases.held_books import Tables, opened, put_in, taken_out
from netvisor.sandbox.cases.replacement import Replacement
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import Faults
from netvisor.sandbox.registry import enter_companies
from netvisor.sandbox.resend import KEPT_HEADERS, send_again
from netvisor.sandbox.settings import Settings
from netvisor.sandbox.store import Store

_VERSION: Final = 1
_ORIGIN: Final = "http://localhost"
_SETTINGS: Final = (
    "gate",
    "unknown_products",
    "voucher_class_key",
    "period_days",
    "always_http_status",
    "largest_body",
)
"""The settings on which the outcome of a call depends."""
_TAGS: Final = re.compile(r"<([A-Za-z_][\w.-]*)[^<>]*>([^<]*)")
_SUM: Final = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A call, the books before it, and its outcome."""

    company: str
    name: str
    locked_until: str
    time: datetime
    settings: Mapping[str, Any]
    call: LoggedCall
    """The call as it arrived; its outcome is that of the case."""
    books: Tables

    def __repr__(self) -> str:
        reason = f", {self.call.category}" if self.call.category else ""
        return f"Case({self.call.resource}, {self.call.outcome}{reason})"

    @property
    def outcome(self) -> CallOutcome:
        """How the call ended."""
        return self.call.outcome

    def rerun(self) -> LoggedCall:
        """Send the call to the books of the case, in memory.

        Raises:
            SetupError: the books of the case do not fit into those of this release.
        """
        store = Store()
        with closing(store):
            self.enter(store)
            settings = Settings(**self.settings)
            app = Application(store, settings, Clock(lambda: self.time), Faults(), Calls())
            try:
                return self.send(app)
            finally:
                app.company_locks.close()

    def send(self, app: Application) -> LoggedCall:
        """Send the call to a sandbox that has the books of the case."""
        return send_again(app, self.call)

    def enter(self, store: Store) -> None:
        """Put the books of the case into an empty file.

        Raises:
            SetupError: they do not fit into those of this release, or the file is not empty.
        """
        enter_companies(store, [self.company])
        try:
            with store.transaction() as connection:
                put_in(connection, self.company, self.books)
                sql = "update company set name = ?, locked_until = ? where id = ?"
                connection.execute(sql, (self.name, self.locked_until, self.company))
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            raise SetupError(f"the books of the case cannot be entered: {error}") from error

    def difference(self, other: LoggedCall) -> str:
        """What a call has of another outcome than that of the case; empty when it is the same."""
        wanted, found = _outcome(self.call), _outcome(other)
        told = []
        for name in wanted:
            if wanted[name] != found[name]:
                old, new = _first_apart(wanted[name], found[name])
                told.append(f"{name} {new}, not {old}")
        return "; ".join(told)

    def as_json(self) -> str:
        """The content of its file."""
        call = self.call
        made = {
            "netvisor_case": _VERSION,
            "company": self.company,
            "name": self.name,
            "locked_until": self.locked_until,
            "time": self.time.isoformat(),
            "settings": dict(self.settings),
            "request": {
                "http": call.http,
                "resource": call.resource,
                "parameters": [list(pair) for pair in call.parameters],
                "headers": dict(call.headers),
                "body": _body_as_json(call.body, call.charset),
            },
            "outcome": {
                "outcome": call.outcome,
                "status": call.status,
                "category": call.category,
                "text": call.text,
                "stored": call.stored,
                "problems": [asdict(problem) for problem in call.problems],
            },
            "answer": call.answer.decode("utf-8", "backslashreplace"),
            "books": self.books,
        }
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

    def save(self, path: str | PathLike[str]) -> None:
        """Write its file, which only the present user can read."""
        create_private(fspath(path))
        Path(path).write_text(self.as_json(), "utf-8")


def case_of(call: LoggedCall, image: bytes, settings: Settings, *, salt: str | None = None) -> Case:
    """The case of a call, with personal data replaced, and tried.

    Args:
        call: the call.
        image: the books; those that the log kept with the call go before them.
        settings: the settings of the sandbox.
        salt: what the replacements are drawn by; random by default.

    Raises:
        SetupError: its outcome cannot be had again: the books have changed since, or the cause lies elsewhere.
    """
    if call.outcome in {"dropped", "damaged"}:
        raise SetupError(f"the call was {call.outcome} by a fault, which is not part of a case")
    if call.body_length > len(call.body):
        raise SetupError("the log has only the beginning of this message")
    replacement = Replacement(salt)
    with closing(opened(call.books or image)) as connection:
        row = connection.execute("select name, locked_until from company where id = ?", (call.company,)).fetchone()
        if row is None:
            raise SetupError(f"the sandbox has no company {call.company[:40]!r}, so there are no books before the call")
        company = replacement.text("identifier", call.company)
        case = Case(
            company=company,
            name=replacement.text("name", row[0]),
            locked_until=row[1],
            time=call.time,
            settings={name: getattr(settings, name) for name in _SETTINGS},
            call=_replaced(call, company, replacement),
            books=taken_out(connection, call.company, replacement),
        )
    ran = case.rerun()
    if different := case.difference(ran):
        why = (
            ""
            if call.books
            else "; the books may have changed since: start the sandbox with keep_books=True or --keep-books"
        )
        raise SetupError(f"call {call.number} has another outcome in its case: {different}{why}")
    return replace(case, call=replace(ran, number=0, headers=case.call.headers, books=b""))


def _replaced(call: LoggedCall, company: str, replacement: Replacement) -> LoggedCall:
    charset = call.charset or UTF_8
    try:
        text = call.body.decode(charset)
    except (LookupError, UnicodeDecodeError):
        # Only letters of ASCII are replaced, which are the same bytes in every charset that is taken.
        charset, text = "latin-1", call.body.decode("latin-1")
    body = replacement.xml(text).encode(charset)
    return replace(
        call,
        number=0,
        company=company,
        url=f"{_ORIGIN}/",
        parameters=tuple((name, replacement.text(name, value)) for name, value in call.parameters),
        headers={name: call.headers[name] for name in KEPT_HEADERS if call.headers.get(name)},
        body=body,
        body_length=len(body),
        books=b"",
    )


def _outcome(call: LoggedCall) -> dict[str, Any]:
    """What two calls must have in common; texts differ where personal data was replaced."""
    answer = call.answer.decode("utf-8", "replace")
    tags = [
        f"<{name}>{text if _SUM.fullmatch(text) and not Replacement.replaces(name) else ''}"
        for name, text in _TAGS.findall(answer)
    ]
    return {
        "outcome": call.outcome,
        "status": call.status,
        "category": call.category,
        "stored": call.stored,
        "problems": [(problem.rule, problem.line) for problem in call.problems],
        "answer": sorted(tags),
    }


def _first_apart(old: Any, new: Any) -> tuple[str, str]:
    """Two values that differ; of lists the first places in which they do."""
    if not isinstance(old, list):
        return str(old), str(new)
    return next((str(a), str(b)) for a, b in zip_longest(old, new, fillvalue="nothing") if a != b)


def _body_as_json(body: bytes, charset: str | None) -> dict[str, str]:
    for name in dict.fromkeys((charset or UTF_8, ISO_8859_15)):
        try:
            return {"charset": name, "text": body.decode(name)}
        except (LookupError, UnicodeDecodeError):
            continue
    return {"base64": base64.b64encode(body).decode()}


def load_case(path: str | PathLike[str]) -> Case:
    """The case of a file.

    Raises:
        SetupError: the file cannot be read, or is no case of this release; the text names the place.
    """
    try:
        made = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise SetupError(f"the case {fspath(path)} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SetupError(f"{fspath(path)} is not a case: {error}") from error
    version = made.get("netvisor_case") if isinstance(made, dict) else None
    if version != _VERSION:
        expected = f"expected netvisor_case {_VERSION}, as `/calls/7/case.json` of the page has it"
        raise SetupError(f"{fspath(path)} is not a case of this release: {expected}, not {version!r}")
    try:
        return _from_json(made)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetupError(f"{fspath(path)} is not a whole case: {type(error).__name__}: {error}") from error


def _from_json(made: Mapping[str, Any]) -> Case:
    request, outcome = made["request"], made["outcome"]
    body = request["body"]
    sent = base64.b64decode(body["base64"]) if "base64" in body else body["text"].encode(body["charset"])
    if outcome["outcome"] not in get_args(CallOutcome):
        raise ValueError(f"outcome {outcome['outcome']!r}")
    time = datetime.fromisoformat(made["time"])
    answer = made["answer"].encode("utf-8")
    call = LoggedCall(
        time=time,
        http=request["http"],
        url=f"{_ORIGIN}/",
        resource=request["resource"],
        company=made["company"],
        parameters=tuple((str(name), str(value)) for name, value in request["parameters"]),
        headers=request["headers"],
        body=sent,
        body_length=len(sent),
        charset=body.get("charset"),
        outcome=outcome["outcome"],
        status=outcome["status"],
        category=outcome["category"],
        text=outcome["text"],
        problems=tuple(Problem(**problem) for problem in outcome["problems"]),
        stored=outcome["stored"],
        answer=answer,
        answer_length=len(answer),
    )
    return Case(
        company=made["company"],
        name=made["name"],
        locked_until=made["locked_until"],
        time=time,
        settings={name: value for name, value in made["settings"].items() if name in _SETTINGS},
        call=call,
        books=made["books"],
    )
