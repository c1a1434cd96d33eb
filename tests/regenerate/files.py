"""The generated files of the repository and what should stand in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from netvisor.codec.json_schema import json_schema_files, json_schema_text
from netvisor.codec.xsd import schema_files, schema_text
from netvisor.resources import endpoints
from tests.docs.resources_page import page
from tests.regenerate.areas import DICTS, area_names, index_source, stub_source
from tests.regenerate.dicts import dicts_source
from tests.regenerate.face import face_source

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "schemas"
JSON_SCHEMAS: Final = SCHEMAS / "json"
RESOURCES_PAGE: Final = ROOT / "docs" / "resources.md"


def python_files() -> Iterator[tuple[Path, bytes]]:
    """The generated modules and stubs, laid out as the formatter does it: first what others stand on."""
    package = ROOT / "netvisor"
    for area in area_names():
        if source := dicts_source(area):
            yield _formatted(package / "resources" / area / f"{DICTS}.py", source)
    yield _formatted(package / "resources" / "index.py", index_source())
    yield _formatted(package / "__init__.pyi", face_source())
    for area in area_names():
        yield _formatted(package / "resources" / area / "__init__.pyi", stub_source(area))


def schemas() -> Iterator[tuple[Path, bytes]]:
    """The XML schemas of all declared messages and answers, and the JSON schemas of the messages."""
    for name, cls in schema_files(endpoints()):
        yield SCHEMAS / name, schema_text(cls)
    for name, cls in json_schema_files(endpoints()):
        yield JSON_SCHEMAS / name, json_schema_text(cls)


def pages() -> Iterator[tuple[Path, bytes]]:
    """The documents that are made, from the declarations, and the picture of the queue's states."""
    from tests.regenerate.queue_states import PICTURE, picture

    yield RESOURCES_PAGE, page().encode()
    yield PICTURE, picture().encode()


def _formatted(path: Path, source: str) -> tuple[Path, bytes]:
    ruff = [sys.executable, "-m", "ruff"]
    imports = [*ruff, "check", "--fix", "--exit-zero", "--quiet", "--stdin-filename", str(path), "-"]
    layout = [*ruff, "format", "--quiet", "--stdin-filename", str(path), "-"]
    for command in (imports, layout):
        run = subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
        source = run.stdout
    return path, source.encode()


def complaint(path: Path, wanted: bytes) -> str:
    """What is wrong with a generated file, and the command that mends it; empty when it is up to date."""
    name = path.relative_to(ROOT)
    if not path.is_file():
        return f"{name} is missing; `poe regenerate` writes it"
    return "" if path.read_bytes() == wanted else f"{name} is out of date; `poe regenerate` writes it"


def surplus() -> list[Path]:
    """The schemas of what is not declared any more."""
    return sorted({path for path in SCHEMAS.rglob("*") if path.is_file()} - {path for path, _ in schemas()})


def write(path: Path, wanted: bytes) -> bool:
    """Write a file whose bytes differ; says whether they did."""
    if path.is_file() and path.read_bytes() == wanted:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(wanted)
    return True
