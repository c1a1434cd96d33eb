"""`python -m tests.regenerate`: write anew what is made from the declarations, and name the files that changed."""

from __future__ import annotations

from tests.regenerate.files import write_all

if __name__ == "__main__":
    for changed in write_all():
        print(changed)  # noqa: T201  # this is a command
