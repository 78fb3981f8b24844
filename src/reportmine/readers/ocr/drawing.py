"""Pages as pictures: those of a PDF drawn by PDFium, those of a PNG, JPEG or TIFF by Pillow, of an OFD the
pictures that lie on them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ..document import Limits, Unreadable
from .straightening import Picture

DPI = 300  # dots an inch: less loses points and strokes of small letters
LONGEST = 5000  # pixels of a side: A3 at 300 dots an inch
POINTS = 72.0  # an inch
NARROW = 595.0  # points: the shorter side of A4, which a picture is taken to be
MOST_PIXELS = 120_000_000  # of a picture: A3 at 600 dots an inch has 70 million
LEAST = 16  # pixels of a side
MOST_PAGES = 20_000
IN_OFD = ("PNG", "JPEG", "BMP", "TIFF", "GIF")
SMALLER = "save it smaller, for example at 300 dots an inch"
AGAIN = "get it again, or save it anew"

Draw = Callable[[int], tuple[Picture, float]]
"""The picture of a page, by its number, and the points that a pixel measures."""


def opened(kind: str, data: bytes, limits: Limits) -> tuple[int, Draw]:
    """How many pages there are, and what draws them. Raises Unreadable."""
    if kind == "pdf":
        return _pdf(data, limits)
    return _ofd(data, limits) if kind == "ofd" else _picture(kind, data)


def _pdf(data: bytes, limits: Limits) -> tuple[int, Draw]:
    from ..pdf.fonts import own_fonts_only
    from ..pdf.glyphs import open_document
    from ..pdf.guard import check

    check(data, limits)
    own_fonts_only().__enter__()  # to the end of this process
    document = open_document(data)

    def draw(number: int) -> tuple[Picture, float]:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / POINTS, LONGEST / max(width, height, 1.0))
        drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        picture = np.array(drawn.to_pil().convert("RGB"), dtype=np.uint8)
        page.close()
        return picture, 1 / scale

    return len(document), draw


def _ofd(data: bytes, limits: Limits) -> tuple[int, Draw]:
    from ..ofd.document import POINTS as OF_MILLIMETRE
    from ..ofd.pictures import Pictures

    pages = Pictures(data, limits)

    def draw(number: int) -> tuple[Picture, float]:
        width, height = pages.size(number)
        scale = min(DPI / 25.4, LONGEST / max(width, height))
        paper = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
        seen = drawn = 0
        for one in pages.on(number):
            left, top, right, foot = (round(edge * scale) for edge in one.box)
            size = max(1, right - left), max(1, foot - top)
            seen += 1
            if max(size) > 2 * LONGEST or (made := _opened(one.data)) is None:
                continue
            drawn += 1
            paper.paste(made.resize(size, Image.Resampling.LANCZOS), (left, top))
        if seen and not drawn:
            raise Unreadable("has a page of pictures that cannot be read", "export it as PDF")
        return np.array(paper, dtype=np.uint8), OF_MILLIMETRE / scale

    return len(pages), draw


def _opened(data: bytes) -> Image.Image | None:
    """A picture of an OFD; None for one that is damaged, or of a kind that is not read (JBIG2)."""
    _unlimited()
    try:
        image = Image.open(io.BytesIO(data), formats=IN_OFD)
        _measured(image)
        return _flat(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, OverflowError):
        return None


def _unlimited() -> None:
    warnings.simplefilter("ignore")  # of Pillow's own limit, and of odd metadata
    Image.MAX_IMAGE_PIXELS = None  # the one here is told more clearly


def _picture(kind: str, data: bytes) -> tuple[int, Draw]:
    _unlimited()
    try:
        image = Image.open(io.BytesIO(data), formats=[kind.upper()])
        count = min(getattr(image, "n_frames", 1), MOST_PAGES + 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, OverflowError):
        raise Unreadable(f"is a damaged {kind.upper()}", AGAIN) from None
    if count > MOST_PAGES:
        raise Unreadable(f"has more than {MOST_PAGES:,} pages", "split it")
    _measured(image)

    def draw(number: int) -> tuple[Picture, float]:
        try:
            if number > 1:
                image.seek(number - 1)
            _measured(image)
            made = _flat(image)
        except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable(f"is a damaged {kind.upper()}", AGAIN) from None
        if max(made.size) > LONGEST:
            made.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        return np.array(made, dtype=np.uint8), NARROW / min(made.size)

    return count, draw


def _measured(image: Image.Image) -> None:
    """Raises Unreadable for a picture that is too large to be unpacked, or too small to hold a word."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        most = f"{MOST_PIXELS // 1_000_000} million"
        raise Unreadable(f"has {width:,} × {height:,} pixels, more than {most}", SMALLER)
    if min(width, height) < LEAST:
        raise Unreadable(
            f"has {width:,} × {height:,} pixels, too few for a text", "scan it at 300 dots an inch"
        )


def _flat(image: Image.Image) -> Image.Image:
    """The picture upright, in colours, on white where it is transparent."""
    made: Any = ImageOps.exif_transpose(image)
    if made.mode.startswith("I") or made.mode == "F":  # 16 bits and more of grey
        grey = np.asarray(made, dtype=np.float64)
        low, high = float(grey.min()), float(grey.max())
        made = Image.fromarray(((grey - low) * (255 / (high - low or 1.0))).astype(np.uint8))
    if made.mode in ("RGBA", "LA", "PA") or "transparency" in made.info:
        made = made.convert("RGBA")
        white = Image.new("RGBA", made.size, (255, 255, 255, 255))
        made = Image.alpha_composite(white, made)
    flat: Image.Image = made.convert("RGB")
    return flat
