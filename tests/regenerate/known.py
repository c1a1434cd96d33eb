"""The list of all documented resources, which gets a row for each fact table."""

from __future__ import annotations

from typing import Final

from tests.facts import FACTS, table

LIST: Final = FACTS / "all-endpoints.tsv"
KEYS: Final = ("category", "resource", "http", "title")
"""The columns of the list are header lines of every table."""


def all_resources() -> str:
    """The text of the list, with rows for the fact tables whose resources it lacks."""
    text = LIST.read_text("utf-8")
    known = {line.split("\t")[1] for line in text.splitlines()}
    rows = {}
    for path in sorted(FACTS.glob("*.*.tsv")):
        values = {key: value for key in KEYS for value in table(path.stem).said(key)[:1]}
        # Tables of answers whose resource nobody could name say so in its place.
        if values.get("resource", "").endswith(".nv") and values["resource"] not in known:
            rows[values["resource"]] = "\t".join(values.get(key, "") for key in KEYS)
    return text + "".join(f"{row}\n" for row in rows.values())
