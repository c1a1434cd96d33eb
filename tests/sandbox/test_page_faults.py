from __future__ import annotations

import pytest

from netvisor import Client
from netvisor.errors import OutcomeUnknown
from netvisor.resources import customers
from netvisor.sandbox import Sandbox

from .messages import customer
from .pages import look, send, token


def test_a_fault_of_the_form_hits_the_next_call(sandbox: Sandbox) -> None:
    fields = {"token": token(sandbox), "how": "drop connection", "after": "storing", "resource": "customer"}
    assert send(sandbox, "/faults", fields).status == 303
    page = look(sandbox, "/faults")
    assert page.find("//section[@aria-labelledby='waiting']//tbody/tr/*")[:5] == [
        "drop connection",
        "after storing",
        "customer.nv, any company",
        "1 call",
        "drop-connection,after=storing,resource=customer.nv",
    ]
    with Client(sandbox.credentials, base_url=sandbox.url) as client, pytest.raises(OutcomeUnknown):
        client.send(customers.add_customer(customer()))
    assert len(sandbox.books["1234567-8"].customers) == 1
    assert look(sandbox, "/faults").find("//section[@aria-labelledby='waiting']//tbody/tr") == []


def test_a_fault_by_chance_stays(sandbox: Sandbox) -> None:
    send(sandbox, "/faults", {"token": token(sandbox), "how": "html", "chance": "5%", "text": "<b>closed</b>"})
    (fault,) = sandbox.faults
    assert (fault.chance, fault.times, fault.text) == (0.05, None, "<b>closed</b>")
    page = look(sandbox, "/faults")
    assert page.find("//tbody/tr/td")[2] == "5 % of all calls"
    assert "<b>closed</b>" not in page.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"how": "maintenance", "after": "storing"}, "comes after arrival"),
        ({"how": "refuse"}, "needs category="),
        ({"how": "delay"}, "needs seconds="),
        ({"how": "delay", "seconds": "soon"}, "expected a number"),
        ({"how": "explode"}, "explode"),
        ({"how": "html", "times": "often"}, "expected a whole number, or all"),
        ({"how": "html", "chance": "120%"}, "more than 0 and at most 1"),
    ],
)
def test_a_fault_that_makes_no_sense_is_told_and_the_form_kept(
    sandbox: Sandbox, fields: dict[str, str], told: str
) -> None:
    page = send(sandbox, "/faults", {"token": token(sandbox), "resource": "customer", **fields})
    assert page.status == 400
    assert told in page.one("//p[@role='alert']")
    assert page.tree.xpath("//input[@name='resource']/@value") == ["customer"]
    assert len(sandbox.faults) == 0


def test_faults_are_forgotten_one_by_one_or_all(sandbox: Sandbox) -> None:
    for how in ("html", "empty", "half answer"):
        send(sandbox, "/faults", {"token": token(sandbox), "how": how})
    second = look(sandbox, "/faults").tree.xpath("//tbody/tr[2]//input[@name='number']/@value")[0]
    send(sandbox, "/faults/remove", {"token": token(sandbox), "number": second})
    assert [fault.how for fault in sandbox.faults] == ["html", "half answer"]
    send(sandbox, "/faults/remove", {"token": token(sandbox), "number": "nonsense"})
    assert len(sandbox.faults) == 2
    send(sandbox, "/faults/remove", {"token": token(sandbox), "number": "all"})
    assert len(sandbox.faults) == 0


def test_latency_and_the_moment_of_an_id_are_set(sandbox: Sandbox) -> None:
    fields = {"token": token(sandbox), "latency": "50%=0.1 100%=2", "id_noted": "success"}
    assert send(sandbox, "/faults/profile", fields).status == 303
    assert str(sandbox.faults.latency) == "50%=0.1 100%=2"
    assert sandbox.faults.id_noted == "success"
    page = look(sandbox, "/faults")
    assert page.tree.xpath("//input[@name='latency']/@value") == ["50%=0.1 100%=2"]
    assert page.tree.xpath("//select[@name='id_noted']/option[@selected]/@value") == ["success"]
    send(sandbox, "/faults/profile", {"token": token(sandbox), "latency": "", "id_noted": "arrival"})
    assert sandbox.faults.latency is None


@pytest.mark.parametrize(
    "fields", [{"latency": "slow", "id_noted": "arrival"}, {"latency": "1", "id_noted": "never"}, {"latency": "nan"}]
)
def test_a_latency_that_is_none_is_told(sandbox: Sandbox, fields: dict[str, str]) -> None:
    page = send(sandbox, "/faults/profile", {"token": token(sandbox), **fields})
    assert page.status == 400
    assert page.one("//p[@role='alert']")
    assert sandbox.faults.latency is None
