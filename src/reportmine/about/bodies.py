"""The bodies that stand on lines of their own: under a title, or where a text is signed.

Those that stand together, on one line or on lines that follow each other, give a report together.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..rules import matching
from ..structure.headings import Line
from .titlepage import Page

MOST = 4  # bodies that may give a report together; more of them are links of a site, or cells of a table
LONGEST = 200  # characters; a longer line is a paragraph

Joint = tuple[str, ...]


def on_line(page: Page, line: str, *, loosely: bool = False) -> Joint:
    """The bodies that a line consists of; where a blank and something else follows (a day), those before it.

    Loosely, whatever may follow: in a list of sources.
    """
    found: list[str] = []
    if len(line) > LONGEST:
        return ()
    for part in [line] if loosely else line.split():
        named = [page.first("organ", one) for one in _parts(page, part)]
        if None in named and not loosely:
            break
        for one in named:
            if one is None:
                break
            found.append(matching.group(one, "body") or one.group())
    return tuple(dict.fromkeys(found[:MOST]))


def whole_line(page: Page, line: str) -> bool:
    """Whether nothing but bodies stands on a line."""
    return all(page.first("organ", part) is not None for part in _parts(page, line))


def together(page: Page, rows: Sequence[Line]) -> list[Joint]:
    """The bodies on lines, those on lines that follow each other as one; of a long list each alone."""
    runs: list[list[Joint]] = []
    open_ = False
    for line in map(page.line, rows):
        if found := on_line(page, line):
            if open_:
                runs[-1].append(found)
            else:
                runs.append([found])
        open_ = bool(found) and whole_line(page, line)
    joint: list[Joint] = []
    for run in runs:
        bodies = tuple(dict.fromkeys(one for found in run for one in found))
        joint += [bodies] if len(bodies) <= MOST and _may_join(page, bodies) else run
    return joint


def _may_join(page: Page, joint: Joint) -> bool:
    """Whether bodies may give a report together: not one twice, no government with a bureau of its own."""
    if any(one != other and one.endswith(other) for one in joint for other in joint):
        return False
    return page.first("apart", "\n".join(joint)) is None


def _parts(page: Page, line: str) -> list[str]:
    """A line parted where one body ends and another may begin."""
    parts, at = [], 0
    for rule in page.rules.get("joint", ()):
        for hit in matching.every(rule, line):
            parts.append(line[at : hit.start()])
            at = hit.end()
    return [part for part in (*parts, line[at:]) if part] or [line]
