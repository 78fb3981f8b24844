"""What a page itself says, in the languages of assets/labels.toml: the one file that a translator needs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from .assets import read

Labels = Mapping[str, Mapping[str, str]]
"""The words of one language: part → name → words."""


@cache
def languages() -> dict[str, Labels]:
    """All languages, by their short names."""
    found: dict[str, Any] = tomllib.loads(read("labels.toml"))
    return found


def labels(language: str) -> Labels:
    """The words of a language. Raises ValueError for one that there is not."""
    known = languages()
    if language not in known:
        raise ValueError(f"{language!r} is no language of a page; they are {', '.join(known)}")
    return known[language]


def said(words: Labels, part: str, name: str) -> str:
    """The word for a value of the records; the value itself where there is none."""
    return words[part].get(name, name)
