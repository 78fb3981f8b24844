"""Where the pages of `view` go: one into a file or a pipe, several into a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..output.target import for_people, made_folder, plain, to_standard
from .declared import Misused

PAGES = (".html", ".htm")


def _is_folder(place: Path) -> bool:
    return os.path.isdir(place)  # noqa: PTH112  (a name too long is none, no error)


def _is_file(place: Path) -> bool:
    return os.path.isfile(place)  # noqa: PTH113


def check(names: list[str], out: Path | None, open: bool) -> None:
    """Refuse what could not be written or seen, before any file is read."""
    if out is None and not open and (for_people(out) or len(names) > 1):
        what = "the pages need a folder: -o FOLDER" if len(names) > 1 else "a page is a file: -o page.html"
        raise Misused(f"{what}, or --open to see it.", param_hint="--output")
    if open and out is not None and to_standard(out):
        raise Misused("needs a file: -o page.html.", param_hint="--open")
    if len(names) > 1 and out is not None and (to_standard(out) or _is_file(out)):
        raise Misused(
            f"{plain(str(out))} is one place, and there are several pages; name a folder.",
            param_hint="--output",
        )
    if len(names) == 1 and out is not None and not to_standard(out) and not _is_folder(out):
        suffix = out.suffix.lower()
        if suffix and suffix not in PAGES:
            raise Misused(
                f"{plain(str(out))}: a page is not written to files of this suffix; the suffixes are "
                f"{', '.join(PAGES)}.",
                param_hint="--output",
            )


def places_of(names: list[str], out: Path | None, open: bool) -> dict[str, Path | None]:
    """Where the page of each file goes; None for standard output."""
    if out is None and open:
        import tempfile  # loads much, and every command loads this module

        out = Path(tempfile.mkdtemp(prefix="reportmine-"))
    if out is None or (len(names) == 1 and not _is_folder(out)):
        return dict.fromkeys(names, out)
    return dict(_named(names, made_folder(out)))


def _named(names: list[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """A name in the folder for the page of each file: that of the file, and never one that an input has."""
    taken = {os.path.realpath(name) for name in names}
    for name in dict.fromkeys(names):
        file = Path(name).name if name != "-" else "page"
        stem = Path(file).stem
        tries = (stem, file, *(f"{stem}-{number}" for number in range(2, len(names) + len(taken) + 2)))
        place = next(one for one in (folder / f"{word}.html" for word in tries) if _key(one) not in taken)
        taken.add(_key(place))
        yield name, place


def _key(place: Path) -> str:
    return os.path.realpath(place)
