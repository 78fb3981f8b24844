"""Laws of what a report says of itself: however it is set, the same facts; whatever is cut off, a warning.

Over the openings of `data/meta-openings.toml`, and over texts beside the checkout.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable
from functools import cache

import pytest
from support import ROOT, SHARED

from reportmine.about import meta
from reportmine.readers.source import from_string
from reportmine.rules.files import load as load_rules
from reportmine.structure import chrome, sections

DATA = ROOT / "tests" / "data"
FACTS = ("title", "issuer", "region", "year")
BODY = (
    "全年完成投资12.5亿元，办理事项3456件，同比增长5.6%，各项工作取得新的进展，群众满意度不断提升，"
    "改革发展稳定各项任务全面完成。\n"
) * 5
OPENINGS = tomllib.loads((DATA / "meta-openings.toml").read_text("utf-8"))["opening"]
MOST = 4000  # characters of a text that are enough to see what it says of itself

Said = dict[str, str]


RULES = load_rules(())


@cache
def _about(raw: str) -> tuple[Said, frozenset[str]]:
    text = from_string(raw)
    hidden = chrome.spans(text, RULES)
    found = meta.about(text, sections.read(text, RULES, hidden), hidden, RULES)
    said = {name: re.sub(r"\s", "", str(getattr(found.facts, name) or "")) for name in FACTS}
    return said, frozenset(word for one in found.notices for word in one.code.split("-"))


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda one: one["text"].strip()[:20])
def test_openings(opening: dict[str, str | int]) -> None:
    said, warned = _about(f"{opening['text']}{BODY}{opening.get('end', '')}")
    assert said == {name: re.sub(r"\s", "", str(opening.get(name, ""))) for name in FACTS}
    assert {name for name in FACTS if not said[name]} <= warned


# --- texts beside the checkout --------------------------------------------

with (DATA / "meta-facts.csv").open(encoding="utf-8", newline="") as table:
    ROWS = [
        row for row in csv.DictReader(table) if row["folder"] == "corpus" and (SHARED / "corpus").is_dir()
    ]
TEXTS = pytest.mark.skipif(not ROWS, reason="no texts beside the checkout")


def _raw(row: dict[str, str]) -> str:
    return (SHARED / row["folder"] / row["file"]).read_text("utf-8")


def _alike(written: str, said: str) -> bool:
    return said in {re.sub(r"\s|^-$", "", one.strip()) for one in written.split(" | ")}


def _title(raw: str, title: str) -> tuple[int, int] | None:
    """Where the title stands, on one line or several."""
    hit = re.search(r"\s*".join(map(re.escape, re.sub(r"\s", "", title))), raw[:3000]) if title else None
    return hit.span() if hit is not None else None


def _untitled(raw: str, title: str) -> str:
    while (span := _title(raw, title)) is not None:
        raw = raw[: span[0]] + raw[span[1] :]
    return raw


CUTS: dict[str, Callable[[str, str], str]] = {
    "title removed": _untitled,
    "first paragraphs": lambda raw, title: raw[:800],
    "first words": lambda raw, title: raw[:400],
    "title removed, first paragraphs": lambda raw, title: _untitled(raw, title)[:800],
    "opening removed": lambda raw, title: raw[1500:],
    "middle": lambda raw, title: raw[len(raw) // 3 : len(raw) // 3 * 2],
    "end": lambda raw, title: raw[len(raw) // 3 * 2 :],
    "tables": lambda raw, title: "\n".join(line for line in raw.split("\n") if "\t" in line),
}


@TEXTS
@pytest.mark.parametrize("cut", CUTS)
def test_a_piece_is_right_or_warned_of(cut: str) -> None:
    """What is not said any more is null or guessed, and a warning names it."""
    for row in ROWS:
        raw = CUTS[cut](_raw(row), row["title"].split(" | ")[0])
        if len(raw) <= meta.PIECE:
            continue
        said, warned = _about(raw)
        null = {name for name in FACTS if not said[name]}
        wrong = {name for name in FACTS if said[name] and not _alike(row[name], said[name])}
        assert null | wrong <= warned, (row["file"], said)


def _set(change: Callable[[str], str]) -> Callable[[str, str], str]:
    def changed(raw: str, title: str) -> str:
        span = _title(raw, title)
        return raw if span is None else raw[: span[0]] + change(title) + raw[span[1] :]

    return changed


def _broken(share: float) -> Callable[[str], str]:
    def broken(title: str) -> str:
        at = max(2, min(len(title) - 2, int(len(title) * share)))
        return title if title[at - 1 : at + 1].isdigit() else f"{title[:at]}\n{title[at:]}"

    return broken


HEAD = "某门户网\n首页\n要闻动态\n政务公开\n互动交流\n您当前的位置：首页 > 政务公开 > 统计公报\n"
FOOT = "\n打印 关闭\n主办：办公室 承办：信息中心\n版权所有 ICP备12345678号\n网站标识码：1234567890\n"
SETTINGS: dict[str, Callable[[str, str], str]] = {
    **{f"broken at {share}": _set(_broken(share)) for share in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)},
    "spaced": _set(" ".join),
    "spaced wide": _set("\u3000".join),
    "bold": _set("**{}**".format),
    "quoted": _set("《{}》".format),
    "twice": _set(lambda title: f"{title}\n{title}"),
    "under a crumb": _set(lambda title: f"首页 > 公开 > {title}\n{title}"),
    "with a note": _set("{}[1]".format),
    "with a mark": _set("{}①".format),
    "full width": _set(lambda title: title.translate({48 + n: 0xFF10 + n for n in range(10)})),
    "digits apart": _set(lambda title: re.sub(r"(\d+)", r" \1 ", title)),
    "on a site": lambda raw, title: HEAD + raw + FOOT,
    "an annex": lambda raw, title: f"附件1\n{raw}",
    "a paper of a session": lambda raw, title: f"第十五届人民代表大会\n第六次会议文件（十二）\n{raw}",
    "with a number": lambda raw, title: f"某政发〔2026〕12号\n{raw}",
    "blank lines": lambda raw, title: raw.replace("\n", "\n\n"),
    "indented": lambda raw, title: "\n".join("\u3000\u3000" + line for line in raw.split("\n")),
    "CRLF": lambda raw, title: raw.replace("\n", "\r\n"),
    "paged": lambda raw, title: f"— 1 —\n{raw}",
}
SMALL = str.maketrans({0xFF10 + n: str(n) for n in range(10)} | {"*": ""})
# a place that no table of places knows, broken within its name
UNKNOWN_PLACE = {("broken at 0.15", "written-procuratorate.txt")}


@TEXTS
@pytest.mark.parametrize("setting", SETTINGS)
def test_the_facts_are_the_same_however_it_is_set(setting: str) -> None:
    for row in ROWS:
        if not row["title"] or (setting, row["file"]) in UNKNOWN_PLACE:
            continue
        raw = SETTINGS[setting](_raw(row)[:MOST], row["title"].split(" | ")[0])
        plain, _ = _about(_raw(row)[:MOST])
        said, _ = _about(raw)
        assert {name: one.translate(SMALL) for name, one in said.items()} == plain, row["file"]
