"""Libraries that an extra installs: asked for where they are used, named where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(ImportError):
    """A library is not installed: which, for what, and what installs it."""


def version() -> str:
    """The version of this program, as it is installed; "" where it runs from its sources alone."""
    from importlib import metadata  # not at the start: the help asks for formats too

    try:
        return metadata.version("reportmine")
    except metadata.PackageNotFoundError:
        return ""


def need(extra: str, module: str, use: str) -> ModuleType:
    """A library of an extra, `use` being what it is needed for. Raises MissingExtra where it is not there."""
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise MissingExtra(
            f"{use} needs {library}, which is not installed; "
            f"install it with: pip install 'reportmine[{extra}]'"
        ) from None
