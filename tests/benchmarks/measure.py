"""Measuring: interleaved rounds for the times, a fresh process for each peak of memory."""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.works import Case

ROUNDS = 7
SHORTEST = 0.05
"""Seconds that one measurement takes at the least: what is quicker is repeated within it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    work: str
    contender: str
    ratio: float
    """Its time over that of the first contender."""
    seconds: float
    """The median of the rounds."""
    peak_mib: float | None
    """How far the peak of the process rose above its level just before the work; `None` where that cannot be told."""


def run(case: Case, *, rounds: int = ROUNDS) -> list[Figure]:
    """Measure a work.

    Raises:
        AssertionError: the contenders did not do the same.
    """
    seconds = _times(case, rounds)
    first = next(iter(seconds.values()))
    return [Figure(case.name, name, took / first, took, peak(case, name)) for name, took in seconds.items()]


def _times(case: Case, rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        start = case.prepare(Path(folder))
        _assert_same(case, start)
        loops = {name: _loops(case, name, start) for name in case.contenders}
        taken: dict[str, list[float]] = {name: [] for name in case.contenders}
        for number in range(rounds):
            # Every other round the other way round, so that nobody always comes after the same neighbour.
            order = list(case.contenders) if number % 2 == 0 else list(reversed(case.contenders))
            for name in order:
                taken[name].append(_time(case, name, start, loops[name]))
    return {name: statistics.median(times) for name, times in taken.items()}


def _assert_same(case: Case, start: Any) -> None:
    outcomes = []
    for name, work in case.contenders.items():
        outcome = work(start)
        outcomes.append(case.content[name](outcome) if name in case.content else outcome)
    if any(outcome != outcomes[0] for outcome in outcomes):
        raise AssertionError(f"{case.name}: the contenders did not do the same")


def _loops(case: Case, name: str, start: Any) -> int:
    took = _time(case, name, start, 1)
    return max(1, round(SHORTEST / took))


def _time(case: Case, name: str, start: Any, loops: int) -> float:
    work = case.contenders[name]
    gc.collect()
    begin = time.perf_counter()
    for _ in range(loops):
        work(start)
    return (time.perf_counter() - begin) / loops


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
    with tempfile.TemporaryDirectory() as folder:
        start = case.prepare(Path(folder))
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
    from tests.benchmarks import objects, works

    small = {
        works.LXML: (works.invoice_by_hand, works.voucher_by_hand, works.list_by_hand),
        works.NETVISOR: (works.encoded, works.encoded, works.stream_list),
    }
    starts: tuple[Any, ...] = (objects.invoice(1), objects.voucher(2), objects.listed_customers(3))
    for work, start in zip(small.get(contender, ()), starts, strict=False):
        work(start)


def _status(name: str) -> int:
    """A figure of /proc/self/status in KiB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def as_json(figures: list[Figure]) -> str:
    """The figures as a list of objects."""
    return json.dumps([asdict(figure) for figure in figures], indent=2)


if __name__ == "__main__":
    from tests.benchmarks.works import case as case_of

    sys.stdout.write(json.dumps(rise(case_of(sys.argv[1]), sys.argv[2])))
