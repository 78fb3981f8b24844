"""Write patterns/compiled.json, the rules in the form in which they load fastest.

    python tools/compile_patterns.py            # after a change of a pattern file
    python tools/compile_patterns.py --check    # change nothing; exit 1 where it is out of date

Without it, or where it is not of the pattern files beside it, the pattern files themselves are read.
"""

from __future__ import annotations

import argparse
import json
import sys

from reportmine.rules import COMPILED, compiled_form, patterns_folder


def current() -> str:
    """What the file should hold."""
    made = compiled_form(sorted(patterns_folder().glob("*.toml")))
    # a line for each rule, so that a change of one rule is a change of one line
    files = ",\n".join(
        "[\n"
        + ",\n".join(json.dumps(rule, ensure_ascii=False, separators=(",", ":")) for rule in rules)
        + "\n]"
        for rules in made["files"]
    )
    sources = json.dumps(made["sources"], indent=1)
    return f'{{"sources": {sources},\n"files": [\n{files}\n]}}\n'


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where it is out of date")
    place = patterns_folder() / COMPILED
    text = current()
    if parser.parse_args().check:
        if not place.exists() or place.read_text("utf-8") != text:
            sys.exit(f"{place} is out of date: run python tools/compile_patterns.py")
        return
    place.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
