"""The short form of a fault, as the command line and the control address take it: `drop-connection,after=storing`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, Final

from netvisor.errors import SetupError
from netvisor.sandbox.faults.faults import HOW, Fault
from netvisor.sandbox.settings import resource_name


def fault_from_text(text: str) -> Fault:
    """The fault of a text: what happens, then settings, parted by commas; `text=` takes the rest.

    >>> fault_from_text("half-answer,after=storing,chance=5%").chance
    0.05
    >>> fault_from_text("refuse,category=PERIOD_LOCK,text=closed, sorry").text
    'closed, sorry'

    Raises:
        SetupError: it is not such a text, or the fault makes no sense.
    """
    head, comma, message = text.partition("text=")
    how, *parts = [part.strip() for part in head.split(",")]
    if not how:
        raise SetupError(f"the fault {text!r} does not begin with what happens; expected one of {', '.join(HOW)}")
    settings = {"how": how, **({"text": message} if comma else {})}
    for part in parts:
        name, equals, value = part.partition("=")
        if part and not equals:
            raise SetupError(f"{part!r} in the fault {text!r}: expected name=value")
        if part:
            settings[name.strip()] = value.strip()
    return fault_from_settings(settings)


def fault_from_settings(settings: Mapping[str, Any]) -> Fault:
    """The fault of named settings, which may be texts: `{"how": "html", "chance": "5%"}`.

    A fault that comes by chance and says no `times` comes again and again.

    Raises:
        SetupError: a name or a value is none.
    """
    given = {name: value for name, value in settings.items() if value is not None and value != ""}
    for name in given:
        if name not in _READ:
            near = difflib.get_close_matches(str(name), _READ, n=1)
            perhaps = f"; perhaps {near[0]}" if near else ""
            raise SetupError(f"unknown fault setting {name!r}{perhaps}; expected one of {', '.join(_READ)}")
    made: dict[str, Any] = {}
    for name, value in given.items():
        try:
            made[name] = _READ[name](str(value))
        except SetupError:  # says itself what would be right
            raise
        except ValueError as error:
            raise SetupError(f"{name} of a fault must be {_WORDS.get(name, 'a number')}, not {value!r}") from error
    if made.get("chance", 1.0) < 1:
        made.setdefault("times", None)
    return Fault(**made)


def text_of_fault(fault: Fault) -> str:
    """The short form of a fault, which `fault_from_text` reads.

    >>> text_of_fault(Fault(how="delay", seconds=2, resource="customer.nv"))
    'delay,resource=customer.nv,seconds=2'
    """
    parts = [fault.how.replace(" ", "-")]
    if fault.after != "arrival":
        parts.append(f"after={fault.after}")
    parts += [f"{name}={value}" for name in ("resource", "company", "category") if (value := getattr(fault, name))]
    if fault.chance < 1:
        parts.append(f"chance={fault.chance * 100:g}%")
    if fault.times != (None if fault.chance < 1 else 1):
        parts.append(f"times={'all' if fault.times is None else fault.times}")
    if fault.seconds:
        parts.append(f"seconds={fault.seconds:g}")
    return ",".join([*parts, f"text={fault.text}"] if fault.text else parts)


def _how(text: str) -> str:
    plain = text.replace("-", " ").lower()
    # The first word will do: `drop`, `half`, `slow`.
    return next((how for how in HOW if plain in {how, how.split()[0]}), plain)


def _chance(text: str) -> float:
    return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text)


def _times(text: str) -> int | None:
    return None if text.lower() == "all" else int(text)


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "how": _how,
    "after": str.lower,
    "resource": resource_name,
    "company": str,
    "chance": _chance,
    "times": _times,
    "seconds": float,
    "category": str,
    "text": str,
}
_WORDS: Final = {"chance": "a share such as 5% or 0.05", "times": "a whole number, or all"}
