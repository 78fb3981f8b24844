"""Load, check and compile the pattern files: all the project's knowledge of the language.

A pattern file is TOML: one `stage`, its `version` if it says one, and `[[rule]]` tables, each with an
`id`, a `name`, a `why`, the stage's own keys, and examples (`yes`: the text with the span marked ⟦⟧ and
what must come out; `no`: texts in which the rule must not fire). Files given by a user add rules, or
replace them by id. The project's own stand in folders, each named like the package that uses it: STAGES
says which, and a file that stands in another is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from ..dataclass import dataclass
from ..digest import stamp
from . import classes, shapes
from .errors import PatternError
from .folder import patterns_folder
from .rule import Rule, RuleSet
from .shipped import Shipped, formed

VERSION = 1  # of the form of pattern files
COMPILED = "compiled.json"  # in the folder of the patterns, made by tools/compile_patterns.py
_BEGIN, _BETWEEN, _END = b',\n"files": [\n[\n', b"\n],\n[\n", b"\n]\n]}\n"  # of files in it, a line a rule


@dataclass(frozen=True)
class Stage:
    """Where the files of one stage stand, and what a rule of it may and must say."""

    folder: str  # in the folder of the patterns; the package that uses it
    required: frozenset[str]
    optional: frozenset[str]
    regexes: frozenset[str] = frozenset()  # keys whose value is a regular expression over the folded text


def _stage(folder: str, required: str, optional: str = "", regexes: str = "") -> Stage:
    return Stage(folder, frozenset(required.split()), frozenset(optional.split()), frozenset(regexes.split()))


STAGES: dict[str, Stage] = {
    "units": _stage("figures", "words dimension", "arabic beginnings as currencies persons bodies turns"),
    "relations": _stage("figures", "relation", "before after beginnings endings"),
    "unread": _stage("figures", "pattern reason", "", "pattern"),
    "beside": _stage("figures", "scope pattern", "", "pattern"),
    "words": _stage(
        "language",
        "class",
        " ".join(("words suffixes tags direction alone", *shapes.WORD_FLAGS, *shapes.WORD_SETS)),
    ),
    "clauses": _stage("meaning", "scope pattern"),
    "frames": _stage("meaning", "part pattern", "role macros sets yields traits"),
    "members": _stage("meaning", "scope pattern", "", "pattern"),
    "purposes": _stage("meaning", "scope pattern", "", "pattern"),
    "aggregation": _stage("meaning", "scope aggregation pattern", "", "pattern"),
    "periods": _stage("times", "pattern scope", "status offset given span ahead headed edge", "pattern"),
    "outline": _stage("structure", "kind pattern", "family level rank run own number first wide", "pattern"),
    "page": _stage("readers", "part pattern", "", "pattern"),
    "chrome": _stage("structure", "scope pattern", "", "pattern"),
    "pdf": _stage("readers", "pattern", "", "pattern"),
    "meta": _stage("about", "field pattern", "value", "pattern"),
    "concepts": _stage(
        "metrics",
        "concept kinds names",
        "units actions wholes of_whole growth better headline sums owned unlike",
    ),
    "alignment": _stage("metrics", "class words"),
    "conversions": _stage("metrics", "base factors", "points"),
    "audit": _stage(
        "check",
        "check",
        "pattern parts form product heads each slack apart joins pairs",
        "pattern apart joins pairs",
    ),
    "aims": _stage("compare", "part pattern", "", "pattern"),
    "tables": _stage("tables", "part pattern", "offset drop", "pattern"),
}
COMMON = frozenset(["id", "name", "why", "yes", "no"])
TOP = frozenset(["stage", "version", "rule"])


def pattern_files(folder: Path) -> list[Path]:
    """The pattern files in a folder and in its sub-folders, by their names: a stage's stand in one order."""
    below = (path for path in folder.glob("*/*.toml") if not path.parent.name.startswith("."))
    return sorted((*folder.glob("*.toml"), *below), key=lambda path: (path.name, path))


def _sources() -> dict[str, Path]:
    """The project's pattern files by where they stand in the folder of the patterns."""
    folder = patterns_folder()
    return {path.relative_to(folder).as_posix(): path for path in pattern_files(folder)}


def compiled_form() -> dict[str, Any]:
    """The project's pattern files without their examples, as JSON can hold them: read in a tenth of the time.

    It says of which files it was made, by their digests. Raises PatternError where the rules are no set.
    """
    sources = _sources()
    files = [read_file(path) for path in sources.values()]
    _merge(files)  # what comes from the compiled form is not checked again
    return {
        "sources": {place: stamp(path.read_bytes()) for place, path in sources.items()},
        "files": [form(rules) for rules in files],
    }


