"""A harmless page, which a process that will read many reads first: what is built but once is then built."""

from __future__ import annotations

_TEXT = b"BT /F1 12 Tf 72 720 Td (Example 12) Tj 0 -20 Td (34 examples) Tj ET"
_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(_TEXT), _TEXT),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def example() -> bytes:
    """The page as a PDF."""
    found, places = bytearray(b"%PDF-1.4\n"), []
    for number, held in enumerate(_OBJECTS, 1):
        places.append(len(found))
        found += b"%d 0 obj%s\nendobj\n" % (number, held)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, at = len(_OBJECTS) + 1, len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, lines)
    found += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
    return bytes(found)
