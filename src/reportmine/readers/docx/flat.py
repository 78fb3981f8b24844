"""Word documents that are one XML file: a flat package (Word 2007 and later), or Word 2003 XML."""

from __future__ import annotations

from io import BytesIO

from ...expression import expression

_FLAT = expression(rb"<pkg:package\b")
_OLD = expression(rb"<w:wordDocument\b")
_NAME = expression(rb"""\bpkg:name\s*=\s*["']([^"'<>]*)["']""")


def is_flat(front: bytes) -> bool:
    """Whether a file that begins so is such a document."""
    return front.lstrip().startswith(b"<") and bool(_FLAT.search(front) or _OLD.search(front))


def packed(data: bytes) -> bytes:
    """The document as a package."""
    import zipfile  # not to tell that a text is none

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        if _FLAT.search(data[:4096]) is None:
            archive.writestr("word/document.xml", data)
        else:
            for part in data.split(b"<pkg:part")[1:]:
                head, _, rest = part.partition(b"<pkg:xmlData")
                name = _NAME.search(head)
                content = rest.partition(b">")[2].partition(b"</pkg:xmlData>")[0]
                if name and content:
                    archive.writestr(name[1].decode("utf-8", "replace").lstrip("/"), content)
    return out.getvalue()
