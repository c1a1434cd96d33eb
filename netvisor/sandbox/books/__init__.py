"""The books of the companies: what each resource stores and answers, a folder for each area of the resources.

`@answers` says which resource a handler answers; it is looked for in the folder of the resource's area, whose modules
load when one of its resources is first called.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from netvisor.resources import area_of
from netvisor.sandbox.books.core.work import HANDLERS, Handler


def handler(resource: str) -> Handler:
    """The handler of a resource; every declared one has a handler.

    Raises:
        LookupError: there is no handler yet; the text says where it belongs.
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
