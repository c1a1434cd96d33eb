"""A call of Tampuuri is a value: what would be sent, and what its answer becomes. Nothing is sent here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, get_args
from urllib.parse import quote

from netvisor.errors import MessageError, Problem
from netvisor.lazy_dataclass import frozen
from netvisor.protocol.signing import Verb
from netvisor.tampuuri.answers import Answer, AnyItems, AnyJson, Many
from netvisor.tampuuri.model import Model, checked, parse, to_json, write
from netvisor.tampuuri.moment import Moment

R = TypeVar("R")

VERBS: Final[tuple[Verb, ...]] = get_args(Verb)
WITHOUT_BODY: Final = frozenset({"GET", "DELETE"})
READS_BY_POST: Final = frozenset({"osapuolitiedot/osapuolet/hae"})
"""What reads although it is called by POST and does not end in `selaa`."""

Confidence: TypeAlias = Literal["doc", "slides"]

_PATH: Final = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@%]+(?:/[A-Za-z0-9\-._~!$&'()*+,;=:@%]+)*")


@frozen(kw_only=True)
class Call(Generic[R]):
    """One call, checked and ready to be sent by a client, or to be stored. Its repr shows no values.

    A body is held as the bytes that it was when the call was made.
    """

    verb: Verb
    path: str
    """What stands behind the base address, percent-encoded, such as `sopimukset/17`."""
    operation: str
    """Verb and path without ids, such as `GET sopimukset/{sopimus_id}`: what logs and errors show."""
    parameters: tuple[tuple[str, str], ...] = ()
    """The query, as names and texts that are not percent-encoded."""
    body: bytes | None = None
    """The JSON of the body; `None` without one."""
    answer: Answer[R]
    """What the answer becomes."""
    paged: bool = False
    """Whether the first request of a list already asks for a page."""
    function: str = ""
    """The public name of what made it, such as `sopimukset.get_sopimus`; empty for a raw call."""

    def __repr__(self) -> str:
        names = "".join(f", {name}=..." for name, _ in self.parameters)
        return f"Call({self.operation}{names}{', with a body' if self.body is not None else ''})"

    @property
    def writes(self) -> bool:
        """Whether the call changes data."""
        return not is_read(self.verb, self.path)

    @property
    def is_list(self) -> bool:
        """Whether the answer is a list, which is read page by page."""
        return isinstance(self.answer, (Many, AnyItems))

    def page(self, offset: int, limit: int) -> Call[R]:
        """The call for one page of a list: the parameters of GET are in the query, those of POST in the body."""
        wanted = {"Offset": offset, "Limit": limit}
        kept = tuple((name, value) for name, value in self.parameters if name.capitalize() not in wanted)
        parameters, body = self.parameters, self.body
        if self.verb in WITHOUT_BODY:
            parameters = (*kept, *((name, str(number)) for name, number in wanted.items()))
        else:
            given = parse(self.body) if self.body else {}
            body = write({**{key: each for key, each in given.items() if key.capitalize() not in wanted}, **wanted})
        return replace(self, parameters=parameters, body=body)


def is_read(verb: str, path: str) -> bool:
    """Whether a call only reads: a GET, a browse by POST, or one of the few other reads by POST.

    >>> is_read("POST", "ilmoitukset/selaa"), is_read("POST", "ilmoitukset/lisaa"), is_read("GET", "kohteet/1")
    (True, False, True)
    """
    plain = path.strip("/").lower()
    return verb == "GET" or (verb == "POST" and (plain.split("/")[-1] == "selaa" or plain in READS_BY_POST))


def raw_call(
    verb: str, path: str, params: Mapping[str, Any] | None = None, json: Any = None, *, answer: Answer[R]
) -> Call[R]:
    """A call of an operation that is not declared.

    Args:
        verb: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
        path: what stands behind the base address, such as `kohteet/17`; a part with special characters
            percent-encoded.
        params: the query; `None` leaves a parameter out.
        json: the body: a model, or plain values; fractions as `Decimal`.
        answer: what the answer becomes.

    Raises:
        MessageError: something in it cannot be sent.
    """
    problems = [*_verb_problems(verb, json), *_path_problems(path)]
    body, wrong = (None, list[Problem]()) if json is None else checked(json, None)
    query, unsendable = query_of(params or {})
    problems += [*wrong, *unsendable]
    if problems:
        raise MessageError(problems, resource=_shown(path))
    made = next(each for each in VERBS if each == verb)
    return Call(
        verb=made,
        path=path,
        operation=f"{verb} {_shown(path)}",
        parameters=query,
        body=body,
        answer=answer,
    )


def any_call(verb: str, path: str, params: Mapping[str, Any] | None = None, json: Any = None) -> Call[Any]:
    """A call of an operation that is not declared, whose answer is the JSON as it came; see `raw_call`."""
    return raw_call(verb, path, params, json, answer=AnyJson())


def any_list(
    verb: str,
    path: str,
    params: Mapping[str, Any] | None = None,
    json: Mapping[str, Any] | None = None,
    *,
    paged: bool = True,
) -> Call[list[Any]]:
    """A call whose answer is a list of any operation; see `raw_call`.

    Args:
        verb: as of `raw_call`.
        path: as of `raw_call`.
        params: the query.
        json: the body, an object: offset and limit are put into it, or into the query where there is no body.
        paged: whether the first request already asks for a page.
    """
    if json is not None and not isinstance(json, Mapping):
        problem = Problem(path="json", rule="type", found=f"of type {type(json).__name__}", expected="an object")
        raise MessageError([problem], resource=_shown(path))
    return replace(raw_call(verb, path, params, json, answer=AnyItems()), paged=paged)


def _verb_problems(verb: str, json: Any) -> list[Problem]:
    if verb not in VERBS:
        return [Problem(path="verb", rule="parameter", found=f"{verb!r}", expected=", ".join(VERBS))]
    if verb in WITHOUT_BODY and json is not None:
        return [Problem(path="json", rule="body", found=f"a body with {verb}", expected="none; use params")]
    return []


def _path_problems(path: str) -> list[Problem]:
    expected = "what stands behind the base address, such as kohteet/17; the query goes into params"
    parts = path.split("/") if isinstance(path, str) else []
    if not isinstance(path, str) or not _PATH.fullmatch(path) or {".", ".."} & set(parts):
        return [Problem(path="path", rule="parameter", found=ascii(path)[:80], expected=expected)]
    return []


def _shown(path: Any) -> str:
    """A path without its ids, for logs and errors.

    >>> _shown("sopimukset/17/saldo/erapvm")
    'sopimukset/{id}/saldo/erapvm'
    """
    parts = str(path)[:200].split("/")
    return "/".join(part if part.isascii() and part.replace("-", "").isalpha() else "{id}" for part in parts)


def segment(name: str, value: object) -> tuple[str, list[Problem]]:
    """A part of a path: an id, or a word."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), []
    if isinstance(value, str) and value and value not in {".", ".."} and _encodable(value):
        return quote(value, safe=""), []
    return "", [Problem(path=name, rule="parameter", found=f"{value!r}", expected="an id or a word")]


