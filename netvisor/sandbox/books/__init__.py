"""The books of the companies: what each resource stores and answers, a folder for each area of the resources.

A handler says by `@answers` which resource it answers, and is found in the folder of the resource's area; the modules
of a folder load when one of its resources is called for the first time.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from netvisor.resources import area_of
from netvisor.sandbox.books.core.work import HANDLERS, Handler


def handler(resource: str) -> Handler:
    """What answers a resource; every declared one has an answer.

    Raises:
        LookupError: nobody has written the answer yet; the text says where it belongs.
    """
    if resource not in HANDLERS:
        folder = area_of(resource)
        area = import_module(f"{__name__}.{folder}")
        for part in iter_modules(area.__path__):
            import_module(f"{area.__name__}.{part.name}")
        if resource not in HANDLERS:
            place = f"netvisor/sandbox/books/{folder}/"
            raise LookupError(
                f'nothing answers {resource}: mark a function of a module in {place} @answers("{resource}")'
            )
    return HANDLERS[resource]
