"""Measuring: interleaved rounds of processor time, and a fresh process for each peak of memory.

Other work on the machine takes time from a process, but hardly adds to the time of the processor that it uses; and
what it does add falls on all contenders of a round. So a ratio is the median of the ratios of the same round.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.cases import Case

ROUNDS = 7
SHORTEST = 0.05
"""Seconds that one measurement takes at the least: what is quicker is repeated within it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    work: str
    contender: str
    ratio: float
    """Its time over that of the first contender in the same round, the median of the rounds."""
    seconds: float
    """Processor time, the median of the rounds."""
    peak_mib: float | None
    """How far the peak of the process rose above its level just before the work; `None` where that cannot be told."""


def run(case: Case, *, rounds: int = ROUNDS) -> list[Figure]:
    """Measure a work.

    Raises:
        AssertionError: the contenders did not do the same.
    """
    taken = _times(case, min(rounds, case.rounds))
    first = next(iter(taken.values()))
    return [
        Figure(
            case.name,
            name,
            statistics.median(own / its for own, its in zip(times, first, strict=True)),
            statistics.median(times),
            peak(case, name) if case.measures_peak else None,
        )
        for name, times in taken.items()
    ]


def _times(case: Case, rounds: int) -> dict[str, list[float]]:
    with started(case) as start:
        _assert_same(case, start)
        loops = {name: _loops(case, name, start) for name in case.contenders}
        taken: dict[str, list[float]] = {name: [] for name in case.contenders}
        for number in range(rounds):
            # Every other round the other way round, so that nobody always comes after the same neighbour.
            order = list(case.contenders) if number % 2 == 0 else list(reversed(case.contenders))
            for name in order:
                taken[name].append(_time(case, name, start, loops[name]))
    return taken


@contextmanager
def started(case: Case) -> Iterator[Any]:
    """What a work starts from, until it is over."""
    with tempfile.TemporaryDirectory() as folder:
        start = case.prepare(Path(folder))
        try:
            yield start
        finally:
            case.finish(start)


def _assert_same(case: Case, start: Any) -> None:
    outcomes = []
    for name, work in case.contenders.items():
        outcome = work(start)
        outcomes.append(case.content[name](outcome) if name in case.content else outcome)
    if any(outcome != outcomes[0] for outcome in outcomes):
        raise AssertionError(f"{case.name}: the contenders did not do the same")


def _loops(case: Case, name: str, start: Any) -> int:
    took = _time(case, name, start, 1)
    return max(1, round(SHORTEST / max(took, 1e-6)))


def _time(case: Case, name: str, start: Any, loops: int) -> float:
    work = case.contenders[name]
    gc.collect()
    clock = _processor_time if case.processor_time is None else partial(case.processor_time, start)
    begin = clock()
    for _ in range(loops):
        work(start)
    return (clock() - begin) / loops


def _processor_time() -> float:
    """Seconds of the processor, those of processes that this one has waited for included."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(its.ru_utime + its.ru_stime for its in used)


# Memory.


def peak(case: Case, contender: str) -> float | None:
    """The peak of a contender's work, measured in a process of its own."""
    if not Path("/proc/self/clear_refs").exists():
        return None
    command = [sys.executable, "-m", "tests.benchmarks.measure", case.name, contender]
    checkout = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)  # noqa: S603
    found: float | None = json.loads(done.stdout)
    return found


def rise(case: Case, contender: str) -> float | None:
    """How many MiB the peak of this process rises by the work above its level just before it."""
    work = case.contenders[contender]
    with started(case) as start:
        warm_up(contender)
        gc.collect()
        try:
            Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak begins anew, at the level of now
        except OSError:
            return None
        before = _status("VmRSS")
        outcome = work(start)
        risen = _status("VmHWM") - before
        del outcome
    return round(max(risen, 0) / 1024, 2)


def warm_up(contender: str) -> None:
    """Load and compile what a first call would, so that only the work itself is measured."""
    from tests.benchmarks import objects, sources, works

    small: dict[str, tuple[tuple[Any, Any], ...]] = {
        works.LXML: (
            (works.invoice_by_hand, sources.invoice(1)),
            (works.voucher_by_hand, sources.voucher(2)),
            (works.list_by_hand, objects.listed_customers(3)),
        ),
        works.NETVISOR: (
            (works.invoice, sources.invoice(1)),
            (works.voucher, sources.voucher(2)),
            (works.stream_list, objects.listed_customers(2_000)),
        ),
    }
    for work, start in small.get(contender, ()):
        work(start)


def _status(name: str) -> int:
    """A figure of /proc/self/status in KiB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def as_json(figures: list[Figure]) -> str:
    """The figures as a list of objects."""
    return json.dumps([asdict(figure) for figure in figures], indent=2)


if __name__ == "__main__":
    from tests.benchmarks.cases import case as case_of

    sys.stdout.write(json.dumps(rise(case_of(sys.argv[1]), sys.argv[2])))
