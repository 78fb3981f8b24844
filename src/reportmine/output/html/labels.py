"""What a page itself says, in the languages of assets/labels.toml: all that a translator needs.

Pages of several reports have words more, in assets/compared.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from .assets import read

Labels = Mapping[str, Mapping[str, str]]
"""The words of one language: part → name → words."""


@cache
def languages(file: str = "labels.toml") -> dict[str, Labels]:
    """All languages, by their short names."""
    found: dict[str, Any] = tomllib.loads(read(file))
    return found


def labels(language: str, file: str = "labels.toml") -> Labels:
    """The words of a language. Raises ValueError for one that there is not."""
    known = languages(file)
    if language not in known:
        raise ValueError(f"{language!r} is no language of a page; they are {', '.join(known)}")
    return known[language]


def said(words: Labels, part: str, name: str) -> str:
    """The word for a value of the records; the value itself where there is none."""
    return words[part].get(name, name)
