"""Build patterns/text/traditional.txt: traditional characters with the simplified ones that rules have.

The pairs are those of OpenCC's character tables (the opencc package, Apache License 2.0,
https://github.com/BYVoid/OpenCC): TSCharacters, with the variants of Hong Kong and Taiwan and the
compatibility ideographs that lead to one of its characters. Of several simplified characters the first is
taken. Left out is what simplified text holds too: the characters of GB 2312, and those of the words in
patterns/language/lexicon.txt. tools/traditional.txt adds to the table and takes out of it by hand, and says
which characters both scripts have become others in traditional text, except in which words.

Usage (needs the opencc package):

    python tools/build_traditional.py            # rebuild patterns/text/traditional.txt
    python tools/build_traditional.py --check    # exit 1 where the file is not up to date
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from reportmine.language import tokens
from reportmine.rules.folder import patterns_folder
from reportmine.text import traditional

ROOT = Path(__file__).resolve().parent.parent
BY_HAND = ROOT / "tools" / "traditional.txt"
LEXICON = patterns_folder() / tokens.FILE
OUTPUT = patterns_folder() / traditional.FILE

IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
WIDTH = 50  # pairs on a line
HEAD = """\
# Traditional characters, each with the simplified one that rules are written in; made by
# tools/build_traditional.py. The pairs come from the dictionaries of OpenCC {version}
# (https://github.com/BYVoid/OpenCC), copyright Carbo Kuo and contributors, Apache License 2.0
# (https://www.apache.org/licenses/LICENSE-2.0); selected, put together and added to for this project.
"""

Convert = Callable[[str], str]
Pairs = dict[str, str]


def dictionary(name: str, folder: Path) -> Convert:
    """One dictionary of OpenCC as a function; `folder` takes the description that OpenCC asks for."""
    from opencc import OpenCC

    spec = importlib.util.find_spec("opencc")
    assert spec is not None and spec.origin is not None
    file = Path(spec.origin).parent / "clib" / "share" / "opencc" / f"{name}.ocd2"
    entry = {"type": "ocd2", "file": str(file)}
    made = {
        "name": name,
        "segmentation": {"type": "mmseg", "dict": entry},
        "conversion_chain": [{"dict": entry}],
    }
    place = folder / f"{name}.json"
    place.write_text(json.dumps(made), encoding="utf-8")
    convert: Convert = OpenCC(str(place)).convert
    return convert


def of_opencc() -> Pairs:
    """Every character with a simplified one, directly or through a variant of it."""
    with tempfile.TemporaryDirectory() as folder:
        plain, hongkong, taiwan, compatible = (
            dictionary(name, Path(folder))
            for name in ("TSCharacters", "HKVariantsRev", "TWVariantsRev", "CJK_Compatibility_Ideographs")
        )
        pairs = {}
        for char in (chr(code) for block in IDEOGRAPHS for code in block):
            steps = (plain(compatible(char)), plain(hongkong(char)), plain(taiwan(char)))
            simple = next((one for one in steps if one != char), char)
            if simple != char and len(simple) == 1 and ord(simple) < 0x10000:
                pairs[char] = simple
    return pairs


def in_gb2312(char: str) -> bool:
    """Whether a character belongs to the everyday simplified set."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def by_hand() -> dict[str, list[str]]:
    """The sections of tools/traditional.txt by name, each as what stands between its blanks."""
    sections: dict[str, list[str]] = {}
    here: list[str] = []
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            here += line.split()
    return sections


def columns(words: Sequence[str]) -> Pairs:
    """Characters and what they become, written in turns."""
    return dict(zip("".join(words[::2]), "".join(words[1::2]), strict=True))


def settled(pairs: Mapping[str, str]) -> Pairs:
    """The pairs followed to their ends, so that the table need be used once only; sorted."""
    ends = {}
    for char, simple in sorted(pairs.items()):
        while simple in pairs:
            simple = pairs[simple]
        ends[char] = simple
    return ends


def build(hand: Mapping[str, Sequence[str]]) -> Pairs:
    """The pairs that hold in every text."""
    lexicon = set(LEXICON.read_text(encoding="utf-8"))
    kept = {char: simple for char, simple in of_opencc().items() if not in_gb2312(char)}
    kept = {char: simple for char, simple in kept.items() if char not in lexicon}
    kept |= columns(hand["always"])
    return settled({char: simple for char, simple in kept.items() if char not in columns(hand["never"])})


def render(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    """A section of the file: lines of characters, a blank, and what they become."""
    yield f"\n[{name}]\n"
    chars = list(pairs)
    for start in range(0, len(chars), WIDTH):
        row = chars[start : start + WIDTH]
        yield f"{''.join(row)} {''.join(pairs[char] for char in row)}\n"


def main(arguments: list[str] | None = None) -> int:
    """Build the table, or check that the one on disk is up to date."""
    parser = argparse.ArgumentParser(
        description="Build patterns/text/traditional.txt from OpenCC's dictionaries."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file would change")
    options = parser.parse_args(arguments)
    hand = by_hand()
    pairs = build(hand)
    unsure = columns(hand["in traditional text"])
    words = " ".join(hand["but not in these words"])
    head = HEAD.format(version=version("OpenCC"))
    content = head + "".join([*render("always", pairs), *render("in traditional text", unsure)])
    content += f"\n[but not in these words]\n{words}\n"
    print(f"{len(pairs)} pairs, {len(unsure)} in traditional text only", file=sys.stderr)
    if options.check:
        return 0 if OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == content else 1
    OUTPUT.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
