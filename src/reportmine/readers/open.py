"""What OpenDocument texts and spreadsheets have in common: their content, and the words of a paragraph."""

from __future__ import annotations

from .archive import Archive
from .document import Limits, Unreadable
from .markup import REMEDY, whole

MOST_BLANKS = 1000  # that one element may stand for
SIGNS = {"text:tab": "\t", "text:line-break": "\n", "text:soft-hyphen": "", "text:non-breaking-hyphen": "-"}


def content(data: bytes, limits: Limits) -> tuple[Archive, bytes]:
    """The archive, and its content. Raises Unreadable: no such file, without content, encrypted."""
    archive = Archive(data, limits)
    for manifest in archive.unpack("META-INF/manifest.xml").values():
        if b"encryption-data" in manifest:
            raise Unreadable("is encrypted", "save a copy without a password")
    if not archive.has("content.xml"):
        raise Unreadable("is an OpenDocument file without its content", REMEDY)
    return archive, archive.unpack("content.xml")["content.xml"]


def sign(name: str, attributes: dict[str, str]) -> str:
    """What an element within a paragraph stands for: blanks, a tab, a new line; nothing of others."""
    if name == "text:s":
        return " " * min(max(whole(attributes.get("text:c"), 1) or 1, 1), MOST_BLANKS)
    return SIGNS.get(name, "")


def words(text: str) -> str:
    """Text as it counts: blanks, tabs and line ends of the XML are one blank."""
    made = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    while "  " in made:
        made = made.replace("  ", " ")
    return made