def query_of(values: Mapping[str, Any]) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The query of an address, and what cannot stand in one; `None` is left out."""
    problems: list[Problem] = []
    pairs = []
    for name, value in values.items():
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is None:
                continue
            text = _parameter_text(each, problems, name)
            if text is None or not _encodable(name + text):
                expected = "a text, whole number, decimal, truth value or date"
                problems.append(Problem(path=name, rule="parameter", found=type(each).__name__, expected=expected))
            else:
                pairs.append((name, text))
    return tuple(pairs), problems


def _parameter_text(value: Any, problems: list[Problem], name: str) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, Decimal)):
        return str(value)
    if isinstance(value, (Moment, date)):
        return str(to_json(value, problems, name))
    return None


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def checked_body(body: Any, cls: type[Model] | None, *, partial: bool) -> tuple[bytes, list[Problem]]:
    """The bytes of the body of a declared operation, and what is wrong with it."""
    if cls is not None and not isinstance(body, cls):
        expected = f"{cls.__name__}(...)"
        return b"", [Problem(path="body", rule="type", found=f"of type {type(body).__name__}", expected=expected)]
    return checked(body, cls, partial=partial)


__all__ = [
    "READS_BY_POST",
    "VERBS",
    "WITHOUT_BODY",
    "Call",
    "Confidence",
    "any_call",
    "any_list",
    "checked_body",
    "is_read",
    "query_of",
    "raw_call",
    "segment",
]
