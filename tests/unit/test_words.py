"""The words of the vendor are split the same way everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from tests.declared_names import declared_names, words_of

LONGEST: Final = 5
"""Most words that another name may write as one."""


def double_splits(names: Iterable[tuple[str, str]]) -> dict[str, dict[str, list[str]]]:
    """The words that are split in more than one way: joined, each with its ways, and where those stand."""
    ways: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, place in names:
        words = words_of(name)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                ways["".join(words[start:end])]["_".join(words[start:end])].append(place)
    return {joined: dict(found) for joined, found in ways.items() if len(found) > 1}


def test_no_word_is_split_in_two_ways() -> None:
    found = double_splits(declared_names())
    assert {joined: {way: places[:3] for way, places in ways.items()} for joined, ways in found.items()} == {}


def split(*names: str) -> dict[str, set[str]]:
    return {joined: set(ways) for joined, ways in double_splits((name, "") for name in names).items()}


def test_two_splits_of_one_word_are_found_wherever_they_stand() -> None:
    assert split("netvisor_key", "netvisorkey") == {"netvisorkey": {"netvisor_key", "netvisorkey"}}
    assert split("customer_netvisor_key", "NetvisorkeyOfUser")["netvisorkey"] == {"netvisor_key", "netvisorkey"}
    assert split("SalesPerson", "default_salesperson_id")["salesperson"] == {"sales_person", "salesperson"}
    assert "e_mail" in split("email", "send_by_e_mail")["email"]
    assert split("post_office", "posto_ffice") == {"postoffice": {"post_office", "posto_ffice"}}


def test_words_that_are_split_alike_are_not_found() -> None:
    assert split("netvisor_key", "customer_netvisor_key", "NetvisorKeyList", "key") == {}


def test_a_class_has_the_words_of_its_name() -> None:
    assert words_of("SalesInvoiceBatchReply") == ("sales", "invoice", "batch", "reply")
    assert words_of("Iso4217Currency") == ("iso4217", "currency")
    assert words_of("iso4217_currency_code_") == ("iso4217", "currency", "code")
