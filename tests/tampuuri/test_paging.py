"""Lists are read with as few calls as there can be, in each of the three shapes, and never held whole."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import MessageError, NetvisorError, OutcomeUnknown, Retry, SetupError, UnreadableReply
from netvisor.tampuuri import ilmoitukset, osapuolet, sopimukset, tiedostoloki
from netvisor.tampuuri.array_items import array_items
from netvisor.tampuuri.call import Call, any_list
from netvisor.tampuuri.client import PAUSES
from netvisor.tampuuri.model import WrongShape
from netvisor.tampuuri.moment import Moment
from tests.tampuuri.service import Answer, Answering, Asked, answering, in_turn

SINCE = Moment("2026-01-01")
COUNTS = [0, 1, 249, 250, 251, 1_000, pytest.param(10_000, marks=pytest.mark.slow)]


def older(items: list[Any], offset: int, limit: int, total: int) -> Any:
    return {"Items": items, "Metadata": {"Offset": offset, "Limit": limit, "Total": total}}


def newer(items: list[Any], offset: int, limit: int, total: int) -> Any:
    return {"Offset": offset, "Limit": limit, "Total": total, "Items": items}


Shape = Callable[[list[Any], int, int, int], Any]


def serving(count: int, shape: Shape, largest: int = 250) -> Answering:
    """A register of so many objects, whose parameters are in the query of a GET and in the body of a POST."""

    def answer(asked: Asked) -> Answer:
        given = asked.json if asked.verb == "POST" else asked.query
        offset, limit = int(given.get("Offset", 0)), min(int(given.get("Limit", 50)), largest)
        return Answer(shape([{"Id": n} for n in range(offset, min(offset + limit, count))], offset, limit, count))

    return answer


CALLS: dict[str, Call[list[Any]]] = {
    "POST": ilmoitukset.selaa(tyonsuorittaja_id=7),
    "GET": tiedostoloki.selaa("Sopimus", aikaleima_alku=SINCE),
    "raw": any_list("GET", "kohteet"),
}


def ids(found: list[Any]) -> list[Any]:
    return [each["Id"] if isinstance(each, dict) else each.id for each in found]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("shape", [older, newer])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_paged_list_takes_as_few_calls_as_it_has_pages(count: int, shape: Shape, call: Call[list[Any]]) -> None:
    with answering(serving(count, shape)) as service, service.client() as client:
        assert ids(client.send(call)) == list(range(count))
    assert len(service.asked) == max(1, -(-count // 250))


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("call", [*CALLS.values(), osapuolet.get_henkilot("x")], ids=[*CALLS, "unpaged"])
def test_a_bare_array_takes_one_call(count: int, call: Call[list[Any]]) -> None:
    with answering(in_turn(Answer([{"Id": n} for n in range(count)]))) as service, service.client() as client:
        assert ids(client.send(call)) == list(range(count))
    assert len(service.asked) == 1


def test_the_parameters_of_a_browse_stand_beside_the_page_in_the_body() -> None:
    call = ilmoitukset.selaa(tyonsuorittaja_id=7, vain_paatason_ilmoitukset=True, filters={"Tilat": [1], "limit": 5})
    with answering(serving(251, older)) as service, service.client() as client:
        client.send(call)
    known = {"TyonsuorittajaId": 7, "VainPäätasonIlmoitukset": True, "Tilat": [1], "Limit": 250}
    assert [asked.json for asked in service.asked] == [{**known, "Offset": 0}, {**known, "Offset": 250}]


def test_the_parameters_of_a_get_stand_beside_the_page_in_the_query() -> None:
    with answering(serving(251, newer)) as service, service.client() as client:
        client.send(CALLS["GET"])
    assert service.asked[1].query == {"AikaleimaAlku": "2026-01-01", "Offset": "250", "Limit": "250"}


def test_a_list_without_pages_is_not_asked_for_one() -> None:
    with answering(in_turn(Answer([]))) as service, service.client() as client:
        assert client.send(sopimukset.get_suoritukset(1, alku_pvm=SINCE, loppu_pvm=SINCE)) == []
    assert service.asked[0].query == {"AlkuPvm": "2026-01-01", "LoppuPvm": "2026-01-01"}


def test_a_list_that_comes_in_pages_unasked_is_read_to_its_end() -> None:
    with answering(serving(275, older)) as service, service.client() as client:
        assert ids(client.send(osapuolet.get_henkilot("x"))) == list(range(275))
    assert [asked.query.get("Offset") for asked in service.asked] == [None, "50"]


def test_a_service_with_smaller_pages_is_followed() -> None:
    with answering(serving(120, newer, largest=50)) as service, service.client() as client:
        assert len(client.send(CALLS["GET"])) == 120
    assert len(service.asked) == 3


def test_without_a_total_an_empty_page_is_the_end() -> None:
    pages = in_turn(Answer({"Items": [{"Id": 1}] * 250}), Answer({"Items": [{"Id": 2}] * 3}), Answer({"Items": []}))
    with answering(pages) as service, service.client() as client:
        assert len(client.send(CALLS["GET"])) == 253
    assert len(service.asked) == 3


def test_a_list_that_shrinks_while_it_is_read_ends() -> None:
    pages = in_turn(Answer(newer([{"Id": 1}] * 250, 0, 250, 600)), Answer(newer([], 250, 250, 250)))
    with answering(pages) as service, service.client() as client:
        assert len(client.send(CALLS["GET"])) == 250
    assert len(service.asked) == 2


def test_a_service_that_gives_the_first_page_again_is_not_read_for_ever() -> None:
    page = newer([{"Id": 1}] * 250, 0, 250, 600)
    again = pytest.raises(UnreadableReply, match="begins at 0 came for the one that begins at 250")
    with answering(in_turn(Answer(page))) as service, service.client() as client, again:
        client.send(CALLS["GET"])
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    "body", [b"", b"5", b"{}", b'{"Items": 5}', b"<html>", b'[{"Id": 1}', b'[{"Id": 1}] x', b"[5]"]
)
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with answering(in_turn(Answer(body))) as service, service.client() as client, pytest.raises(UnreadableReply):
        client.send(CALLS["POST"])
    assert len(service.asked) == 1


def test_only_the_page_that_failed_is_read_again() -> None:
    failed: list[Asked] = []
    serve = serving(600, older)

    def answer(asked: Asked) -> Answer:
        if asked.json["Offset"] == 250 and not failed:
            failed.append(asked)
            return Answer(b"oops", 500)
        return serve(asked)

    with answering(answer) as service, service.client() as client:
        assert ids(client.send(CALLS["POST"])) == list(range(600))
    assert [asked.json["Offset"] for asked in service.asked] == [0, 250, 250, 500]
    assert service.waited == [PAUSES[0]]


def test_a_bare_array_of_which_something_was_given_is_not_begun_again() -> None:
    answer = Answer([{"Id": n, "Nimi": "x" * 1000} for n in range(1000)], breaks=True)
    with answering(in_turn(answer)) as service, service.client() as client, pytest.raises(OutcomeUnknown) as caught:
        for _ in client.stream(CALLS["POST"]):
            pass
    assert (caught.value.retry, len(service.asked)) == (Retry.NOW, 1)


def test_a_stream_that_is_left_early_pays_for_no_further_page() -> None:
    with answering(serving(10_000, older)) as service, service.client() as client:
        with client.stream(CALLS["POST"]) as found:
            assert [next(found).id for _ in range(251)] == list(range(251))
        assert list(found) == []
        client.request("GET", "kohteet/1")
    assert [asked.verb for asked in service.asked] == ["POST", "POST", "GET"]


def test_the_body_of_a_browse_is_an_object() -> None:
    wrong: Any = [1]
    with pytest.raises(MessageError, match="an object"):
        any_list("POST", "ilmoitukset/selaa", json=wrong)


def test_only_lists_are_streamed() -> None:
    one: Any = sopimukset.get_sopimus(1)
    refused = pytest.raises(SetupError, match="only lists")
    with answering(in_turn(Answer())) as service, service.client() as client, refused:
        client.stream(one)
    assert service.asked == []


def test_errors_of_a_list_are_those_of_every_call() -> None:
    refused = pytest.raises(NetvisorError, match="HTTP 404 :: no")
    with answering(in_turn(Answer(b"no", 404))) as service, service.client() as client, refused:
        list(client.stream(CALLS["POST"]))
    assert len(service.asked) == 1


# The reader of bare arrays.

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(-(10**9), 10**9, places=3) | st.text('ab"\\ä€[]{},: \n'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a"ä'), inner, max_size=3),
    max_leaves=8,
)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.lists(VALUES, max_size=5), st.integers(1, 40), st.sampled_from((None, 1)))
def test_an_array_is_read_the_same_however_it_is_cut(values: list[Any], size: int, indent: int | None) -> None:
    text = json.dumps(values, default=float, ensure_ascii=False, indent=indent)
    found = list(array_items(pieces(text.encode(), size)))
    assert found == json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[", b"[1", b"[1,", b"[1,]", b"[1 2]", b"[]]", b"[NaN]", b'["\xff"]', b'["']
)
def test_what_is_no_array_is_refused(data: bytes) -> None:
    for size in (1, 100):
        with pytest.raises(WrongShape):
            list(array_items(pieces(data, size)))


# The memory.

MANY = 100_000
OBJECT = b'{"Id": %d, "Otsikko": "Hana vuotaa", "TyotehtavanKuvaus": "Keitti\xc3\xb6n hana tippuu", "Summa": 12.50}'


def bare(_: Asked) -> bytes:
    return b"[" + b",".join(OBJECT % n for n in range(MANY)) + b"]"


def page(asked: Asked) -> bytes:
    first = asked.json["Offset"]
    items = b",".join(OBJECT % n for n in range(first, min(first + 250, MANY)))
    return b'{"Items": [%s], "Metadata": {"Offset": %d, "Limit": 250, "Total": %d}}' % (items, first, MANY)


@pytest.mark.slow
@pytest.mark.parametrize("body", [bare, page])
def test_a_hundred_thousand_objects_are_streamed_in_constant_memory(
    body: Callable[[Asked], bytes], record_property: Any
) -> None:
    made: list[bytes] = []

    def answer(asked: Asked) -> Answer:
        # Made before the measuring begins: the service runs in this very process.
        return Answer(made[0] if body is bare else pages[asked.json["Offset"]])

    pages = {n: page(Asked("POST", "", {}, {}, b'{"Offset": %d}' % n)) for n in range(0, MANY, 250)}
    made.append(bare(Asked("POST", "", {}, {}, b"")))
    with answering(answer) as service, service.client() as client:
        with client.stream(CALLS["POST"]) as found:
            assert next(found).id == 0
            tracemalloc.start()
            try:
                count = 1 + sum(1 for _ in found)
                peak = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
        # What the service has been asked is the test's own.
        service.asked.clear()
    record_property("peak in MiB", round(peak / 2**20, 2))
    assert count == MANY
    assert peak < 5 * 2**20
