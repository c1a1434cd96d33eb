"""A company has one call at a time, whoever makes it: threads, tasks, threads that work for tasks."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from netvisor.client.company_lock import CompanyLock, Turn, company_lock
from netvisor.errors import CompanyBusy, Retry

AT_ONCE = "open in the same task or thread"
IN_TIME = "did not end within 0.05 s"

_numbers = itertools.count()


@pytest.fixture
def lock() -> CompanyLock:
    return company_lock(f"company {next(_numbers)}")


def begin(lock: CompanyLock, resource: str = "customer.nv") -> Turn:
    return lock.begin(resource, "id-2", 0.05)


def refusal(lock: CompanyLock) -> CompanyBusy:
    with pytest.raises(CompanyBusy) as caught:
        begin(lock)
    return caught.value


def in_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_a_company_has_one_lock_and_another_company_has_its_own(lock: CompanyLock) -> None:
    assert company_lock(lock._company) is lock
    with_another = company_lock("another company")
    turn, other = begin(lock), begin(with_another)
    turn.end()
    other.end()


def test_a_call_that_waits_too_long_is_told_who_has_the_turn_and_since_when(lock: CompanyLock) -> None:
    before = datetime.now(UTC)
    turns: list[Turn] = []
    in_thread(lambda: turns.append(lock.begin("salesinvoicelist.nv", "id-1", 1)))
    error = refusal(lock)
    assert IN_TIME in error.text
    assert "(salesinvoicelist.nv, transaction id id-1, since 20" in error.text
    assert (error.holder_resource, error.holder_transaction_id) == ("salesinvoicelist.nv", "id-1")
    assert error.holder_since is not None
    assert before <= error.holder_since <= datetime.now(UTC)
    assert (error.resource, error.company, error.transaction_id) == ("customer.nv", lock._company, "id-2")
    assert error.retry is Retry.LATER
    turns[0].end()
    begin(lock).end()


def test_a_call_within_the_turn_of_its_own_thread_is_refused_without_waiting(lock: CompanyLock) -> None:
    turn = begin(lock)
    started = time.monotonic()
    with pytest.raises(CompanyBusy, match=AT_ONCE):
        lock.begin("customer.nv", None, 60)
    assert time.monotonic() - started < 10
    turn.end()
    begin(lock).end()


def test_a_turn_may_be_ended_twice_and_by_another_thread(lock: CompanyLock) -> None:
    turn = begin(lock)
    in_thread(turn.end)
    turn.end()
    following = begin(lock)
    turn.end()
    assert AT_ONCE in refusal(lock).text
    following.end()


def test_a_thread_that_got_the_number_of_an_ended_one_waits_like_any_other(lock: CompanyLock) -> None:
    turns: list[Turn] = []
    numbers: list[int | None] = []
    found: list[str] = []

    def first() -> None:
        numbers.append(threading.get_ident())
        turns.append(begin(lock))

    def second() -> None:
        numbers.append(threading.get_ident())
        found.append(refusal(lock).text)

    in_thread(first)
    for _ in range(100):
        in_thread(second)
        if numbers[-1] == numbers[0]:
            break
    assert numbers[-1] == numbers[0], "no number was given twice"
    assert all(IN_TIME in text for text in found)
    turns[0].end()


def test_tasks_of_one_event_loop_do_not_take_each_other_for_themselves(lock: CompanyLock) -> None:
    async def holding(begun: asyncio.Event, done: asyncio.Event) -> None:
        turn = begin(lock)
        begun.set()
        await done.wait()
        turn.end()

    async def other(begun: asyncio.Event, done: asyncio.Event) -> tuple[str, str]:
        await begun.wait()
        here = refusal(lock).text
        there = (await asyncio.to_thread(refusal, lock)).text
        done.set()
        return here, there

    async def both() -> tuple[str, str]:
        begun, done = asyncio.Event(), asyncio.Event()
        _, texts = await asyncio.gather(holding(begun, done), other(begun, done))
        return texts

    assert all(IN_TIME in text for text in asyncio.run(both()))


def test_calls_that_tasks_leave_to_threads_wait_for_each_other(lock: CompanyLock) -> None:
    under_way: list[int] = []

    def call(number: int) -> int:
        turn = lock.begin("customer.nv", None, 30)
        under_way.append(number)
        assert under_way == [number]
        under_way.remove(number)
        turn.end()
        return number

    async def all_of_them() -> list[int]:
        # The task itself had a turn before, and its context goes along into the threads.
        call(-1)
        return await asyncio.gather(*(asyncio.to_thread(call, number) for number in range(50)))

    assert asyncio.run(all_of_them()) == list(range(50))


def test_a_call_that_a_task_leaves_to_a_thread_within_its_own_turn_is_refused_at_once(lock: CompanyLock) -> None:
    async def nested() -> str:
        turn = begin(lock)
        error = await asyncio.to_thread(refusal, lock)
        turn.end()
        return error.text

    assert AT_ONCE in asyncio.run(nested())


def test_a_thread_of_a_pool_may_begin_again_after_its_turn_was_ended_elsewhere(lock: CompanyLock) -> None:
    with ThreadPoolExecutor(1) as pool:
        for _ in range(3):
            pool.submit(begin, lock).result().end()


def test_turns_that_are_over_are_forgotten(lock: CompanyLock) -> None:
    from netvisor.client import company_lock as module

    for _ in range(5):
        begin(lock).end()
    assert len(module._own.get()) == 1
