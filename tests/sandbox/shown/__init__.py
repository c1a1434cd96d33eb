"""What every message shows in the books: golden messages posted, read back, and compared line by line of a table.

The tables are `fixtures/shown/<resource>.tsv`: which element of the message shows as which element of which answer.
`recipes_*.py` say, for each resource, what a company needs before the golden messages can be posted to it, and which
answers then show them.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def load_recipes() -> None:
    """Load all modules of recipes, which register themselves."""
    for module in sorted(Path(__file__).parent.glob("recipes_*.py")):
        import_module(f".{module.stem}", __package__)