def compiled_text() -> str:
    """The same as it is written: a line for each rule, so that a change of one is a change of one line."""
    made = compiled_form()
    spelled = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    files = _BETWEEN.decode().join(",\n".join(map(spelled, rules)) for rules in made["files"])
    sources = json.dumps(made["sources"], indent=1)
    return f'{{"sources": {sources}{_BEGIN.decode()}{files}{_END.decode()}'


def form(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Rules without their examples, as JSON can hold them."""
    return [{"id": r.id, "name": r.name, "why": r.why, "stage": r.stage, "data": dict(r.data)} for r in rules]


def _compiled() -> Shipped | None:
    """The project's rules from their compiled form; None where that is missing, or not of these files."""
    try:
        head, _, rest = (patterns_folder() / COMPILED).read_bytes().partition(_BEGIN)
        stamps = {place: stamp(path.read_bytes()) for place, path in _sources().items()}
        if json.loads(head + b"}") != {"sources": stamps} or not rest.endswith(_END):
            return None
        files = rest.removesuffix(_END).split(_BETWEEN)
        return Shipped(dict(zip(stamps, files, strict=True)), stamps)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _rule(raw: object, stage: str, file: str, user: bool) -> Rule:
    if not isinstance(raw, dict):
        raise PatternError(file, None, "[[rule]] must be a table")
    rule_id = raw.get("id")
    if not isinstance(rule_id, str) or not rule_id:
        raise PatternError(file, None, "a rule has no id")
    for key in ("name", "why"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise PatternError(file, rule_id, f"'{key}' is missing")
    data = {key: value for key, value in raw.items() if key not in COMMON}
    yes, no = raw.get("yes", []), raw.get("no", [])
    wrong = (
        _key_problem(data, stage)
        or (shapes.problem(stage, data) if user else None)
        or _example_problem(yes, no)
    )
    if wrong is not None:
        raise PatternError(file, rule_id, wrong)
    rule = Rule(rule_id, raw["name"], raw["why"], stage, data, tuple(yes), tuple(no), file, user)
    if user:  # the project's own are checked by its tests, not at every start
        _compile(rule)
    return rule


def _key_problem(data: Mapping[str, Any], stage: str) -> str | None:
    """What is wrong with the keys of a rule, by what its stage knows."""
    spec = STAGES[stage]
    if missing := sorted(spec.required - data.keys()):
        return f"'{missing[0]}' is missing"
    if unknown := sorted(data.keys() - spec.required - spec.optional):
        known = ", ".join(sorted(spec.required | spec.optional))
        return f"unknown key '{unknown[0]}' (stage {stage} knows {known})"
    return None


def _example_problem(yes: object, no: object) -> str | None:
    """What is wrong with the examples of a rule."""
    if not (isinstance(yes, list) and isinstance(no, list)):
        return "'yes' and 'no' are lists of examples"
    if not all(isinstance(y, dict) and isinstance(y.get("text"), str) for y in yes):
        return "each 'yes' example is a table with a 'text'"
    if not all(isinstance(n, str) for n in no):
        return "each 'no' example is a string"
    return None


def _compile(rule: Rule) -> None:
    """Compiles the expressions of a rule. Raises PatternError."""
    import regex

    for key in STAGES[rule.stage].regexes & rule.data.keys():
        try:
            rule.pattern(key)
        except (regex.error, TypeError) as error:
            raise PatternError(rule.file, rule.id, f"'{key}' is no regular expression: {error}") from None


def _top_problem(table: Mapping[str, Any]) -> str | None:
    """What is wrong with the head of a file, whose stage is known."""
    version = table.get("version", VERSION)
    if type(version) is not int or version < 1:
        return f"'version' must be a whole number, such as {VERSION}"
    if version > VERSION:
        return f"is of version {version}; this reportmine reads version {VERSION}, so install a newer one"
    if unknown := sorted(table.keys() - TOP):
        return f"unknown key '{unknown[0]}' (a file has stage, version and [[rule]] tables)"
    return None if isinstance(table.get("rule", []), list) else "rules are written as [[rule]]"


def _misplaced(path: Path, stage: str, top: Path, user: bool) -> str | None:
    """What is wrong with the place of a file; a user's may stand at the top of the folder too."""
    folder, known = path.parent.relative_to(top).as_posix(), STAGES[stage].folder
    if folder == known or (user and folder == "."):
        return None
    at = "not at the top" if folder == "." else f"not in '{folder}'"
    return f"is of stage {stage}, whose files stand in the folder '{known}', {at}; move it"


def read_file(path: Path, user: bool = False, top: Path | None = None) -> list[Rule]:
    """The rules of one pattern file: of the project, or of a user, who named it or the folder `top` it is in.

    Raises PatternError.
    """
    import tomllib  # the project's own come compiled

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        said = error.strerror or "unknown cause"
        raise PatternError(str(path), None, f"cannot be read ({said}); check the path") from None
    except UnicodeDecodeError:
        problem = "is not UTF-8; give a pattern file (TOML), saved as UTF-8"
        raise PatternError(str(path), None, problem) from None
    except tomllib.TOMLDecodeError as error:
        raise PatternError(str(path), None, f"is not TOML: {error}") from None
    stage = table.get("stage")
    if not isinstance(stage, str) or stage not in STAGES:
        raise PatternError(str(path), None, f"'stage' must be one of {', '.join(sorted(STAGES))}")
    if (wrong := _top_problem(table)) is not None:
        raise PatternError(str(path), None, wrong)
    top = top if user else patterns_folder()
    if top is not None and (wrong := _misplaced(path, stage, top, user)) is not None:
        raise PatternError(str(path), None, wrong)
    raw = table.get("rule", [])
    name = str(path) if user else path.relative_to(patterns_folder()).as_posix()
    return [_rule(one, stage, name, user) for one in raw]


def _merge(files: Sequence[list[Rule]]) -> RuleSet:
    merged: dict[str, Rule] = {}
    for rules in files:
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise PatternError(rule.file, rule.id, "this id stands twice in the file")
            seen.add(rule.id)
            old = merged.get(rule.id)
            if old is not None and old.stage != rule.stage:
                raise PatternError(rule.file, rule.id, f"replaces a rule of stage {old.stage}")
            if old is not None and not rule.user:
                raise PatternError(rule.file, rule.id, f"this id stands in {old.file} too")
            merged[rule.id] = rule
    own = {rule.id for rules in files for rule in rules if not rule.user}
    added = [
        rule for rule in merged.values() if rule.id not in own
    ]  # first, for the first that fits is taken
    made = RuleSet((*added, *(rule for rule in merged.values() if rule.id in own)))
    lacking = classes.undefined(made)
    if lacking is not None:
        replaced = next(rule for rule in made.stage("frames") if "macros" in rule.data)
        raise PatternError(replaced.file, replaced.id, f"'sets' does not define '{lacking}'")
    _check_sets(made)
    for rule in (*made.stage("frames"), *made.stage("clauses")):
        if rule.user:
            _check_frame(rule, made)
    return made


def _check_frame(rule: Rule, made: RuleSet) -> None:
    """Raises PatternError where a frame, with its macros written out, is no regular expression."""
    import regex

    try:
        regex.compile(made.spelled(rule))
    except regex.error as error:
        raise PatternError(rule.file, rule.id, f"'pattern' is no regular expression: {error}") from None


def _check_sets(made: RuleSet) -> None:
    """Raises PatternError where a concept names a set of actions that no rule of alignment is."""
    sets = {f"@{rule.id}" for rule in made.stage("alignment") if rule.data["class"] == "set"}
    for rule in made.stage("concepts"):
        for name in rule.data.get("actions", ()):
            if name.startswith("@") and name not in sets:
                problem = f"'actions' names '{name}', which is no rule of alignment with class 'set'"
                raise PatternError(rule.file, rule.id, problem)


@lru_cache(maxsize=8)
def load(extra: tuple[Path, ...] = (), *, examples: bool = False) -> RuleSet:
    """The project's rules, with those of the user's files or folders added or put in their place.

    The project's own rules come without their examples unless these are asked for, which takes longer.
    Raises PatternError, naming the file, the rule and what is wrong.
    """
    own = None if examples else _compiled()
    if own is not None and not extra:
        return own
    files = _by_file(own)
    for place in extra:
        files += _given(place)
    return _merge(files)


def _given(place: Path) -> list[list[Rule]]:
    """The rules of a file or a folder that a user names."""
    if not place.is_dir():
        return [read_file(place, user=True)]
    paths = pattern_files(place)
    if not paths:
        raise PatternError(str(place), None, "holds no pattern file (*.toml); name another folder or a file")
    return [read_file(path, user=True, top=place) for path in paths]


def load_formed(users: Iterable[Mapping[str, Any]]) -> RuleSet:
    """The project's rules with a user's that another process read: their `form`, in the order of its set.

    The files themselves are not read twice: they may have changed, or be a pipe that is empty by now.
    """
    own, given = _compiled(), [formed(said, "", user=True) for said in users]
    return own if own is not None and not given else _merge([*_by_file(own), given])


def _by_file(own: Shipped | None) -> list[list[Rule]]:
    """The project's rules, file by file."""
    if own is None:
        return [read_file(path) for path in _sources().values()]
    return [list(rules) for _, rules in groupby(own.rules, key=lambda rule: rule.file)]
