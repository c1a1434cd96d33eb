"""An endpoint makes calls out of the arguments of its functions, and names all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import pytest

from netvisor.declare import UNSET, Many, Maybe, excludes, message, must
from netvisor.declare.scalars import Text50
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done


@message
class Thing:
    """A thing."""

    name: Text50


THING = Endpoint(resource="thing.nv", http="POST", area="things", title="Change a thing", request=Thing, writes=True)

NAMED = must("thing", holds=lambda asked: asked.thing.name == "Mökki", expected="a Thing that is called Mökki")
EITHER = excludes("key", "keys")
SHORT = must("keys", holds=lambda asked: len(asked.keys) < 3, expected="fewer than 3 keys")


@THING.register
def change_thing(
    thing: Thing,
    *,
    key: Annotated[Maybe[int], Param("one key")] = UNSET,
    keys: Annotated[Maybe[Many[int]], Param("several keys")] = UNSET,
    quiet: Annotated[Maybe[bool], Param("says nothing", type="string", values=("true", "false"))] = UNSET,
) -> Call[Done]:
    rules = (NAMED, EITHER) if keys is UNSET else (NAMED, EITHER, SHORT)
    return THING.call(change_thing, locals(), DONE, rules=rules)


def problems_of(make: Callable[[], object]) -> Sequence[Problem]:
    with pytest.raises(MessageError) as refused:
        make()
    assert refused.value.resource == "thing.nv"
    return refused.value.problems


def test_a_call_holds_the_message_and_the_parameters() -> None:
    thing = Thing(name="Mökki")
    call = change_thing(thing, key=3)
    assert (call.resource, call.http, call.message, call.writes) == ("thing.nv", "POST", thing, True)
    assert call.parameters == (("key", "3"),)


@pytest.mark.parametrize(("quiet", "text"), [(True, "true"), (False, "false")])
def test_a_flag_that_has_a_word_for_no_is_sent_also_when_it_is_off(quiet: bool, text: str) -> None:
    assert change_thing(Thing(name="Mökki"), quiet=quiet).parameters == (("quiet", text),)


def test_a_rule_between_arguments_refuses_with_what_would_be_right() -> None:
    (problem,) = problems_of(lambda: change_thing(Thing(name="Mökki"), key=1, keys=[2]))
    assert problem == Problem(
        path="key|keys", rule="excludes", found="key=1, keys=[2]", expected="no keys together with key"
    )


def test_a_rule_may_ask_for_the_message_too() -> None:
    (problem,) = problems_of(lambda: change_thing(Thing(name="Sauna")))
    assert (problem.path, problem.found) == ("thing", "thing=Thing(name='Sauna')")


def test_everything_wrong_is_told_at_once() -> None:
    found = problems_of(lambda: change_thing(Thing(name="Sauna"), key=1, keys=[1, 2, 3]))
    assert [problem.path for problem in found] == ["thing", "key|keys", "keys"]


def test_a_rule_is_not_asked_of_a_value_that_is_wrong_in_itself() -> None:
    thing = Thing(name="Mökki")
    (problem,) = problems_of(lambda: change_thing(thing, key="a", keys=[1]))  # type: ignore[arg-type]  # meant
    assert (problem.path, problem.rule) == ("key", "parameter")


def test_a_rule_is_not_asked_of_a_message_that_is_wrong_in_itself() -> None:
    (problem,) = problems_of(lambda: change_thing(Thing(name="")))
    assert (problem.path, problem.rule) == ("name", "empty")
    (problem,) = problems_of(lambda: change_thing("Mökki"))  # type: ignore[arg-type]  # meant
    assert (problem.path, problem.rule) == ("thing", "type")


def test_a_long_value_is_shown_by_its_beginning() -> None:
    (problem,) = problems_of(lambda: change_thing(Thing(name="Mökki"), keys=range(100_000, 100_100)))
    assert problem.found == "keys=range(100000, 100100)"
    (problem,) = problems_of(lambda: change_thing(Thing(name="Mökki"), keys=list(range(100_000, 100_100))))
    assert len(problem.found) < 80
    assert problem.found.endswith("...")
