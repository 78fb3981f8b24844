"""Draw the packages with their arrows: docs/packages.md, from the imports in src/reportmine.

python tools/draw_packages.py            # after a module has moved or imports another package
python tools/draw_packages.py --check    # change nothing; exit 1 where it is out of date
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "reportmine"
PLACE = ROOT / "docs" / "packages.md"
DOORS = ("__init__", "__main__")  # they name what is public, and are no part of the house

Arrows = dict[str, set[str]]


def modules() -> dict[str, Path]:
    """Every module by its dotted name within the package."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if len(parts) == 1 and parts[0] in DOORS:
            continue
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of ours that a file imports, wherever in it."""
    package = path.relative_to(SOURCE).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = (*package[: len(package) - node.level + 1], *(node.module or "").split("."))
        within = ".".join(part for part in base if part)
        for alias in node.names:
            name = f"{within}.{alias.name}".lstrip(".")
            found.add(name if name in known else within)
    return {name for name in found if name in known}


def packages() -> Arrows:
    """Which packages each package imports."""
    known = modules()
    arrows: Arrows = {name.partition(".")[0]: set() for name in known}
    for name, path in known.items():
        here = name.partition(".")[0]
        arrows[here] |= {other.partition(".")[0] for other in imported(path, known)} - {here}
    return arrows


def floors(arrows: Arrows) -> list[list[str]]:
    """The packages from the top down: each stands above all that it imports.

    Raises SystemExit for a circle.
    """
    height: dict[str, int] = {}
    while len(height) < len(arrows):
        ready = [one for one in arrows if one not in height and arrows[one] <= height.keys()]
        if not ready:
            raise SystemExit(f"a circle of imports: {', '.join(sorted(set(arrows) - set(height)))}")
        for one in ready:
            height[one] = 1 + max((height[other] for other in arrows[one]), default=0)
    top = max(height.values())
    return [sorted(one for one in height if height[one] == level) for level in range(top, 0, -1)]


def direct(arrows: Arrows) -> Iterator[tuple[str, str]]:
    """The arrows that do not follow from others."""
    below: Arrows = {}
    for level in reversed(floors(arrows)):
        for one in level:
            below[one] = arrows[one].union(*(below[other] for other in arrows[one]))
    for one, others in sorted(arrows.items()):
        for other in sorted(others):
            if not any(other in below[third] for third in others):
                yield one, other


def purpose(name: str) -> str:
    """The first line of what a package or a module says of itself."""
    path = SOURCE / name / "__init__.py"
    text = (path if path.exists() else SOURCE / f"{name}.py").read_text("utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def current() -> str:
    """What the file should hold."""
    arrows = packages()
    rows = [
        f"| [{one}](../src/reportmine/{one}{'' if (SOURCE / one).is_dir() else '.py'}) | {purpose(one)} |"
        for level in floors(arrows)
        for one in level
    ]
    lines = [f"  {one} --> {other}" for one, other in direct(arrows)]
    return "\n".join(
        [
            "# Packages",
            "",
            "What imports what, from the top down; an arrow that follows from others is left out. Made by",
            "`python tools/draw_packages.py` from the code; `tests/test_contracts.py` says which may be.",
            "What a package knows of the language is in the folder of its name in [patterns](../patterns).",
            "",
            "```mermaid",
            "flowchart TD",
            *lines,
            "```",
            "",
            "| package | what is in it |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where it is out of date")
    if not parser.parse_args().check:
        PLACE.write_text(current(), encoding="utf-8")
    elif not PLACE.exists() or PLACE.read_text("utf-8") != current():
        sys.exit(f"{PLACE} is out of date: run python tools/draw_packages.py")


if __name__ == "__main__":
    main()
