"""The colours of the pages: what is written stands out from what is behind it, light, dark and on paper."""

from __future__ import annotations

import re

import pytest

from reportmine.output.html.assets import read

STYLES = ("page.css", "review.css", "several.css", "pairs.css", "panel.css")
SCHEMES = ("light", "dark", "print")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, level AA: of words, and of what shows a control or a focus
LEVELS = ("certain", "likely", "doubtful", "unknown")
GROUNDS = ("paper", "side")
WORDS = ("ink", "soft", "link", *(f"{one}-ink" for one in LEVELS))


def _colours(scheme: str) -> dict[str, str]:
    """The variables of a scheme: those of light, with what dark or paper set otherwise over them."""
    style = read("page.css")
    light, *others = re.findall(r":root \{(.*?)\}", style, re.S)
    at = dict(zip(SCHEMES[1:], others, strict=True))
    told = light + at.get(scheme, "")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", told))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(one * share for one, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert _contrast("#000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_stand_out(scheme: str) -> None:
    colours = _colours(scheme)
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS]
    pairs += [(word, one) for one in LEVELS for word in ("ink", f"{one}-ink")]
    pairs += [("paper", "on"), *(("link", one) for one in LEVELS)]
    weak = {pair: _contrast(*(colours[one] for one in pair)) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < TEXT} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_the_focus_stand_out(scheme: str) -> None:
    colours = _colours(scheme)
    weak = {(one, on): _contrast(colours[one], colours[on]) for one in ("on", "edge") for on in GROUNDS}
    assert {pair: found for pair, found in weak.items() if found < SHAPE} == {}


@pytest.mark.parametrize("name", STYLES)
def test_no_colour_of_words_is_unmeasured(name: str) -> None:
    found = re.findall(r"(?<![\w-])(?:color|fill):\s*([^;}]+)", read(name))
    known = {f"var(--{one})" for one in (*WORDS, *GROUNDS)} | {"inherit", "none"}
    assert [one for one in found if one.strip() not in known] == []
