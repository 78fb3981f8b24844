"""Write the forms in which the rules and their regular expressions load fastest.

patterns/compiled.json holds the rules, patterns/expressions.json what the regex package makes of expressions,
patterns/lexicon.json where the parts of the dictionary begin, patterns/concepts.json which rule knows a name.

    python tools/compile_patterns.py            # after a change of a pattern file or of the dictionary
    python tools/compile_patterns.py --check    # change nothing; exit 1 where it is out of date

Without it, or where it is not of the pattern files beside it, the pattern files themselves are read.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from reportmine import audit, diff, extract
from reportmine.language import dictionary
from reportmine.metrics import concepts
from reportmine.rules import expressions
from reportmine.rules.files import COMPILED, STAGES, compiled_text, load
from reportmine.rules.folder import own_bytes, patterns_folder

SAMPLES = Path(__file__).parent.parent / "samples"


def current_expressions() -> expressions.Made:
    """What the file should hold: the expressions of rules, and of reading and comparing the samples."""
    rules = load()
    import_module("reportmine.tables.readings")  # asks for its own where a text has tables
    for rule in rules.rules:
        for key in STAGES[rule.stage].regexes & set(rule.data):
            rule.pattern(key)
    reports = [extract(path) for path in sorted(SAMPLES.glob("*.txt"))]
    diff(*reports[:2])
    for report in reports:
        audit(report)
    return expressions.forms(expressions.asked.values())


def written(made: expressions.Made) -> str:
    """The file of expressions, a line for each."""
    lines = ",\n".join(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(form, separators=(',', ':'))}"
        for key, form in sorted(made.items())
    )
    return f'{{"regex": {json.dumps(expressions.version())},\n"forms": {{\n{lines}\n}}}}\n'


def current_index() -> str:
    """What the index of the dictionary should be."""
    named = (word for rule in load().stage("words") for word in rule.data.get("words", ()) if len(word) > 1)
    made = dictionary.index_of(own_bytes(dictionary.FILE), dict.fromkeys(named))
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def current_names() -> str:
    """What the index of the names of concepts should be."""
    made = concepts.index_of(load())
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def put(name: str, text: str, check: bool) -> None:
    """Writes a file of the patterns where it is not as it should be; only says so to check."""
    place = patterns_folder() / name
    if not place.exists() or place.read_text("utf-8") != text:
        if check:
            sys.exit(f"{place} is out of date: run python tools/compile_patterns.py")
        place.write_text(text, encoding="utf-8")


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where it is out of date")
    check = parser.parse_args().check
    put(COMPILED, compiled_text(), check)
    load.cache_clear()  # rules by the compiled form, which tells their stamp
    put(dictionary.INDEX, current_index(), check)
    put(concepts.INDEX, current_names(), check)
    place, made = patterns_folder() / expressions.FILE, current_expressions()
    # The codes of a class of characters may stand in another order each time: which expressions counts.
    if set(expressions.read(place)) != set(made):
        if check:
            sys.exit(f"{place} is out of date: run python tools/compile_patterns.py")
        kept = expressions.read(place)  # as they are, so that a change of one is a change of one line
        place.write_text(written({key: kept.get(key, form) for key, form in made.items()}), encoding="utf-8")


if __name__ == "__main__":
    main()
