"""The picture of the states of a queued message: `docs/queue-states.svg`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from netvisor.queue.states import State
from tests.regenerate.files import ROOT

PICTURE: Final = ROOT / "docs" / "queue-states.svg"

_WIDTH, _HEIGHT = 960, 500
_HALF, _TALL = 62, 22
_PLACES: Final = {
    State.WAITING: (110, 130),
    State.SENDING: (430, 130),
    State.UNKNOWN: (430, 330),
    State.ACCEPTED: (830, 130),
    State.REFUSED: (830, 230),
    State.HELD: (830, 370),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """How a message gets from one state into another."""

    start: State
    end: State
    why: tuple[str, ...]
    """In words, a line each."""
    path: str
    """The line, in SVG."""
    at: tuple[int, int]
    """Where the words stand."""
    anchor: str = "middle"
    by_person: bool = False


TRANSITIONS: Final = (
    Transition(
        start=State.WAITING, end=State.SENDING, why=("a worker claims it",), path="M172 122 H364", at=(268, 114)
    ),
    Transition(
        start=State.SENDING,
        end=State.WAITING,
        why=("nothing was stored:", "maintenance,", "no connection, wrong keys"),
        path="M368 140 H176",
        at=(272, 158),
    ),
    Transition(start=State.SENDING, end=State.ACCEPTED, why=("Netvisor says OK",), path="M492 122 H764", at=(628, 114)),
    Transition(
        start=State.SENDING,
        end=State.REFUSED,
        why=("refused at the first attempt",),
        path="M492 138 C600 150 640 218 764 222",
        at=(582, 152),
        anchor="start",
    ),
    Transition(
        start=State.SENDING,
        end=State.UNKNOWN,
        why=("the answer is lost, or", "the worker died; or it is", "refused when sent again"),
        path="M414 152 V304",
        at=(404, 226),
        anchor="end",
    ),
    Transition(
        start=State.UNKNOWN,
        end=State.SENDING,
        why=("not there:", "the same id again"),
        path="M446 308 V156",
        at=(456, 196),
        anchor="start",
    ),
    Transition(
        start=State.UNKNOWN,
        end=State.UNKNOWN,
        why=("the look failed, or comes", "too early: it looks again"),
        path="M368 322 C300 304 300 356 364 340",
        at=(304, 326),
        anchor="end",
    ),
    Transition(
        start=State.UNKNOWN,
        end=State.ACCEPTED,
        why=("found as it was sent",),
        path="M484 308 C560 240 700 200 790 156",
        at=(572, 250),
        anchor="end",
    ),
    Transition(
        start=State.UNKNOWN,
        end=State.REFUSED,
        why=("refused, and not there",),
        path="M492 322 C600 300 660 244 764 238",
        at=(652, 290),
        anchor="start",
    ),
    Transition(
        start=State.UNKNOWN,
        end=State.HELD,
        why=("found different, or nothing tells",),
        path="M492 338 C600 346 660 366 764 370",
        at=(600, 384),
    ),
    Transition(
        start=State.WAITING, end=State.HELD, why=("hold",), path="M96 152 V452 H838 V396", at=(466, 445), by_person=True
    ),
    Transition(
        start=State.HELD,
        end=State.WAITING,
        why=("release, retry",),
        path="M822 392 V424 H124 V156",
        at=(466, 417),
        by_person=True,
    ),
    Transition(
        start=State.REFUSED,
        end=State.WAITING,
        why=("retry",),
        path="M892 230 H930 V60 H110 V104",
        at=(480, 53),
        by_person=True,
    ),
    Transition(
        start=State.HELD,
        end=State.ACCEPTED,
        why=("resolve",),
        path="M892 370 H912 V130 H896",
        at=(904, 310),
        anchor="end",
        by_person=True,
    ),
)
"""Every way from one state into another; a test tries them all."""

_STYLE: Final = """
svg { --ink: #16211f; --quiet: #56635f; --sheet: #ffffff; --good: #14653a; --bad: #a3201c; --odd: #7a4b00;
  --person: #0b5c66; font: 14px system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e8eeec; --quiet: #a3b1ad; --sheet: #1b2221; --good: #7fdca4; --bad: #ff9f97; --odd: #f2c46b;
    --person: #6fcfd8; }
}
.ground { fill: var(--sheet); }
.state { fill: var(--sheet); stroke: var(--ink); stroke-width: 1.5; }
.name { fill: var(--ink); font-weight: 600; text-anchor: middle; }
.accepted { stroke: var(--good); stroke-width: 3; }
.refused, .held { stroke: var(--bad); stroke-width: 3; }
.unknown { stroke: var(--odd); stroke-width: 3; }
.way { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
.person { stroke: var(--person); stroke-dasharray: 5 4; }
.why { fill: var(--ink); font-size: 12.5px; paint-order: stroke; stroke: var(--sheet); stroke-width: 4px; }
.why.person { fill: var(--person); font-weight: 600; stroke-dasharray: none; stroke: var(--sheet); }
.head { fill: var(--quiet); } .head.person { fill: var(--person); stroke: none; }
"""


def picture() -> str:
    """The picture, in SVG."""
    title = "The states of a message in the queue, and what leads from one to another"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="title">',
        f'<title id="title">{title}</title>',
        f"<style>{_STYLE}</style>",
        f"<defs>{_head('head', '')}{_head('person-head', ' person')}</defs>",
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>',
        *(_way(each) for each in TRANSITIONS),
        *(_words(each) for each in TRANSITIONS),
        *(_state(state) for state in State),
        '<path class="way" d="M40 482 h36"/><text class="why" x="84" y="486">by itself</text>',
        '<path class="way person" d="M170 482 h36"/><text class="why person" x="214" y="486">a person decides</text>',
        "</svg>",
    ]
    return "\n".join([*lines, ""])


def _head(name: str, style: str) -> str:
    shape = '<path d="M0 0 L10 5 L0 10 z"/>'
    return (
        f'<marker id="{name}" class="head{style}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="9"'
        f' markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">{shape}</marker>'
    )


def _way(each: Transition) -> str:
    style, head = (" person", "person-head") if each.by_person else ("", "head")
    return (
        f'<path class="way{style}" data-from="{each.start.value}" data-to="{each.end.value}" d="{each.path}"'
        f' marker-end="url(#{head})"/>'
    )


def _words(each: Transition) -> str:
    x, y = each.at
    spans = "".join(
        f'<tspan x="{x}" y="{y + 15 * number}">{escape(line)}</tspan>' for number, line in enumerate(each.why)
    )
    return f'<text class="why{" person" if each.by_person else ""}" text-anchor="{each.anchor}">{spans}</text>'


def _state(state: State) -> str:
    x, y = _PLACES[state]
    place = f'x="{x - _HALF}" y="{y - _TALL}" width="{2 * _HALF}" height="{2 * _TALL}"'
    box = f'<rect class="state {state.value}" {place} rx="8"/>'
    return f'{box}<text class="name" x="{x}" y="{y + 5}">{state.value}</text>'
