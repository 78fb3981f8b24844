"""Make docs/view.png: the page that `reportmine view samples/yunting-2025.txt` writes, in a browser.

    python tools/make_screenshot.py

It needs a Chromium, playwright and Pillow (both of the dev extra), and Chinese fonts. Every machine draws
letters in its way, so the picture is made by hand when the page has changed its look, and not compared.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from reportmine import extract, load, to_html

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "samples/yunting-2025.txt"
PICTURE = ROOT / "docs" / "view.png"
FIGURE = 66  # the record that the README shows
SIZE = 1280, 760
COLOURS = 48
MOST = 200_000  # bytes
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-lcd-text"]


def main() -> int:
    """The command line."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        print(f"no Chromium was found; install one of {', '.join(NAMES)}", file=sys.stderr)
        return 1
    text = load(ROOT / SAMPLE, name=SAMPLE)
    width, height = SIZE
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        page_file.write_text(to_html(extract(text), text), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(f"{page_file.as_uri()}#f{FIGURE}")
        page.wait_for_timeout(500)
        drawn = page.screenshot()
        browser.close()
    # few colours: the shades of letters are most of the file
    Image.open(io.BytesIO(drawn)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        PICTURE, optimize=True
    )
    size = PICTURE.stat().st_size
    if size > MOST:
        print(f"{PICTURE} has {size} bytes, more than {MOST}", file=sys.stderr)
    return int(size > MOST)


if __name__ == "__main__":
    sys.exit(main())
