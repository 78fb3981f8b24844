"""Pictures in the article that may hold figures: charts and tables as images, of which no text tells.

The principle: what stands among the article's paragraphs, is not small as far as the page says, is drawn once
and is not named as an ornament belongs to the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from ...dataclass import dataclass
from ...expression import expression
from ...records import Notice
from .lines import Line
from .main import Article
from .page import bare
from .signs import Signs
from .tree import PICTURES, Tree

WIDE, HIGH = 120.0, 60.0  # pixels: what is narrower or lower shows no figures
MOST = 10_000  # pictures of a page that are looked at
DATA = 2000  # characters of a picture within its address: shorter ones are icons, or wait for another
OFTEN = 3  # times that one picture stands in an article: a bullet
NAMED = 3  # pictures that the warning names
LONGEST = 60  # characters of such a name
LOOK = "look at them in the page"
LEAST = 4  # letters of one
_DRAWN = frozenset(("svg", "canvas"))  # what a script draws: only its size says that it is no icon
_KINDS = PICTURES | {"img"}
_ADDRESSES = ("src", "data")
_LENGTH = expression(r"\s*+(\d{1,6}(?:\.\d{1,6})?)\s*+(px|pt|cm|mm|in|em|rem|)\s*+(?:!important\s*+)?$", re.I)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "em": 16.0, "rem": 16.0}
_STYLED = expression(r"(?:^|;)\s*+(?:max-)?(width|height)\s*+:([^;]*+)", re.I)
_IMAGE = expression(r"\.(?:png|jpe?g|gif|bmp|webp|svgz?|tiff?|emf|wmf)$", re.I)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture: what tells it from others, and what the page says of it."""

    mark: str
    said: str


def notices(
    tree: Tree, chosen: Article, found: Sequence[Line], foreign: Sequence[bool], signs: Signs
) -> list[Notice]:
    """The warning of pictures in the article, where there are any."""
    every = list(_pictures(tree, chosen, found, foreign, signs))
    often = Counter(one.mark for one in every)
    kept = {one.mark: one for one in reversed(every) if often[one.mark] < OFTEN}
    if not kept:
        return []
    things = "1 picture" if len(kept) == 1 else f"{len(kept):,} pictures"
    names = _names([one for one in every if one.mark in kept], chosen, tree)
    told = f" ({'; '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''})" if names else ""
    message = f"the article holds {things} that may hold figures{told}: nothing in them is read; {LOOK}"
    return [Notice(code="pictures", message=message, start=None, end=None)]


def _pictures(
    tree: Tree, chosen: Article, found: Sequence[Line], foreign: Sequence[bool], signs: Signs
) -> Iterator[_Picture]:
    """Those that stand in the article and may hold figures, in order."""
    within = _extent(tree, chosen, found)
    out: list[bool] = []  # of each node whether it, or what is around it, is no part of the article
    left = MOST
    for node in range(within.stop if _KINDS.intersection(tree.tags) else 0):
        tag, attributes = tree.tags[node], tree.attributes[node]
        names = signs.named(tree.names(node)) if attributes else frozenset()
        own = tree.hidden[node] or chosen.site[node] or "chrome" in names or _leads_away(tree, node, foreign)
        out.append(own or (node > 0 and out[tree.parents[node]]))
        if out[node] or tag not in _KINDS or "ornament" in names or node < within.start or not left:
            continue
        left -= 1
        address = _address(tag, attributes)
        if address is not None and not _small(tag, attributes) and not _ornament(address, signs):
            said = attributes.get("alt", "").strip() or attributes.get("title", "")
            yield _Picture(address or f"#{node}", " ".join(said.split()))


def _extent(tree: Tree, chosen: Article, found: Sequence[Line]) -> range:
    """The nodes of the article: from the smallest element around its sentences (buttons stand before that) to
    its last sentence, or the end of its container."""
    if not chosen.node:
        places = [found[at].place for at in chosen.lines]
        return range(min(places, default=0), max(places, default=0))
    first, last = (found[at].place for at in chosen.span)
    begun = first
    while begun > chosen.node and not tree.within(begun, last):
        begun = tree.parents[begun]
    begun = max(begun, min(first, chosen.node))
    return range(begun, max(last, tree.ends[chosen.node]))


def _leads_away(tree: Tree, node: int, foreign: Sequence[bool]) -> bool:
    """Whether it is a link to another page: not to the picture itself."""
    return foreign[node] and not _IMAGE.search(_path(tree.attributes[node].get("href", "")))


def _address(tag: str, attributes: dict[str, str]) -> str | None:
    """Where the picture is; empty for one that a script draws, None for none."""
    if tag in _DRAWN:
        return ""
    best = None
    for name, value in attributes.items():
        if not (name.endswith(_ADDRESSES) or name.endswith("original")) or not (value := value.strip()):
            continue
        if not value.lower().startswith("data:"):
            best = value  # also where a script puts it in the place of an empty one
            break
        if len(value) >= DATA:
            best = value
    if best is None or tag == "img":
        return best
    image = attributes.get("type", "").lower().startswith("image/") or _IMAGE.search(_path(best))
    return best if image else None


def _small(tag: str, attributes: dict[str, str]) -> bool:
    """Whether the page says that it is small; of what is drawn, whether it does not say that it is large."""
    sizes = {name: _pixels(attributes.get(name, "")) for name in ("width", "height")}
    for side, length in _STYLED.findall(attributes.get("style", "")):
        sizes[side.lower()] = _pixels(length) or sizes[side.lower()]
    width, height = sizes["width"], sizes["height"]
    if tag in _DRAWN and (width is None or height is None):
        return True
    return (width is not None and width < WIDE) or (height is not None and height < HIGH)


def _pixels(length: str) -> float | None:
    """A length in pixels; None for a share of something, and for nothing."""
    hit = _LENGTH.match(length[:40])
    return float(hit[1]) * _PIXELS[hit[2].lower()] if hit else None


def _ornament(address: str, signs: Signs) -> bool:
    """Whether the name of a file, or of the folder it is in, says that it is one."""
    if address.lower().startswith("data:"):
        return False
    names = _IMAGE.sub("", _path(address)).replace(" ", "-").rsplit("/", 2)[-2:]
    return "ornament" in signs.named(" ".join(names))


def _path(address: str) -> str:
    return unquote(re.split("[?#]", address.strip()[: LONGEST * 10], maxsplit=1)[0])


def _names(every: Sequence[_Picture], chosen: Article, tree: Tree) -> list[str]:
    """What the page says of them, each once: no names of files, nothing that the title says."""
    titles = bare(f"{chosen.heading} {tree.title}")
    names = dict.fromkeys(one.said for one in every if not _IMAGE.search(one.said))
    return [name[:LONGEST] for name in names if len(bare(name)) >= LEAST and bare(name) not in titles]
