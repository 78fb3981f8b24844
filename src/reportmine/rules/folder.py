"""Where the project's knowledge of the language is kept: in folders named like the packages that use it."""

from __future__ import annotations

from pathlib import Path

from .errors import PatternError


def patterns_folder() -> Path:
    """The folder of the project's own pattern files: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside = here / "patterns"
    return inside if inside.is_dir() else here.parent.parent / "patterns"


def own_text(place: str) -> str:
    """What is in a file of the project that holds no rules, by its place: `language/lexicon.txt`.

    Raises PatternError, saying where the file stands if it stands elsewhere.
    """
    return own_bytes(place).decode()


def own_bytes(place: str) -> bytes:
    """The same as UTF-8."""
    folder = patterns_folder()
    try:
        return (folder / place).read_bytes()
    except FileNotFoundError:
        raise PatternError(str(folder / place), None, _missing(folder, place)) from None


def _missing(folder: Path, place: str) -> str:
    name = place.rpartition("/")[2]
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob(name))
    return f"is missing; it stands in {found[0]}, so move it" if found else "is missing; install again"
