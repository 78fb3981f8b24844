"""The language in which the program speaks to people: English, or Chinese by a gettext catalogue.

Only the command line asks for another than English; a library speaks English whatever the terminal is.
What programs read (JSON, CSV, names of fields, exit codes) is the same in all languages.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
FOLDER = Path(__file__).parent / "locale"
DOMAIN = "reportmine"
_language = "en"


def spoken() -> str:
    """The language of the terminal: zh where LC_ALL, LC_MESSAGES or LANG (the first that is set) says so."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if said.lower().startswith("zh") else "en"


def speak(language: str) -> None:
    """Speak one of LANGUAGES from now on."""
    global _language
    _language = language


def language() -> str:
    """What is spoken."""
    return _language


def tr(message: str) -> str:
    """A message in the language that is spoken; the message itself where the catalogue lacks it."""
    return message if _language == "en" or not message else _catalogue(_language).gettext(message)


@cache
def _catalogue(language: str) -> NullTranslations:
    from gettext import translation  # not for English, which most runs speak

    return translation(DOMAIN, FOLDER, [language], fallback=True)
