"""What each key of a rule may hold, so that a slip in a pattern file is told when the file is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from ..records import Direction, Kind, Relation, Role, Status

LETTERS = frozenset("NSVvwEWUDXTFGBbYZPHJALOuc,kIdtalM|")  # what a word may do in a clause
PARTS = {  # part of a clause that a frame reads → field of indicators.Frames
    "rank": "rank",
    "signed": "signed",
    "share": "share",
    "percent": "percent",
    "fraction": "fraction",
    "role": "role",
    "statistic": "statistic",
    "before": "before",
    "after": "after",
    "after-pivot": "pivot",
    "after-free": "free",
    "after-count": "count",
    "after-for": "for_whom",
    "after-times": "times",
    "after-people": "people",
}
WORD_FLAGS = (  # what a rule of words may say of its words: fields of tokens.Sense
    *("relational", "qualifier", "adverbial", "pivot", "pure", "whole", "added", "aside"),
    *("light", "negates", "share", "generic", "aspect", "grade", "announces"),
)
WORD_SETS = ("pair", "both")  # and of what longer words begin with
TRAITS = frozenset(  # what else a frame says of the figure it reads
    {
        "own-subject",  # the noun after the figure is a subject of its own: no actor is carried to it
        "shared-verb",  # its verb, after a list of figures, is said of each
        "passive",  # the actor it names is only that of the one figure
        "changes-list",  # a thing listed after its thing changes as that does
        "makes-do",  # the verb makes others act, who do what is listed after it
    }
)
KINDS = frozenset(
    {"marker", "lead", "contents", "intro", "named", "plain", "starter"}
)  # kinds of rules of the outline
FIELDS = frozenset(
    {"assembly", "author", "begins", "behalf", "government", "nation", "note", "office", "organ", "past"}
    | {
        "plan",
        "published",
        "region",
        "review",
        "session",
        "signed",
        "source",
        "speaker",
        "title",
        "work",
        "year",
    }
    | {"continues", "dated", "day", "district", "fragment", "given", "grouping", "hinted", "paper", "short"}
    | {"chief", "joint", "slogan", "within", "zone"}
    | {"call", "congress", "country", "label", "lead", "named", "nowhere", "place", "reported", "scheme"}
    | {"annex", "apart", "docno", "fits", "front", "heading", "open", "opens", "own"}
    | {"short-place", "township"}
    | {"since", "speech", "told", "venue"}
)  # what rules of the metadata look for
PAGE_PARTS = frozenset(  # what rules of web pages look at
    {"content", "chrome", "doubtful", "hidden", "state", "scrap", "line", "label", "byline", "heading"}
    | {"suffix", "numbered", "title", "publisher", "published", "site", "piece", "neighbour", "number"}
    | {"subheading", "count"}
)
TABLE_PARTS = frozenset(
    {
        "blank",
        "cell-change",
        "caption-change",
        "unit",
        "unit-only",
        "unit-column",
        "index",
        "remark",
        "caption",
        "group",
    }
    | {"part-of", "marker", "note", "period", "caption-period", "change", "falls", "status", "plain"}
    | {
        "no-caption",
        "time-column",
        "counted",
        "aside",
        "contents",
        "grade",
        "rank",
        "unitless",
        "rate",
        "total",
        "done",
        "caption-plan",
        "caption-done",
        "continued",
        "table-title",
    }
)  # what rules of tables read
GROUPS = {"mention": "plan", "title": "year"}  # scope of a rule of periods → the group it must have
CLASSES = {  # class of a rule, by stage
    "words": LETTERS,
    "alignment": frozenset(
        {"before", "after", "plain", "empty", "generic", "same", "doing-same", "distinct", "opposed"}
        | {"doing", "basis", "examples", "describes", "counted", "each-year", "joins"}
    ),
}
SCOPES = {
    "periods": frozenset(
        {"time", "mention", "title", "report", "heading", "joint", "cue", "aimed", "now"}
        | {"sum", "average", "events", "whole", "against", "multiple", "bound", "predicate"}
    ),
    "chrome": frozenset({"head", "tail", "any", "rest"}),
    "beside": frozenset({"level", "rank", "minus", "dash"}),
    "members": frozenset({"member", "body", "category", "split", "bound"}),
}


def _strings(value: Any) -> str | None:
    good = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    return None if good else 'must be a list of words, such as ["件", "起"]'


def _one_of(names: Any) -> Callable[[Any], str | None]:
    known = tuple(sorted(names))
    return lambda value: None if value in known else f"must be one of {', '.join(map(repr, known))}"


def _some_of(names: Any) -> Callable[[Any], str | None]:
    known = tuple(sorted(names))
    listed = ", ".join(map(repr, known))

    def check(value: Any) -> str | None:
        good = isinstance(value, list) and value and all(v in known for v in value)
        return None if good else f"must be a list of {listed}"

    return check


def _factors(value: Any) -> str | None:
    good = (
        isinstance(value, dict) and value and all(type(v) in (int, float) and v > 0 for v in value.values())
    )
    return None if good else "must be a table of units and numbers, such as { 吨 = 1000 }"


def _kind(kind: type, said: str) -> Callable[[Any], str | None]:
    return lambda value: None if type(value) is kind else f"must be {said}"


_truth = _kind(bool, "true or false")
_number = _kind(int, "a whole number")


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "must be a string, and not empty"


CHECKS: dict[str, Callable[[Any], str | None]] = {
    **dict.fromkeys(
        ("words", "suffixes", "tags", "before", "after", "beginnings", "persons", "bodies", "turns"), _strings
    ),
    **dict.fromkeys(("names", "actions", "wholes", "unlike", "units", "currencies"), _strings),
    **dict.fromkeys(("persons", "bodies", "turns"), _strings),
    **dict.fromkeys(("concept", "base", "as"), _text),
    **dict.fromkeys((*WORD_FLAGS, *WORD_SETS, "arabic", "yields", "sums", "of_whole"), _truth),
    **dict.fromkeys(("offset", "span"), _number),
    **dict.fromkeys(("pattern", "reason"), _text),
    "kind": _one_of(KINDS),
    "field": _one_of(FIELDS),
    "dimension": _one_of(get_args(Kind)),
    "relation": _one_of(get_args(Relation)),
    "role": _one_of(get_args(Role)),
    "direction": _one_of(get_args(Direction)),
    "status": _one_of(get_args(Status)),
    "alone": _one_of(LETTERS),
    "part": _one_of([*PARTS, "macros"]),
    "kinds": _some_of(get_args(Kind)),
    "traits": _some_of(TRAITS),
    "growth": _one_of(["nominal", "real"]),
    "better": _one_of(get_args(Direction)),
    "factors": _factors,
}


def _check(stage: str, key: str) -> Callable[[Any], str | None] | None:
    if key in ("scope", "class"):
        return _one_of((SCOPES if key == "scope" else CLASSES)[stage])
    if (stage, key) == ("tables", "part"):
        return _one_of(TABLE_PARTS)
    if (stage, key) == ("page", "part"):
        return _one_of(PAGE_PARTS)
    return CHECKS.get(key)


def problem(stage: str, data: Mapping[str, Any]) -> str | None:
    """What is wrong with the values of a rule's keys, in words; None if nothing is."""
    for key, value in data.items():
        check = _check(stage, key)
        if check is not None and (wrong := check(value)) is not None:
            return f"'{key}' {wrong}"
    if stage == "periods":
        scope = data["scope"]
        if scope in ("cue", "heading", "now") and "status" not in data:
            return f"'status' is missing, which scope '{scope}' sets"
        if scope in GROUPS and f"<{GROUPS[scope]}>" not in data["pattern"]:
            return f"'pattern' has no group '{GROUPS[scope]}', which scope '{scope}' reads"
    if "macros" in data and not (
        isinstance(data["macros"], dict) and all(isinstance(v, str) for v in data["macros"].values())
    ):
        return "'macros' must be a table of strings"
    return None
