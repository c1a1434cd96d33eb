"""Invitations of users, and their rights."""

from __future__ import annotations

from typing import Any, Final

from netvisor.sandbox.books.users.rights import CALLER, company_key

from ..conftest import Caller
from .company import Answers, Books, recipe
from .message import Message

_INVITATION: Final = "UserInvitations/UserInvitation"
_ROLES: Final = (
    "isuseradmin",
    "isaccountant",
    "isauditor",
    "ispayrollaccountant",
    "ispayrollpersonnelmanager",
    "ispayrollemployeecontroller",
)


def invited(books: Books, email: str = "paivi.ylaoja@example.com") -> int:
    """Invite somebody; gives the key of the invitation."""
    sent = Message("senduserinvitation-minimal")
    sent.put("company", company_key(books.caller.company))
    sent.put("email", email)
    return books.post("senduserinvitation", sent).key


def answered(books: Books) -> int:
    """Invite somebody who accepts; gives the key of the invitation."""
    key = invited(books)
    books.caller.sandbox.books[books.caller.company].manual_actions.answer_invitation(key)
    return key


def joined(books: Books) -> int:
    """Let an invitation come to its end; gives the key of the user, the same in every company."""
    verified = Message("verifyuserinvitation-minimal")
    verified.put("netvisorkey", answered(books))
    books.post("verifyuserinvitation", verified)
    return int(users(books)[-1].get("Netvisorkey"))


def other_company(books: Books) -> Books:
    """The books of another company of the same sandbox."""
    sandbox = books.caller.sandbox
    last = [company for company in sandbox.books if company != books.caller.company][-1]
    return Books(Caller(sandbox, last))


def users(books: Books) -> list[Any]:
    """The users who have rights in the company."""
    return list(books.get("getuseraccessrightssummary").root.iterfind("Company/Users/User"))


def about(books: Books, sent: Message, user: int) -> None:
    """Put a user and the company into a message."""
    sent.put("user", user)
    sent.put("company", company_key(books.caller.company))


def keys(books: Books, **asked: object) -> list[int]:
    """The keys of the invitations that are listed."""
    listed = books.get("getuserinvitations", **asked).root.iterfind(_INVITATION)
    return [int(each.get("Netvisorkey")) for each in listed]


@recipe("senduserinvitation")
def send_user_invitation(books: Books, sent: Message) -> Answers:
    about(books, sent, CALLER)
    books.post("senduserinvitation", sent)
    answer = books.get("getuserinvitations")
    known = [text for text in answer.texts(f"{_INVITATION}/ExistingNetvisorUser") if text]
    assert known == (["Sandbox Käyttäjä"] if sent.has("user") else [])
    return {"getuserinvitations": answer}


@recipe("verifyuserinvitation")
def verify_user_invitation(books: Books, sent: Message) -> Answers:
    sent.put("netvisorkey", answered(books))
    before = len(users(books))
    books.post("verifyuserinvitation", sent)
    assert len(users(books)) == before + 1
    return {"getuserinvitations": books.get("getuserinvitations", invitationstatuses="Verified,Authenticated")}


@recipe("canceluserinvitation")
def cancel_user_invitation(books: Books, sent: Message) -> Answers:
    first, second = invited(books), invited(books, email="other@example.com")
    sent.put("netvisorkey", first)
    books.post("canceluserinvitation", sent)
    assert keys(books) == [second]
    return {}


@recipe("edituseraccessrights")
def edit_user_access_rights(books: Books, sent: Message) -> Answers:
    user = joined(books)
    before = Message("edituseraccessrights-full")
    for message in (before, sent):
        about(books, message, user)
    for role in _ROLES:
        before.put(role, 1 - int(before.text(role)))
    before.put("accountingprofile", "BrowsingRights")
    before.put("payrollprofile", "BrowsingRights")
    books.post("edituseraccessrights", before)
    first = books.get("getuseraccessrightssummary")
    books.post("edituseraccessrights", sent)
    answer = books.get("getuseraccessrightssummary")
    assert (answer.body == first.body) == (sent.name == "edituseraccessrights-minimal")
    return {"getuseraccessrightssummary": answer}


@recipe("changeuseraccessrightsvalidity")
def change_user_access_rights_validity(books: Books, sent: Message) -> Answers:
    other = other_company(books)
    user = joined(books)
    if str(user) not in {each.get("Netvisorkey") for each in users(other)}:
        assert joined(other) == user
    about(books, sent, user)
    before = users(other)[-1].findtext("ValidTo") or ""
    books.post("changeuseraccessrightsvalidity", sent)
    everywhere = sent.text("useforallcompanies") == "1"
    assert (users(other)[-1].findtext("ValidTo") or "") == (sent.text("validto") if everywhere else before)
    return {"getuseraccessrightssummary": books.get("getuseraccessrightssummary")}


@recipe("deleteuseraccessright")
def delete_user_access_right(books: Books, sent: Message) -> Answers:
    user = joined(books)
    about(books, sent, user)
    books.post("deleteuseraccessright", sent)
    assert [each.get("Netvisorkey") for each in users(books)] == [str(CALLER)]
    return {"getuseraccessrightssummary": books.get("getuseraccessrightssummary")}
