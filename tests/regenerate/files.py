"""The generated files of the repository and what should stand in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.regenerate.areas import area_names, index_source, stub_source
from tests.regenerate.face import face_source

ROOT: Final = Path(__file__).parents[2]


def python_files() -> Iterator[tuple[Path, str]]:
    """The generated modules and stubs, laid out as the formatter does it. The index comes first: others stand on it."""
    package = ROOT / "netvisor"
    yield _formatted(package / "resources" / "index.py", index_source())
    yield _formatted(package / "__init__.pyi", face_source())
    for area in area_names():
        yield _formatted(package / "resources" / area / "__init__.pyi", stub_source(area))


def _formatted(path: Path, source: str) -> tuple[Path, str]:
    ruff = [sys.executable, "-m", "ruff"]
    imports = [*ruff, "check", "--fix", "--exit-zero", "--quiet", "--stdin-filename", str(path), "-"]
    layout = [*ruff, "format", "--quiet", "--stdin-filename", str(path), "-"]
    for command in (imports, layout):
        run = subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
        source = run.stdout
    return path, source


def write_all() -> Iterator[Path]:
    """Write every generated file whose text differs; gives their paths."""
    for path, source in python_files():
        if not path.is_file() or path.read_text("utf-8") != source:
            path.write_text(source, "utf-8")
            yield path.relative_to(ROOT)
