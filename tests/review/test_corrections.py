"""Corrections: what a person said is applied where it holds, told where it does not, and never trusted."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHARED, lawful

from reportmine import CorrectionError, InputError, Report, correct, extract, load
from reportmine.metrics.concepts import concepts, headline
from reportmine.output.html.messages import told
from reportmine.review.annotated import lines
from reportmine.review.applying import apply
from reportmine.review.entries import Entry, Sheet, merged
from reportmine.review.fields import NAMES
from reportmine.review.finding import carried
from reportmine.review.making import Wish, sheet
from reportmine.review.reading import MOST_ENTRIES, read_text
from reportmine.review.scoring import score
from reportmine.review.writing import toml
from reportmine.rules.files import load as load_rules
from reportmine.text.text import Text

RULES = load_rules(())
FIRST = headline(concepts(RULES))
BODY = "2025年，全市办理行政复议案件1267件，比上年增长5.3%，地区生产总值2498.7亿元，接待群众3万多人次。"
SAMPLES = sorted((ROOT / "samples").glob("yunting-*.txt"))
TEXTS = sorted((SHARED / "corpus").glob("*.txt"))


def _read(raw: str) -> tuple[Report, Text]:
    text = load(raw.encode(), name="r.txt", type="text")
    return extract(text), text


def _sheet(report: Report, *entries: Entry, **more: str) -> Sheet:
    source = {"name": report.source.name, "sha256": report.source.sha256, **more}
    return Sheet("c.toml", source["name"], source["sha256"], entries)


def _all(report: Report) -> Sheet:
    return sheet(report, Wish(), FIRST)


def _again(sheets: list[Sheet]) -> list[Sheet]:
    """Sheets written and read back."""
    return read_text("".join(toml(sheets)).encode(), "c.toml")


def _entry(report: Report, text: str, verdict: Any, **fields: Any) -> Entry:
    """What is said of the figure of this text."""
    (one,) = (one for one in _all(report).entries if one.text == text)
    return Entry(one.start, one.end, one.text, one.sentence, verdict, one.read, fields, text)


# laws


def _unchanged(report: Report, text: Text) -> None:
    for order in ("worth", "text", "random"):
        made = sheet(report, Wish(order=order), FIRST)
        (back,) = _again([made])
        assert [(one.start, one.end, one.text, one.read) for one in back.entries] == [
            (one.start, one.end, one.text, one.read) for one in made.entries
        ]
        assert apply(report, text, [back], RULES) == report


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_an_export_without_changes_changes_nothing(path: Path) -> None:
    text = load(path)
    _unchanged(extract(text), text)


@pytest.mark.skipif(not TEXTS, reason="needs ../shared")
@pytest.mark.parametrize("path", TEXTS[::6], ids=lambda path: path.name)
def test_an_export_of_a_real_report_changes_nothing(path: Path) -> None:
    text = load(path)
    _unchanged(extract(text), text)


PIECES = [
    "全市办理案件",
    "12件",
    "增长5.3%",
    "\x01",
    "\x7f",
    '"',
    "\\",
    "，",
    "。\n",
    "𠀀",
    "\t",
    "=",
    "3至5部",
    "'''",
]


@settings(max_examples=60, deadline=None)
@given(raw=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_an_export_of_any_text_changes_nothing(raw: str) -> None:
    try:
        read = _read(raw)
    except InputError:
        return  # a text that no file can be of
    _unchanged(*read)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "value": st.decimals(-(10**6), 10**6, places=2),
    "item": st.sampled_from([None, "案件", '"', "地区生产总值"]),
    "action": st.sampled_from([None, "办理"]),
    "role": st.sampled_from(["level", "change", "to"]),
    "unit": st.sampled_from([None, "件", "亿元"]),
    "kind": st.sampled_from(["count", "money", "percent"]),
    "concept": st.sampled_from([None, "gdp"]),
    "metric": st.sampled_from([None, "标签"]),
    "period": st.sampled_from([None, "2021-2025"]),
}
CORRECT = st.sets(st.sampled_from(sorted(VALUES)), max_size=4).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in sorted(names)})
)
MADE, MADE_TEXT = _read(BODY)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_applied_twice_is_applied_once_and_the_report_stays_lawful(data: st.DataObject) -> None:
    entries = []
    for one in _all(MADE).entries:
        verdict = data.draw(st.sampled_from(["", "right", "wrong", "not_a_figure"]))
        fields = data.draw(CORRECT) if verdict == "wrong" else {}
        entries.append(Entry(one.start, one.end, one.text, one.sentence, verdict, one.read, fields, "e"))
    start = data.draw(st.integers(0, len(BODY) - 1))
    end = data.draw(st.integers(start + 1, min(len(BODY), start + 6)))
    fields = {"value": Decimal(7), "kind": "count", **data.draw(CORRECT)}
    if BODY[start:end].strip() and all((one.start, one.end) != (start, end) for one in entries):
        entries.append(Entry(start, end, BODY[start:end], "", "missed", {}, fields, "m"))
    sheets = _again([_sheet(MADE, *entries)])
    once = apply(MADE, MADE_TEXT, sheets, RULES)
    lawful(once, MADE_TEXT)
    assert apply(once, MADE_TEXT, sheets, RULES) == once


# what is applied


def test_each_verdict_is_applied() -> None:
    sheets = [
        _sheet(
            MADE,
            _entry(MADE, "1267件", "right"),
            _entry(MADE, "5.3%", "wrong", item="某事", value=Decimal("5.30000000000001")),
            _entry(MADE, "2498.7亿元", "wrong"),
            _entry(MADE, "3万多人次", "not_a_figure"),
        )
    ]
    made = apply(MADE, MADE_TEXT, _again(sheets), RULES)
    right, wrong, disputed = made.indicators
    assert (right.flags[-1], right.confidence) == ("confirmed", 1)
    assert (wrong.flags[-1], wrong.confidence, wrong.item) == ("corrected", 1, "某事")
    assert wrong.value == Decimal("5.30000000000001") and wrong.metric == "某事增长" and wrong.concept is None
    assert (disputed.flags[-1], disputed.confidence, disputed.value) == ("disputed", 0, 249870000000)
    assert ("3万多人次", "not-a-figure") in {(one.text, one.reason) for one in made.unread}
    assert not made.warnings


def test_a_corrected_item_finds_its_concept() -> None:
    made = apply(MADE, MADE_TEXT, [_sheet(MADE, _entry(MADE, "1267件", "wrong", item="案卷"))], RULES)
    assert made.indicators[0].concept is None and made.indicators[0].metric == "办理案卷"
    entry = _entry(MADE, "1267件", "wrong", item="地区生产总值", kind="money", unit="元", action=None)
    made = apply(MADE, MADE_TEXT, [_sheet(MADE, entry)], RULES)
    assert made.indicators[0].concept == "gdp" and any("gdp" in rule for rule in made.indicators[0].rules)


def test_what_was_judged_holds_whatever_the_program_reads_now() -> None:
    entry = _entry(MADE, "1267件", "right")
    (first, *rest) = MADE.indicators
    other = MADE.model_copy(update={"indicators": (first.model_copy(update={"item": "别的"}), *rest)})
    made = apply(other, MADE_TEXT, [_sheet(MADE, entry)], RULES)
    assert made.indicators[0].item == first.item and made.indicators[0].flags[-1] == "corrected"
    gone = MADE.model_copy(
        update={"indicators": tuple(one.model_copy(update={"id": n}) for n, one in enumerate(rest, 1))}
    )
    made = apply(gone, MADE_TEXT, [_sheet(MADE, entry)], RULES)
    assert made.indicators[0].text == "1267件" and made.indicators[0].item == first.item


def test_a_missed_figure_reads_itself() -> None:
    date = next(one for one in MADE.unread if one.text.startswith("2025"))
    missed = Entry(
        date.start, date.end, date.text, "", "missed", {}, {"value": Decimal(1), "kind": "rank"}, "m"
    )
    made = apply(MADE, MADE_TEXT, [_sheet(MADE, missed)], RULES)
    lawful(made, MADE_TEXT)
    assert made.indicators[0].kind == "rank" and made.indicators[0].sentence == BODY
    start = BODY.index("1267件")
    (first, *_) = MADE.indicators
    none = _sheet(MADE, _entry(MADE, "1267件", "not_a_figure"))
    gone = apply(MADE, MADE_TEXT, [none], RULES)
    entry = Entry(start, start + 5, "1267件", "", "missed", {}, {"item": "案件"}, "m")
    made = apply(gone, MADE_TEXT, [_sheet(MADE, entry)], RULES)
    assert (made.indicators[0].value, made.indicators[0].unit, made.indicators[0].item) == (
        1267,
        "件",
        "案件",
    )
    assert first.value == 1267


# what is stale


def _stale(report: Report, text: Text, *sheets: Sheet) -> list[str]:
    made = apply(report, text, sheets, RULES)
    assert made.indicators == report.indicators
    return [one.message for one in made.warnings if one.code == "stale-correction"]


def test_a_correction_of_another_file_is_told_and_not_applied() -> None:
    entry = _entry(MADE, "1267件", "wrong", item="别的")
    (line,) = _stale(MADE, MADE_TEXT, _sheet(MADE, entry, sha256="0" * 64))
    assert "c.toml" in line and "another file" in line and f"stands here at {entry.start} too" in line
    moved, text = _read(f"前言。\n{BODY}")
    (line,) = _stale(moved, text, _sheet(MADE, entry))
    assert f"at {entry.start + 4} too" in line
    changed, text = _read(BODY.replace("全市", "全省"))
    (line,) = _stale(changed, text, _sheet(MADE, entry))
    assert line.endswith("check the figure again in this one")
    # of two sheets the one of another name is of another report
    others = [_sheet(MADE, entry, sha256="0" * 64, name="x.txt"), _sheet(MADE, sha256="1" * 64, name="y.txt")]
    assert _stale(MADE, MADE_TEXT, *others) == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Entry(0, 5, "1267件", "", "right", {}, {}, "e"), "does not stand at 0"),
        (Entry(10**9, 10**9 + 1, "件", "", "not_a_figure", {}, {}, "e"), "does not stand at"),
        (
            Entry(BODY.index("267件"), BODY.index("267件") + 4, "267件", "", "missed", {}, {}, "e"),
            "is crossed by",
        ),
        (Entry(0, 3, "202", "", "missed", {}, {"value": Decimal(1), "kind": "count"}, "e"), "is part of"),
        (Entry(6, 8, "全市", "", "missed", {}, {}, "e"), "does not say its value and kind"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_does_not_hold_is_told(entry: Entry, told: str) -> None:
    (line,) = _stale(MADE, MADE_TEXT, _sheet(MADE, entry))
    assert told in line and ";" in line


def test_a_range_that_is_none_is_told() -> None:
    entry = _entry(MADE, "1267件", "wrong", value_max=Decimal(1))
    (line,) = _stale(MADE, MADE_TEXT, _sheet(MADE, entry))
    assert "value_max" in line


def test_corrections_move_to_a_new_version() -> None:
    moved, text = _read(f"前言。\n{BODY}")
    said = _sheet(MADE, _entry(MADE, "1267件", "wrong", item="别的"), _entry(MADE, "5.3%", "right"))
    made, lost = carried(_all(moved), [said], text.raw)
    assert lost == 0 and sum(bool(one.verdict) for one in made.entries) == 2
    after = apply(moved, text, _again([made]), RULES)
    assert {one.text: one.flags[-1:] for one in after.indicators}["1267件"] == ("corrected",)
    changed, text = _read(BODY.replace("全市", "全省"))
    assert carried(_all(changed), [said], text.raw)[1] == 2


# what is wrong


HEAD = f'form = 1\n[[report]]\nname = "r"\nsha256 = "{"0" * 64}"\n'
FIGURE = HEAD + '[[report.figure]]\nstart = 3\nend = 5\ntext = "12"\n'
READ = '[report.figure.read]\nvalue = 1\nrelation = "="\nkind = "count"\nrole = "level"\nstatus = "actual"\n'
WRONG = {
    "": "has no `form = 1`",
    "form = 2": "has no `form = 1`",
    "form = true": "has no `form = 1`",
    "\xff": "is not UTF-8",
    "form = ": "is no TOML",
    "form = " + "9" * 5000: "is no TOML",
    "form = 1." + "9" * 5000: "has a number of 5002 signs",
    "x = " + "[" * 20000: "is nested too deep",
    "form = 1\nreports = 3": "has an unknown key 'reports'",
    "form = 1\nreport = 3": "`report` is no list of tables",
    "form = 1\nreport = [3]": "`report` is no list of tables",
    'form = 1\n[[report]]\nname = "r"': "report 1: has no SHA-256",
    'form = 1\n[[report]]\nsha256 = "x"': "report 1: has no name",
    HEAD + "figure = 3": "report 1: `figure` is no list of tables",
    FIGURE
    + "item = 'x'": "figure 1: has an unknown key 'item'; corrected fields stand in the table `correct`",
    FIGURE + "verdict = 'maybe'": "figure 1: has an unknown verdict",
    FIGURE + "verdict = 3": "figure 1: has an unknown verdict",
    FIGURE + "verdict = 'right'": "is said to be right without its `read`",
    FIGURE + "sentence = 3": "its sentence is no text",
    FIGURE + "[report.figure.correct]\nitem = 'x'": "is not said to be wrong",
    FIGURE + "correct = 3": "`correct` is no table",
    FIGURE + "[report.figure.read]\nvalue = 1": "read: relation is missing",
    FIGURE + "[report.figure.correct]\nconfidence = 1": "correct: 'confidence' is no field to correct",
    FIGURE + "[report.figure.correct]\nvalue = '1'": "correct: value is no number",
    FIGURE + "[report.figure.correct]\nvalue = true": "correct: value is no number",
    FIGURE + "[report.figure.correct]\nvalue = nan": "correct: value is no number",
    FIGURE + "[report.figure.correct]\nvalue = inf": "correct: value is no number",
    FIGURE
    + "[report.figure.correct]\nvalue = 1e999999999": "correct: value is no number that a figure can be",
    FIGURE + "[report.figure.correct]\nvalue = 1e-999999999": "correct: value is no number that",
    FIGURE + "[report.figure.correct]\nvalue = 1234567890123456": "correct: value has more than 15 digits",
    FIGURE + "[report.figure.correct]\nvalue = ''": "correct: value is empty",
    FIGURE + "[report.figure.correct]\nitem = 3": "correct: item is no text",
    FIGURE + f"[report.figure.correct]\nitem = '{'x' * 3000}'": "correct: item has more than 2000 characters",
    FIGURE + "[report.figure.correct]\nkind = 'number'": "correct: kind is none of its values",
    FIGURE + "[report.figure.correct]\nrole = []": "correct: role is none of its values",
    FIGURE + "[report.figure.correct]\nperiod = '2025-13'": "correct: period is no period",
    FIGURE + "[report.figure.correct]\nconcept = 'GDP'": "correct: concept is no id of a concept",
    FIGURE + "[report.figure.correct]\nrole = 'level'\ndirection = 'up'": "direction is said of a level",
    HEAD + "[[report.figure]]\nstart = -1\nend = 2": "start is no offset",
    HEAD + "[[report.figure]]\nstart = 1\nend = 2.5": "end is no offset",
    HEAD + "[[report.figure]]\nstart = 1\nend = 2": "has no text",
    HEAD + "[[report.figure]]\nstart = 1\nend = 9\ntext = '12'": "its text is not as long as its span",
    HEAD
    + f"[[report.figure]]\nstart = 1\nend = {10**18}\ntext = '12'": "its text is not as long as its span",
    FIGURE
    + "[[report.missed]]\nstart = 3\nend = 5\ntext = '12'": "missed 1: is of the place of report 1, figure 1",
    FIGURE + "[[report.missed]]\nstart = 3\nend = 5\ntext = '12'\nverdict = 'right'": "unknown key 'verdict'",
}


@pytest.mark.parametrize("raw", WRONG, ids=lambda raw: WRONG[raw][:40])
def test_a_wrong_file_is_one_line(raw: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        read_text(raw.encode("latin-1"), "c.toml")
    line = str(caught.value)
    assert line.startswith("c.toml: ") and WRONG[raw] in line and "\n" not in line and ";" in line
    chinese = told("zh", "line", line)
    assert re.match("c.toml：[^：;]*[一-龥]", chinese) and "; " not in chinese, chinese


def test_too_many_entries_are_refused() -> None:
    many = "".join(f'[[report.figure]]\nstart={n}\nend={n + 1}\ntext="1"\n' for n in range(MOST_ENTRIES + 1))
    with pytest.raises(CorrectionError, match="has more than 50000 entries"):
        read_text((HEAD + many).encode(), "c.toml")


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=60), at=st.integers(0, len(FIGURE + READ)))
def test_no_file_does_harm(data: bytes, at: int) -> None:
    whole = (FIGURE + READ).encode()
    try:
        sheets = read_text(whole[:at] + data + whole[at:], "c.toml")
    except CorrectionError as error:
        assert "\n" not in str(error)
    else:
        apply(MADE, MADE_TEXT, sheets, RULES)


def test_two_files_may_not_say_two_things() -> None:
    one, other = _entry(MADE, "5.3%", "right"), _entry(MADE, "5.3%", "wrong", item="别的")
    assert merged([_sheet(MADE, one), _sheet(MADE, one)])[0].entries == (one,)
    with pytest.raises(CorrectionError, match="says otherwise than"):
        merged([_sheet(MADE, one), _sheet(MADE, other)])


def test_a_report_of_another_text_is_refused() -> None:
    _, other = _read("办理案件12件。")
    with pytest.raises(ValueError, match="was not read from this text"):
        correct(MADE, other, [])


# rows, scores, tests


def test_rows_come_by_worth() -> None:
    text = load(SAMPLES[-1])
    report = extract(text)
    rows = _all(report).entries
    by_place = {(one.start, one.end): one for one in report.indicators}
    found = [by_place[one.start, one.end] for one in rows]
    assert sorted(one.id for one in found) == list(range(1, len(report.indicators) + 1))
    kinds = []
    for one in found:
        head = (one.concept or "").removesuffix(".growth").removesuffix(".change") in FIRST
        kind = 0 if "review" in one.flags else 1 if head else 2 if one.flags else 3
        kinds.append((kind, one.confidence or 0, not head))
    assert kinds == sorted(kinds) and {kind for kind, *_ in kinds} >= {1, 2, 3}


def test_what_is_doubtful_comes_first_and_a_comment_says_why() -> None:
    figures = [one for one in MADE.indicators if one.flags == ()][:3]
    sure, doubtful, unknown = (
        figures[0].model_copy(update={"concept": "gdp", "confidence": 0.5}),
        figures[1].model_copy(update={"flags": ("review", "no-item"), "confidence": 0.6}),
        figures[2].model_copy(update={"flags": ("no-item",), "confidence": None}),
    )
    report = MADE.model_copy(update={"indicators": (sure, doubtful, unknown)})
    made = sheet(report, Wish(), FIRST)
    assert [one.start for one in made.entries] == [doubtful.start, sure.start, unknown.start]
    file = "".join(toml([made]))
    assert [line for line in file.splitlines() if line.startswith("# confidence")] == [
        "# confidence 0.60; flags: review, no-item; to be checked: its reading is doubtful",
        "# confidence 0.50; flags: none; to be checked: a summary begins with its metric",
        "# confidence not known; flags: no-item; "
        "to be checked: something of it was taken over, guessed or not found",
    ]
    (again,) = read_text(file.encode(), "c.toml")
    assert [(one.start, one.text) for one in again.entries] == [(one.start, one.text) for one in made.entries]
    (first,) = sheet(report, Wish(top=1, order="text"), FIRST).entries
    assert first.start == sure.start and first.note.endswith("in the order of the text")


@pytest.mark.parametrize(
    ("wish", "holds"),
    [
        (Wish(top=3), lambda one: True),
        (Wish(concepts=("gdp*",)), lambda one: (one.concept or "").startswith("gdp")),
        (Wish(sections=("3", "7.1")), lambda one: (one.section or "")[:2] == "3." or one.section == "7.1"),
        (Wish(least=0.95), lambda one: one.confidence >= 0.95),
        (Wish(most=0.75), lambda one: one.confidence <= 0.75),
    ],
    ids=["top", "concept", "section", "least", "most"],
)
def test_rows_are_those_that_are_asked_for(wish: Wish, holds: Any) -> None:
    report = extract(load(SAMPLES[-1]))
    wanted = {(one.start, one.end) for one in report.indicators if holds(one)}
    found = {(one.start, one.end) for one in sheet(report, wish, FIRST).entries}
    assert found and found <= wanted and (len(found) == wish.top if wish.top else found == wanted)


def test_a_score_asks_what_was_said() -> None:
    said = _sheet(
        MADE,
        _entry(MADE, "1267件", "right"),
        _entry(MADE, "5.3%", "wrong", item="别的"),
        _entry(MADE, "2498.7亿元", "wrong"),
        _entry(MADE, "3万多人次", "not_a_figure"),
        Entry(0, 4, "2025", "", "missed", {}, {"value": Decimal(2025)}, "m"),
        Entry(0, 3, "xyz", "", "missed", {}, {}, "m"),
    )
    made = score(MADE, BODY, [said])
    counts = {name: (one.right, one.asked) for name, one in made.counts.items()}
    assert (made.checked, made.stale) == (6, 1)
    assert counts == {
        "found": (3, 4),
        "left_out": (0, 1),
        "item": (1, 2),
        "record": (1, 3),
        **dict.fromkeys(("reading", "action", "actor", "role", "period", "status"), (2, 2)),
    }
    # what is applied is right
    after = apply(MADE, MADE_TEXT, [said], RULES)
    better = score(after, BODY, [said]).counts
    assert all(better[name].right == better[name].asked for name in ("item", "reading", "left_out"))


def test_corrections_become_annotations() -> None:
    import json

    said = _sheet(
        MADE,
        _entry(MADE, "1267件", "right"),
        _entry(MADE, "5.3%", "wrong", item="别的"),
        _entry(MADE, "2498.7亿元", "wrong"),
        _entry(MADE, "3万多人次", "not_a_figure"),
    )
    rows = [json.loads(line) for line in lines([said])]
    assert [(one["text"], one["value"], one["unit"], one["op"]) for one in rows] == [
        ("1267件", "1267", "件", "="),
        ("5.3%", "5.3", "%", "="),
    ]
    assert (rows[1]["item"], rows[1]["role"], rows[1]["dir"]) == ("别的", "by", "up")
    from support import bench

    (first, *_) = MADE.model_dump(mode="json")["indicators"]
    assert all(bench("accuracy").judge(rows[0], first).values())


def test_every_field_to_correct_is_one_of_the_records() -> None:
    assert set(NAMES) < set(MADE.indicators[0].model_dump())
