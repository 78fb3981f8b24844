"""What each key of a rule may hold, so that a slip in a pattern file is told when the file is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, get_args

from ..records import Aggregation, Direction, Kind, Relation, Role, Status

LETTERS = frozenset("NSVvwEWUDXTFGBbYZPHJALOuc,kIdtalM|")  # what a word may do in a clause
SPELLED = LETTERS | frozenset(";()+Q")  # and what stands for a sign, a gloss or a figure
PARTS = {  # part of a clause that a frame reads → field of frames.Frames
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
    *("light", "negates", "share", "generic", "aspect", "grade", "announces", "dates", "planned", "having"),
    *("total", "passing", "leading", "closes", "per", "doer", "pair", "sequel", "carries"),
    *("disposal", "holder", "account", "left_over", "predicative", "objectless", "stative", "taking"),
    *("topical", "common", "principle", "kept", "manner", "clausal", "undone", "inviting", "entering"),
    *("ailing", "exacted", "deed"),
)
WORD_SETS = ("both",)  # and of what longer words begin with
TRAITS = frozenset(  # what else a frame says of the figure it reads
    {
        "own-subject",  # the noun after the figure is a subject of its own: no actor is carried to it
        "shared-verb",  # its verb, after a list of figures, is said of each
        "passive",  # the actor it names is only that of the one figure
        "changes-list",  # a thing listed after its thing changes as that does
        "accounts",  # its actor is a level of government: all that the sentence says is of its accounts
        "bodies",  # tried on the words after a number of bodies only
        "clause",  # a clause before 的 says which things are counted
        "done-to",  # what was done to those it counts stands after their number
        "full-action",  # the action has its object: what goes on after a comma has another
        "makes-do",  # the verb makes others act, who do what is listed after it
    }
)
KINDS = frozenset(
    {"marker", "lead", "contents", "intro", "named", "plain", "starter", "figure", "row", "address"}
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
    | {"arranged", "closing", "ended", "ended-plan", "first-line", "first-year", "midyear", "next-year"}
    | {
        "of-the-work",
        "ongoing",
        "opens-with",
        "set-against",
        "set-out",
        "sets-out",
        "since",
        "speech",
        "spoken",
        "told",
        "venue",
    }
)  # what rules of the metadata look for
PAGE_PARTS = frozenset(  # what rules of web pages look at
    {"content", "chrome", "doubtful", "hidden", "state", "scrap", "line", "label", "byline", "heading"}
    | {"suffix", "numbered", "title", "publisher", "published", "site", "piece", "neighbour", "number"}
    | {"subheading", "count", "mark", "ornament"}
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
        "divided",
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
CHECK_KEYS: dict[str, tuple[str, ...]] = {  # what a check must be told beside
    **dict.fromkeys(("change", "share", "total", "ratio", "within", "ceiling", "list"), ("pattern",)),
    **dict.fromkeys(("rows", "columns", "plan"), ("pattern",)),
    "rates": ("pattern", "form"),
    "sum": ("parts",),
    "balances": ("parts",),
    "twice": ("apart",),
    "quotient": ("product", "heads", "each"),
}
CHECK_GROUPS: dict[str, tuple[str, ...]] = {  # and the groups that its pattern must have
    "share": ("part", "share"),
    "total": ("part", "whole"),
    "within": ("part", "whole"),
    "ratio": ("ratio",),
    "list": ("list",),
}
AIM_PARTS = frozenset(  # what rules of aims say of a target
    {
        "ceiling",
        "nearly",
        "kept",
        "coverage",
        "like",
        "price",
        "planned",
        "running",
        "no-aim",
        "step",
        "steps",
    }
)
STATED = ("cue", "heading", "now")  # scopes of rules of periods that set a status
GROUPS = {  # scope of a rule → the groups of which it must have one
    "mention": ("plan",),
    "title": ("year", "plan"),
    "carried": ("named",),
    "accounts": ("level",),
}
CLASSES = {  # class of a rule, by stage
    "words": LETTERS,
    "alignment": frozenset(
        {"before", "after", "plain", "empty", "generic", "same", "doing-same", "distinct", "opposed"}
        | {"doing", "basis", "examples", "describes", "counted", "each-year", "part", "joins"}
        | {"set", "running", "said", "of", "total", "without", "all", "within", "closed", "each-time", "bare"}
        | {"added-up", "every-year", "praised", "owned", "of-growth", "nation", "season"}
        | {"yardstick", "beyond", "owner", "own-accounts", "accounts", "goes-on"}
        | {"budgeted", "adjusted", "approved", "carried-out"}
    ),
}
SCOPES = {
    "periods": frozenset(
        {"time", "mention", "title", "report", "heading", "joint", "apart", "cue", "aimed", "now"}
        | {"sum", "stock", "total", "average", "events", "whole", "against", "multiple", "bound", "predicate"}
        | {"deadline", "deed", "differs", "document", "named", "object", "open", "opens"}
        | {"announced", "announced-title", "announced-first", "as-of", "already", "done-by", "up-to"}
        | {"audits", "audits-of-year", "carried-over", "examined", "gone-by", "listed", "of-thing"}
        | {"yet-to-come"}
    ),
    "chrome": frozenset({"head", "tail", "any", "rest"}),
    "beside": frozenset({"level", "rank", "minus", "dash", "per"}),
    "clauses": frozenset(
        {
            "means",
            "act",
            "modifies",
            "described",
            "undone",
            "became",
            "used",
            "spent",
            "counted",
            "doers",
            "holders",
            "did",
            "disposed",
            "those",
            "state",
            "does",
            "owner",
            "relative",
            "place",
            "subject",
        }
    ),
    "members": frozenset(
        {"member", "area", "body", "category", "split", "bound", "average", "holder", "measured", "unit"}
        | {"odd", "people", "verdict", "amount", "herd", "herded", "itself", "borne", "sum"}
        | {
            "town",
            "country",
            "resident",
            "tier",
            "class",
            "way",
            "grade",
            "matter",
            "told",
            "agency",
            "attribute",
        }
        | {"trial", "trial-noun", "tried", "offence"}
    ),
    "aggregation": frozenset({"before", "after"}),
    "purposes": frozenset({"spends", "purpose", "carries", "carried", "accounts"}),
}


class Shape(NamedTuple):
    """What a value may be, said three ways: as a check, in words, and as a JSON Schema."""

    fits: Callable[[Any], bool]
    said: str  # what it must be, for who wrote something else
    schema: Mapping[str, Any]


def _one_of(names: Iterable[str]) -> Shape:
    known = sorted(names)
    said = f"must be one of {', '.join(map(repr, known))}"
    return Shape(lambda value: value in known, said, {"enum": known})


def _some_of(names: Iterable[str]) -> Shape:
    known = sorted(names)
    return Shape(
        lambda value: isinstance(value, list) and bool(value) and all(v in known for v in value),
        f"must be a list of {', '.join(map(repr, known))}",
        {"type": "array", "items": {"enum": known}, "minItems": 1},
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _compiles(value: Any) -> bool:
    import regex  # to check what a user wrote

    try:
        return _is_text(value) and regex.compile(value) is not None
    except regex.error:
        return False


TEXT = {"type": "string", "minLength": 1}
_text = Shape(_is_text, "must be a string, and not empty", TEXT)
_truth = Shape(lambda value: type(value) is bool, "must be true or false", {"type": "boolean"})
_number = Shape(lambda value: type(value) is int, "must be a whole number", {"type": "integer"})
_level = Shape(
    lambda value: type(value) is int and 1 <= value <= 5,
    "must be a whole number from 1 to 5",
    {"type": "integer", "minimum": 1, "maximum": 5},
)
_strings = Shape(
    lambda value: isinstance(value, list) and all(map(_is_text, value)),
    'must be a list of words, such as ["件", "起"]',
    {"type": "array", "items": TEXT},
)
_expressions = Shape(
    lambda value: isinstance(value, list) and len(value) > 1 and all(map(_compiles, value)),
    "must be a list of two regular expressions or more",
    {"type": "array", "items": TEXT, "minItems": 2},
)
_units = Shape(
    lambda value: isinstance(value, dict) and bool(value) and all(map(_is_text, value.values())),
    "must be a table of units, such as { '%' = '个百分点' }",
    {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
)
_factors = Shape(
    lambda value: (
        isinstance(value, dict)
        and bool(value)
        and all(type(v) in (int, float) and v > 0 for v in value.values())
    ),
    "must be a table of units and numbers, such as { 吨 = 1000 }",
    {
        "type": "object",
        "additionalProperties": {"type": "number", "exclusiveMinimum": 0},
        "minProperties": 1,
    },
)
_macros = Shape(
    lambda value: isinstance(value, dict) and all(isinstance(v, str) for v in value.values()),
    "must be a table of strings",
    {"type": "object", "additionalProperties": {"type": "string"}},
)
_sets = Shape(
    lambda value: isinstance(value, dict) and all(_is_text(v) and set(v) <= SPELLED for v in value.values()),
    "must be a table of strings of letters, such as { body = 'AL' }",
    {"type": "object", "additionalProperties": TEXT},
)
_own = Shape(
    lambda value: type(value) is bool or value == "colon",
    "must be true, false or 'colon'",
    {"enum": [True, False, "colon"]},
)

SHAPES: dict[str, Shape] = {
    **dict.fromkeys(
        ("words", "suffixes", "tags", "before", "after", "beginnings", "endings", "number"), _strings
    ),
    **dict.fromkeys(("persons", "bodies", "turns"), _strings),
    "parts": _expressions,
    **dict.fromkeys(("names", "actions", "wholes", "unlike", "units", "currencies"), _strings),
    **dict.fromkeys(("concept", "base", "as", "family", "value"), _text),
    **dict.fromkeys((*WORD_FLAGS, *WORD_SETS, "arabic", "yields", "sums", "of_whole", "owned"), _truth),
    **dict.fromkeys(("ahead", "drop", "first", "headed", "wide"), _truth),
    **dict.fromkeys(("offset", "given", "span", "rank", "run", "headline"), _number),
    **dict.fromkeys(("pattern", "reason", "product", "heads", "each", "apart", "joins", "pairs"), _text),
    "check": _one_of(CHECK_KEYS),
    "form": _one_of(["share", "growth"]),
    "slack": _number,
    "level": _level,
    "own": _own,
    "edge": _one_of(["first", "last", "since", "audit-year", "as-of"]),
    "kind": _one_of(KINDS),
    "field": _one_of(FIELDS),
    "dimension": _one_of(get_args(Kind)),
    "relation": _one_of(get_args(Relation)),
    "role": _one_of(get_args(Role)),
    "direction": _one_of(get_args(Direction)),
    "status": _one_of(get_args(Status)),
    "aggregation": _one_of(get_args(Aggregation)),
    "alone": _one_of(LETTERS),
    "kinds": _some_of(get_args(Kind)),
    "traits": _some_of(TRAITS),
    "growth": _one_of(["nominal", "real", "none"]),
    "better": _one_of(get_args(Direction)),
    "factors": _factors,
    "points": _units,
    "macros": _macros,
    "sets": _sets,
}
OF_STAGE: dict[tuple[str, str], Shape] = {  # where a key means another thing in each stage
    **{(stage, "scope"): _one_of(known) for stage, known in SCOPES.items()},
    **{(stage, "class"): _one_of(known) for stage, known in CLASSES.items()},
    ("frames", "part"): _one_of([*PARTS, "macros"]),
    ("tables", "part"): _one_of(TABLE_PARTS),
    ("page", "part"): _one_of(PAGE_PARTS),
    ("aims", "part"): _one_of(AIM_PARTS),
}


def shape(stage: str, key: str) -> Shape:
    """What the value of a key of a stage may be."""
    return OF_STAGE.get((stage, key)) or SHAPES[key]


def problem(stage: str, data: Mapping[str, Any]) -> str | None:
    """What is wrong with the values of a rule's keys, in words; None if nothing is."""
    for key, value in data.items():
        known = shape(stage, key)
        if not known.fits(value):
            return f"'{key}' {known.said}"
    if stage == "audit":
        return _audit_problem(data)
    if stage == "periods":
        scope = data["scope"]
        if scope in STATED and "status" not in data:
            return f"'status' is missing, which scope '{scope}' sets"
        return _group_problem(scope, data["pattern"])
    return None


def _group_problem(scope: str, pattern: str) -> str | None:
    """What a pattern lacks that its scope reads, in words."""
    groups = GROUPS.get(scope, ())
    if not groups or any(f"<{group}>" in pattern for group in groups):
        return None
    return f"'pattern' has no group {' or '.join(map(repr, groups))}, which scope '{scope}' reads"


def _audit_problem(data: Mapping[str, Any]) -> str | None:
    """What is wrong with a rule of the audit, whose check asks for keys and groups of its own."""
    check = data["check"]
    if missing := [key for key in CHECK_KEYS[check] if key not in data]:
        return f"'{missing[0]}' is missing, which check '{check}' needs"
    if missing := [name for name in CHECK_GROUPS.get(check, ()) if f"<{name}>" not in data["pattern"]]:
        return f"'pattern' has no group '{missing[0]}', which check '{check}' reads"
    return None
