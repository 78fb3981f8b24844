"""What makes a reading what it is: the bytes, the program, the patterns, the libraries, the options."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..readers.document import MAX_SIZE, Unreadable
from ..readers.registry import BY_NAME
from ..readers.sniffing import sniff
from ..rules.files import pattern_files
from ..rules.folder import patterns_folder

if TYPE_CHECKING:
    from ..readers.ocr.choosing import Ocr

_ROOT = Path(__file__).resolve().parent.parent
_ELSEWHERE = ("cli", "output", "workbench", "store", "tongue.py")  # packages that do not change a reading


@dataclass(frozen=True)
class Options:
    """How the files are read."""

    type: str | None = None
    max_size: int = MAX_SIZE
    patterns: tuple[Path, ...] = ()
    corrections: tuple[Path, ...] = ()
    ocr: Ocr = "auto"

    def form(self) -> dict[str, object]:
        """The options as JSON can hold them."""
        return {
            "type": self.type,
            "max_size": self.max_size,
            "ocr": self.ocr,
            "patterns": [str(one.absolute()) for one in self.patterns],
            "corrections": [str(one.absolute()) for one in self.corrections],
        }


@lru_cache(maxsize=1)
def writing() -> str:
    """A hash of what writes rows, which changes no reading but must be the same for all that write."""
    made = hashlib.sha256()
    for name in ("output", "store"):
        for path in sorted((_ROOT / name).rglob("*.py")):
            made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


@lru_cache(maxsize=4)
def base(options: Options) -> str:
    """What all files of a run have in common: a hash of program, patterns and options."""
    made = hashlib.sha256()
    sources = (
        path for path in sorted(_ROOT.rglob("*.py")) if path.relative_to(_ROOT).parts[0] not in _ELSEWHERE
    )
    own = pattern_files(patterns_folder())
    given = (
        path for place in options.patterns for path in (pattern_files(place) if place.is_dir() else [place])
    )
    for path in (*sources, *own, *given):
        made.update(hashlib.sha256(path.read_bytes()).digest())
    made.update(json.dumps([options.type, options.max_size, options.ocr]).encode())
    return made.hexdigest()


def key(data: bytes, name: str, options: Options) -> str:
    """The key of a file: of its bytes, its suffix and all that its reading depends on."""
    suffix = Path(name).suffix.lower()
    try:
        reader = BY_NAME[options.type or sniff(data, suffix)]
        seen = _installed("ocr") if reader.pictured and options.ocr != "never" else ""
        library = f"{_installed(reader.extra)} {seen}"
    except Unreadable:
        library = ""
    digest = hashlib.sha256(data).hexdigest()
    parts = (base(options), digest, suffix, library, *_corrected(digest, options.corrections))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _corrected(digest: str, corrections: Sequence[Path]) -> Iterator[str]:
    """Hashes of the corrections files that name a file: others change nothing of its reading."""
    for path in corrections:
        data = _bytes(path)
        if digest.encode() in data:
            yield hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=64)
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def unread_key(name: str, options: Options) -> str:
    """The key of a file whose bytes could not be had."""
    return hashlib.sha256(f"{base(options)}\nno bytes\n{name}".encode()).hexdigest()


@lru_cache(maxsize=32)
def _installed(extra: str | None) -> str:
    """The versions of the libraries of an extra: another one may read another text."""
    try:
        wanted: Sequence[str] = metadata.requires("reportmine") or ()
    except metadata.PackageNotFoundError:
        return ""
    found = []
    for line in wanted if extra else ():
        if re.search(rf"""extra\s*==\s*['"]{extra}['"]""", line) and (name := re.match(r"[\w.-]+", line)):
            try:
                found.append(f"{name[0]} {metadata.version(name[0])}")
            except metadata.PackageNotFoundError:
                found.append(f"{name[0]} absent")
    return ", ".join(found)
