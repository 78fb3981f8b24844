"""The frame of every page: head, policy, style, data, script. What a page shows is given to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...records import Notice
from ..target import plain
from .assets import read
from .labels import Labels
from .messages import told
from .safe import escaped, json_data, policy


def warned(notices: Sequence[Notice], words: Labels) -> Iterator[str]:
    """The warnings of what a page shows, folded; nothing where there are none."""
    if notices:
        ui = words["ui"]
        head = ui["warnings"].replace("{n}", str(len(notices)))
        yield f'<details class="warnings"><summary>{head}</summary><ul>'
        yield from (f"<li>{escaped(told(ui['language'], 'warning', one.message))}</li>" for one in notices)
        yield "</ul></details>\n"


def page(
    title: str,
    words: Labels,
    body: Iterable[str],
    data: object,
    *,
    styles: Sequence[str] = ("page.css",),
    scripts: Sequence[str] = ("page.js",),
) -> Iterator[str]:
    """A whole page, in pieces: one file that needs no other and runs nothing but its own script.

    `styles` and `scripts` are files of assets; of the styles the later ones go over the earlier.
    """
    style, script = "".join(map(read, styles)), "".join(map(read, scripts))
    yield f'<!DOCTYPE html>\n<html lang="{escaped(words["ui"]["tag"])}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escaped(policy(script, style))}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="generator" content="reportmine">\n<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{escaped(plain(title))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield from body
    yield f'\n<script type="application/json" id="words">{json_data(words)}</script>'
    yield f'\n<script type="application/json" id="data">{json_data(data)}</script>'
    yield f"\n<script>{script}</script>\n</body>\n</html>\n"
