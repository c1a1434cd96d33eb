"""What mkdocs does beside rendering docs/: the start page, the reference, the navigation, the links out of docs/."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # mkdocs loads this file by its path

from website.reference import pages  # noqa: E402

OUTSIDE: Final = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Documents that do not lie in docs/, and their places in the site."""
GUIDES: Final = (
    "plain-data",
    "errors",
    "sandbox",
    "queue",
    "async",
    "cli",
    "sheets",
    "frames",
    "assistants",
    "tampuuri",
)
"""The guides in the order in which they are read; others follow them."""
BACKGROUND: Final = ("resources", "glossary", "protocol", "performance", "unchecked-notes")
"""What people look things up in."""
FOLDERS: Final = {"cookbook": "Cookbook", "migration": "Coming from another client"}
"""Folders whose pages are chapters of their own."""

_FENCE = re.compile(r"(^ *```.*?^ *```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what does not lie in docs/, and order everything."""
    for source, place in OUTSIDE.items():
        files.append(File.generated(config, place, abs_src_path=str(ROOT / source)))
    for path in sorted((ROOT / "examples").glob("*.py")):
        files.append(File.generated(config, f"examples/{path.name}", abs_src_path=str(path)))
    for page in pages():
        files.append(File.generated(config, page.path, content=page.markdown()))
    config.nav = navigation([file.src_uri for file in files.documentation_pages()])
    return files


def navigation(paths: list[str]) -> list[Any]:
    """The pages in their order; one that no rule knows is a guide."""

    def below(folder: str) -> list[str]:
        found = sorted(path for path in paths if path.startswith(f"{folder}/"))
        listed = _links_of(ROOT / "docs" / folder / "index.md")
        places = {path: listed.index(path) for path in found if path in listed}
        return sorted(found, key=lambda path: (path != f"{folder}/index.md", places.get(path, len(listed))))

    def named(names: tuple[str, ...]) -> list[str]:
        return [f"{name}.md" for name in names if f"{name}.md" in paths]

    top = [path for path in paths if "/" not in path and path not in OUTSIDE.values()]
    others = sorted(set(top) - set(named(GUIDES)) - set(named(BACKGROUND)))
    folders = [{title: below(folder)} for folder, title in FOLDERS.items() if below(folder)]
    reference = [page.path for page in pages()]
    return [
        {"Start": "index.md"},
        {"Guides": [*named(GUIDES), *others]},
        *folders,
        {"Background": [*named(BACKGROUND), {"Unchecked notes by area": below("unchecked-notes")}]},
        {"Reference": reference},
        {"Project": ["changelog.md", "contributing.md", {"Decisions": below("decisions")}]},
    ]


def _links_of(index: Path) -> list[str]:
    """The pages that the index of a folder links to, in its order."""
    text = index.read_text("utf-8") if index.is_file() else ""
    return [f"{index.parent.name}/{link[2]}" for link in _LINK.finditer(text)]


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to where their target stands in the site, and colour examples as what they are."""
    parts = _FENCE.split(markdown)
    return "".join(_example(part) if _FENCE.fullmatch(part) else _linked(part, page.file, files) for part in parts)


def _example(fence: str) -> str:
    return fence.replace("```python\n>>> ", "```pycon\n>>> ", 1)


def _linked(text: str, file: File, files: Files) -> str:
    inverse = {place: source for source, place in OUTSIDE.items()}
    folder = PurePosixPath(inverse.get(file.src_uri, f"docs/{file.src_uri}")).parent

    def lead(link: re.Match[str]) -> str:
        label, target, anchor = link[1], normpath(str(folder / link[2])), link[3] or ""
        place = OUTSIDE.get(target, target.removeprefix("docs/"))
        plain = label in (link[2], target)
        if (ROOT / target).is_dir():
            label = PurePosixPath(target).name.capitalize() if plain else label
            place = next((uri for uri in sorted(files.src_uris) if uri.startswith(f"{place}/")), place)
        elif plain:
            label = _title(ROOT / target, label)
        if files.get_file_from_path(place) is None and (ROOT / target).exists():
            return label  # it stands in the repository only
        return f"[{label}]({relpath(place, str(PurePosixPath(file.src_uri).parent))}{anchor})"

    return _LINK.sub(lead, text)


def _title(document: Path, otherwise: str) -> str:
    """The heading of a document."""
    text = document.read_text("utf-8") if document.is_file() else ""
    found = re.search(r"^# (.*)$", text, re.MULTILINE)
    return found[1] if found else otherwise
