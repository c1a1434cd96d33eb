"""`python -m tests.benchmarks [NAME...] [--json]`: the library against lxml by hand, in one run."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import version

from tests.benchmarks.cases import CASES, case
from tests.benchmarks.measure import ROUNDS, Figure, as_json, run


def main(arguments: list[str] | None = None) -> None:
    """Measure the works that are named, all without a name."""
    names = [c.name for c in CASES]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"one of {', '.join(names)}; all when none is given")
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a table")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds, of which the median counts ({ROUNDS})")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in names]:
        parser.error(f"no work {', '.join(unknown)}; there are {', '.join(names)}")
    figures: list[Figure] = []
    if not asked.json:
        sys.stdout.write(f"{_machine()}\n\n{_HEAD}")
    for name in asked.names or names:
        found = run(case(name), rounds=asked.rounds)
        figures += found
        if not asked.json:
            sys.stdout.write("".join(map(_line, found)))
            sys.stdout.flush()
    if asked.json:
        sys.stdout.write(as_json(figures) + "\n")


_HEAD = f"{'work':<26}{'contender':<12}{'ratio':>7}{'time':>13}{'peak MiB':>11}\n"


def _line(figure: Figure) -> str:
    peak = "" if figure.peak_mib is None else f"{figure.peak_mib:.1f}"
    return f"{figure.work:<26}{figure.contender:<12}{figure.ratio:>7.2f}{_time(figure.seconds):>13}{peak:>11}\n"


def _time(seconds: float) -> str:
    return (
        f"{seconds * 1e6:.1f} us"
        if seconds < 1e-3
        else f"{seconds * 1e3:.1f} ms"
        if seconds < 1
        else f"{seconds:.2f} s"
    )


def _machine() -> str:
    return f"Python {platform.python_version()}, lxml {version('lxml')}, {platform.machine()}, {platform.system()}"


if __name__ == "__main__":
    main()
