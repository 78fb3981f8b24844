"""Where the project's knowledge of the language is kept."""

from __future__ import annotations

from pathlib import Path


def patterns_folder() -> Path:
    """The folder of the project's own pattern files: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "patterns"
    return inside if inside.is_dir() else here.parent.parent / "patterns"
