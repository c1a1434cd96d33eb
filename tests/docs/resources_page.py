"""The page `docs/resources.md`: every resource with its calls, parameters, limits and an example, area by area."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from netvisor import resources
from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import Parameter, signature_parameters
from netvisor.resources import AREAS, endpoints, undeclared
from tests.docs.resource_examples import PREAMBLE, example

_BEGINNING: Final = """\
<!-- Written by `poe regenerate` from the declarations: change those instead. -->

# Resources

{declared} resources are declared, with a call for each; {others} more are known and [not declared](#not-declared). \
`netvisor show RESOURCE` prints the elements of one, and `netvisor resources --json` gives this list to programs.

- **calls**: the functions of the area and the arguments that they must have.
- **parameters**: by their Python names; \\* marks what every call needs, the documented values stand behind. On the \
wire the words are joined: `reply_option` is `replyoption`.
- **edit**: what an edit does, above all with what the message leaves out.
- **limits**: what the service does not take or do. What the message says itself, lengths and rules, is checked before \
anything is sent; what the notes say beside that and no call checks stands in \
[unchecked-notes.md](unchecked-notes.md).
- **fee**: only where one is documented; reading is free.
- **not known**: what nobody outside could find out. Unknown elements of answers are skipped.

The examples make a message and its call, or a call and what comes of its answer. Nothing is sent: `client.send(call)` \
does that. They share this beginning, which reads the golden messages and answers of this project:
"""

_LONG_LISTS: Final = """\
## Long lists

Lists of which one answer holds so many items at the most. `send`, `stream` and `netvisor get` go on until the list is \
whole; where they cannot, they warn with `IncompleteList`. Of the other lists no such number is known.
"""

_NOT_DECLARED: Final = """\
## Not declared

Resources of which a name or the structure is not known. A raw call reaches those that have a name: \
`raw.get("warehousereport.nv")`, `raw.post("settransactionfollowupstatus.nv", body)`.
"""

Function = Callable[..., Any]


def page() -> str:
    """The whole page."""
    declared, others = endpoints(), undeclared()
    parts = [_BEGINNING.format(declared=len(declared), others=len(others)), _code(prompted(PREAMBLE))]
    for area in AREAS:
        parts += _area(area, [endpoint for endpoint in declared if endpoint.area == area])
    parts += [_LONG_LISTS, _table(("resource", "items of an answer", "goes on with"), list(_long_lists()))]
    parts.append(_NOT_DECLARED)
    rows = [(row.resource and f"`{row.resource}`", row.area, row.title, row.reason) for row in others]
    parts.append(_table(("resource", "area", "what it would do", "why not"), rows))
    return "\n".join(parts)


def _long_lists() -> Iterator[tuple[str, str, str]]:
    for endpoint in endpoints():
        if endpoint.long is not None:
            anchor = endpoint.resource.replace(".", "")
            yield f"[{endpoint.resource}](#{anchor})", str(endpoint.long.most), endpoint.long.words()


def prompted(code: str) -> list[str]:
    """Source with the prompts of an example before its lines."""
    inside = False
    lines = []
    for line in code.splitlines():
        if inside and not line.startswith(" "):
            lines.append("...")
            inside = False
        lines.append(f"... {line}" if inside or line.startswith(" ") else f">>> {line}")
        inside = inside or line.endswith(":")
    return lines


def _area(area: str, declared: list[Endpoint]) -> Iterator[str]:
    """The section of an area: its table, then each resource with its parameters and example."""
    yield f"## {area}\n"
    yield f"{inspect.getdoc(getattr(resources, area))}\n".split("\n\n")[0].rstrip() + "\n"
    headings = ("resource", "calls", "parameters", "edit", "limits", "fee", "not known")
    yield _table(headings, [tuple(_cells(endpoint)) for endpoint in declared])
    shown = {endpoint.resource: example(endpoint) for endpoint in declared}
    yield _code(_imports(area, "\n".join(line for lines in shown.values() for line in lines)))
    for endpoint in declared:
        yield f"### {endpoint.resource}\n"
        yield f"{endpoint.title}.\n"
        yield "".join(f"{line}\n" for line in _bullets(endpoint))
        yield _code(shown[endpoint.resource])


def _imports(area: str, examples: str) -> list[str]:
    """The imports that the examples of an area need."""
    names = {area, *(name for name in AREAS if re.search(rf"\b{name}\.[A-Z]", examples))}
    return [f">>> from netvisor import {', '.join(sorted(names))}"]


def _cells(endpoint: Endpoint) -> Iterator[str]:
    anchor = endpoint.resource.replace(".", "")
    yield f"[{endpoint.resource}](#{anchor})<br>{endpoint.http}: {endpoint.title}"
    yield "<br>".join(f"`{_signature(function)}`" for function in endpoint.functions)
    yield "<br>".join(map(_short, endpoint.parameters))
    yield from (endpoint.edit, endpoint.limits, endpoint.fee, endpoint.gaps)


def _signature(function: Function) -> str:
    """The call of a function with the arguments that it must have."""
    needed = [
        f"{name}=..." if parameter.kind is inspect.Parameter.KEYWORD_ONLY else name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty
    ]
    return f"{function.__name__}({', '.join(needed)})"


def _short(parameter: Parameter) -> str:
    values = f" ({', '.join(parameter.values)})" if parameter.values else ""
    star = "\\*" if parameter.required else ""
    return f"`{parameter.attr}`{star}{values}"


def _bullets(endpoint: Endpoint) -> Iterator[str]:
    for function in endpoint.functions:
        yield f"- `{endpoint.area}.{_signature(function)}`: {_summary(function)}"
    if endpoint.parameters:
        yield from ("", "Parameters:", "")
    for parameter in endpoint.parameters:
        yield f"- {_long(parameter, endpoint)}"


def _summary(function: Function) -> str:
    first = (inspect.getdoc(function) or "").split("\n\n")[0]
    return " ".join(first.split())


def _long(parameter: Parameter, endpoint: Endpoint) -> str:
    """A parameter with its name on the wire, where the words do not give it, and its meaning."""
    if parameter.name == "method" and endpoint.methods:
        return f"`method`: {' or '.join(endpoint.methods)}, set by the function that is called"
    joined = parameter.attr.strip("_").replace("_", "")
    of_all = all(any(p.name == parameter.name for p in signature_parameters(f)) for f in endpoint.functions)
    notes = [f"`{parameter.name}` on the wire"] if parameter.name != joined else []
    notes += ["needed"] if parameter.required else []
    notes += [f"at most {parameter.limit} a call: more are sent as several"] if parameter.limit else []
    notes += [", ".join(parameter.values)] if parameter.values else []
    notes += [] if of_all else ["not of every call"]
    told = f" ({'; '.join(notes)})" if notes else ""
    return f"`{parameter.attr}`{told}: {parameter.meaning}"


def _code(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in ["```python", *lines, "", "```"])


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table; columns in which no row has anything are left out."""
    filled = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    lines = [[headings[at] for at in filled], ["---"] * len(filled)]
    lines += [[row[at].replace("|", "\\|") for at in filled] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
