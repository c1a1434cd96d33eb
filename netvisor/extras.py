"""The optional parts of the library: whoever starts one without its extra is told the name of the extra."""

from __future__ import annotations

from netvisor.errors import SetupError


def require(part: str, extra: str, *modules: str) -> None:
    """Refuse to start a part of the library whose extra is not installed.

    Args:
        part: the part, as a person calls it.
        extra: the name of the extra that brings its modules.
        modules: what it imports beyond the core.

    Raises:
        SetupError: a module is missing; the text names the extra.
    """
    from importlib.util import find_spec

    for module in modules:
        if find_spec(module) is None:
            raise missing(part, extra, module)


def missing(part: str, extra: str, module: str) -> SetupError:
    """The error of a part of the library that cannot start without a module.

    >>> print(missing("the sandbox", "sandbox", "werkzeug"))
    the sandbox needs werkzeug: pip install 'netvisor-xml[sandbox]'
    """
    return SetupError(f"{part} needs {module}: pip install 'netvisor-xml[{extra}]'")
