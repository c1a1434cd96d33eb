"""Two neighbours that change places are always found, with the place where they belong."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.encode import encode
from netvisor.codec.validate import validate
from netvisor.protocol.call import Endpoint
from netvisor.testing import messages
from tests.property.declared import Sibling, every_request, read, request_of, sequences


@every_request
@given(data=st.data())
def test_swapping_two_neighbours_is_refused_and_the_right_place_named(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    text = encode(data.draw(messages(cls)), "utf-8").bytes().decode()
    neighbours = [
        (siblings, left, right)
        for siblings in sequences(read(text).children[0], cls)
        for left, right in itertools.pairwise(siblings)
        if left.position != right.position
    ]
    if not neighbours:
        return
    siblings, left, right = data.draw(st.sampled_from(neighbours))
    first, second = left.element, right.element
    swapped = text[: first.start] + text[second.start : second.end] + text[first.start : first.end] + text[second.end :]
    (problem,) = validate(swapped.encode(), cls)
    moved = {first.start + 1: (right, left), first.start + second.end - second.start + 1: (left, right)}
    assert problem.rule == "order"
    assert problem.line == 1
    assert problem.column in moved
    wrong, passed = moved[problem.column]
    assert re.sub(r"\[\d+\]$", "", problem.path).endswith(f"/{wrong.element.name}")
    assert f"<{passed.element.name}>" in problem.found + problem.expected
    assert_mends(problem.expected, wrong, siblings)


def assert_mends(expected: str, wrong: Sibling, siblings: list[Sibling]) -> None:
    """Moving the element to the place that is named puts all of them in order.

    Siblings of the same turn do not matter: it may stand on either side of them.
    """
    named = dict(re.findall(r"(before|after) <([^>]+)>", expected))
    assert named
    others = [sibling for sibling in siblings if sibling.position != wrong.position]
    places = (
        at
        for at in range(len(others) + 1)
        if "after" not in named or (at > 0 and others[at - 1].element.name == named["after"])
        if "before" not in named or (at < len(others) and others[at].element.name == named["before"])
    )
    turns = [[s.position for s in (*others[:at], wrong, *others[at:])] for at in places]
    assert any(order == sorted(order) for order in turns)
