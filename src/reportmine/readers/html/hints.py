"""What a page says of its text in its meta elements and its title."""

from __future__ import annotations

from ...expression import expression
from ...text.ideographs import RANGE
from ...text.text import Hints
from .signs import Signs
from .tree import Tree

SHORTEST = 6  # characters of a title that is not a column's name
_BETWEEN = expression(
    r"\s*[_|｜»>]+\s*|\s+[-–－—]+\s+|--"
    rf"|(?<=[{RANGE}》）)])[-–－](?=[{RANGE}《（]|\d{{4}}[{RANGE}])"
)


def hints(tree: Tree, signs: Signs, shown: str = "") -> Hints:
    """Title, publisher and time of publication as the page's head has them.

    `shown` is the title above the text, taken where the page's own holds it among other names.
    """
    publisher = signs.metas("publisher", tree.metas)
    title = signs.metas("title", tree.metas) or tree.title
    own = cut(title, signs, publisher)
    if signs.has("site", own):  # nothing but the site's name
        own = shown
    if len(shown) > 5 and shown in title and (own == title or shown not in own):
        own = shown
    return Hints(
        own or None,
        publisher,
        signs.metas("published", tree.metas),
    )


def parts(title: str) -> list[str]:
    """The parts of a title: of the article, of the column, of the site."""
    return [part for part in (piece.strip() for piece in _BETWEEN.split(title)) if part]


def cut(title: str, signs: Signs, site: str | None = None) -> str:
    """A title without the names of column and site behind or before it."""
    found = parts(title)
    if len(found) < 2:
        return title
    own = [part for part in found if part != site and not signs.has("site", part)]
    if not own:
        return title
    return own[0] if len(own[0]) >= SHORTEST else max(own, key=len)
