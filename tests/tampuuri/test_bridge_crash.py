"""Killed with SIGKILL in the middle and run again, the bridge leaves the books of a run that nothing disturbed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from netvisor.queue import Outbox
from tests.tampuuri.bridges import DEMO, Scene, scene_in

LEASE = 1.0
MOMENTS = [("after putting", 2), ("before sending", 20), ("before the answer", 44)]
MORE = [
    ("after putting", 40),
    ("before sending", 71),
    ("before the answer", 3),
    ("before the answer", 14),
    ("before the answer", 71),
]


def killed(scene: Scene, moment: str, after: int) -> None:
    """Run the bridge in a process that is killed."""
    task = {
        "moment": moment,
        "after": after,
        "lease": LEASE,
        "netvisor": scene.sandbox.credentials.plain(),
        "netvisor_url": scene.sandbox.url,
        "tampuuri": scene.sandbox.tampuuri.credentials.plain(),
        "tampuuri_url": scene.sandbox.tampuuri.url,
        "place": scene.outbox.database.place,
        "settings": DEMO,
        "contracts": list(scene.sandbox.tampuuri.records("sopimukset")),
    }
    command = [sys.executable, "-m", "tests.tampuuri.bridge_program", json.dumps(task)]
    done = subprocess.run(command, check=False, timeout=120)  # noqa: S603  # this library
    assert done.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The books after one run."""
    with scene_in(tmp_path_factory.mktemp("undisturbed")) as scene:
        scene.bridge().sync()
        return scene.books()


@pytest.mark.parametrize(
    ("moment", "after"), [*MOMENTS, *(pytest.param(*each, marks=pytest.mark.slow) for each in MORE)]
)
def test_killed_in_the_middle_and_run_again_gives_the_same_books_once(
    scene: Scene, undisturbed: dict[str, list[Any]], moment: str, after: int
) -> None:
    killed(scene, moment, after)
    report = scene.bridge(lease=LEASE).sync()
    assert (report.planned, report.doubled, report.held) == (71, 0, ())
    assert scene.books() == undisturbed
    assert str(scene.bridge(lease=LEASE).sync()) == "planned 71  created 0  left 71  held 0  doubled 0"
    assert scene.books() == undisturbed


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_comes_to_the_same_books(
    scene: Scene, undisturbed: dict[str, list[Any]]
) -> None:
    for moment, after in (("before the answer", 2), ("after putting", 5), ("before the answer", 4)):
        killed(scene, moment, after)
    assert scene.bridge(lease=LEASE).sync().doubled == 0
    assert scene.books() == undisturbed


def test_two_runs_at_the_same_time_do_what_one_does(scene: Scene, undisturbed: dict[str, list[Any]]) -> None:
    with Outbox.open(scene.outbox.database.place) as other, ThreadPoolExecutor(2) as pool:
        beside = Scene(scene.sandbox, scene.tampuuri, scene.netvisor, other)
        reports = [run.result() for run in [pool.submit(each.bridge().sync) for each in (scene, beside)]]
    assert [report.doubled for report in reports] == [0, 0]
    assert scene.books() == undisturbed
