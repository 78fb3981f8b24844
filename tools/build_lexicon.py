"""Build patterns/language/lexicon.txt, the dictionary the segmenter cuts with.

The lexicon is made of two things:

* words of jieba's own dictionary (dict.txt of the jieba package, MIT licence,
  https://github.com/fxsjy/jieba): the frequent ones and those that occur in a folder of real
  reports, without the words that do harm here (numerals and their measure words, which another
  stage reads; rare personal names; strings with Latin letters);
* the hand-made lists in tools/domain/*.txt, each line `word tag` or `word tag frequency`, which
  override jieba's tag and are given a frequency at which they come out as one word. A tag of `-`
  takes a word out of the lexicon.

Each line of the result is `word frequency tag`, sorted by word; jieba reads the file as it is.

Usage:

    python tools/build_lexicon.py                     # rebuild patterns/language/lexicon.txt
    python tools/build_lexicon.py --check             # exit 1 where the file is not up to date
    python tools/build_lexicon.py --texts FOLDER      # take in the words of other reports

The result depends on its inputs only. Of the reports nothing is kept but the fact that a word of
jieba's dictionary occurs in them; so that the file can be rebuilt without them, the words of the
present lexicon stay (switch this off with --fresh).

Tags are jieba's (n v vn a ad d p c u r t ns nt nz nr m q f b l i j …) and some of our own:

    nst  a statistic that stands as one noun      地区生产总值 覆盖率
    nsa  a place as a collective actor            全市 我省
    vc   a verb of change                         增长 降至
    ve   a verb that states a level               达到 突破
    vi   a verb that takes no object              驻村 参训
    vni  the same, mostly a noun                  执法 就业
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportmine.language.tokens import FILE
from reportmine.rules.folder import patterns_folder

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = ROOT / "tools" / "domain"
OUTPUT = patterns_folder() / FILE

MIN_FREQUENCY = 300
"""A word of jieba's dictionary that no report holds must be at least this frequent."""
MIN_NOUN_FREQUENCY = 1000
"""… and this frequent where it is a noun or a modifier: one that is cut apart is still nouns side by side."""
NOUN_TAGS = frozenset({"n", "ng", "nz", "a", "an", "ag", "b", "z", "zg", "s", "f", "r", "i", "l", "j", "g"})
MIN_CHARACTER_FREQUENCY = 200
"""… and this frequent where it is a single character that is a noun."""
MIN_NAME_FREQUENCY = 3000
"""… and this frequent where it is a personal name or a foreign one."""
MAX_NAME_LENGTH = 3
DOMAIN_FREQUENCIES = {1: 1, 2: 200}
LONG_DOMAIN_FREQUENCY = 1000
"""The least frequency of a word of the domain lists: little where it is short and so could be found by
chance across two words (和田 in 和田间), more where it is long."""

NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几半数第每壹贰叁肆伍陆柒捌玖拾佰仟")
SEGMENTABLE = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
"""What jieba keeps together; at any other character it cuts whatever the dictionary says."""
COUNTING_TAGS = frozenset({"m", "mq", "mg", "q", "t"})
NAME_TAGS = frozenset({"nr", "nrt", "nrfg"})
CHARACTER_TAGS = dict.fromkeys(
    ["nr", "nrt", "nrfg", "ns", "nz", "zg", "ng", "g", "tg", "x", "h", "o", "j"], "n"
) | {"vg": "v", "ag": "a"}
"""What becomes of a single character that jieba takes for a name or half a word."""
UNITS = frozenset(
    "个位名人件项家次年月日天元角分吨亩里米克升度户村条只头台套辆份篇部本座所间场届期级类种轮批"
)
TAGS = frozenset(
    (
        *("n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "ng", "nst", "nsa", "v", "vn", "vd", "vi", "vni"),
        *("vg", "vq", "vc", "ve", "a", "ad", "an", "ag", "b", "d", "df", "dg", "c", "p", "u", "ud", "ug"),
        *("uj", "ul", "uv", "uz", "r", "rr", "rg", "rz", "t", "tg", "s", "f", "m", "mg", "mq", "q", "l", "i"),
        *("j", "o", "e", "y", "z", "zg", "g", "h", "k", "x"),
    )
)


class Entry(NamedTuple):
    """One word of the lexicon."""

    word: str
    frequency: int
    tag: str


def jieba_dictionary() -> Path:
    """The path of jieba's dict.txt, found without importing jieba (which is slow and prints)."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("build_lexicon: jieba is not installed; install the project's dependencies first")
    return Path(spec.origin).parent / "dict.txt"


def read_dictionary(path: Path) -> dict[str, Entry]:
    """The entries of a file in jieba's format, by word."""
    entries: dict[str, Entry] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        entries[word] = Entry(word, int(frequency), tag)
    return entries


def read_domain(folder: Path) -> dict[str, Entry]:
    """The hand-made lists of a folder, in the order of their names; a frequency of 0 means: work it out.

    A word may stand in several lists only with the same tag: contradictions are errors.
    """
    entries: dict[str, Entry] = {}
    origin: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("#", 1)[0].split()
            if not fields:
                continue
            where = f"{path.name}:{number}"
            if len(fields) not in (2, 3):
                raise ValueError(f"{where}: expected `word tag [frequency]`, found {line!r}")
            word, tag = fields[0], fields[1]
            frequency = int(fields[2]) if len(fields) == 3 else 0
            if tag not in TAGS and tag != "-":
                raise ValueError(f"{where}: unknown tag {tag!r} of {word}")
            if not SEGMENTABLE.fullmatch(word):
                raise ValueError(f"{where}: {word} holds a character at which jieba cuts")
            known = entries.get(word)
            if known is not None and known.tag != tag:
                raise ValueError(f"{where}: {word} is {tag} here and {known.tag} in {origin[word]}")
            entries[word] = Entry(word, frequency, tag)
            origin[word] = where
    return entries


def is_chinese(word: str) -> bool:
    """Whether a word is written in Chinese characters alone."""
    return all("\u4e00" <= char <= "\u9fff" or char == "〇" for char in word)


def is_common_character(char: str) -> bool:
    """Whether a character belongs to GB 2312, the everyday simplified set."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def counts(entry: Entry) -> bool:
    """Whether a word only counts (一个, 万元, 第二, 三月), which is not the segmenter's business."""
    word = entry.word
    if word[0] not in NUMERALS:
        return entry.tag in {"m", "mq"} and (word[0] in "多余" or any(char in NUMERALS for char in word))
    return entry.tag in COUNTING_TAGS or all(char in NUMERALS or char in UNITS for char in word)


def wanted(entry: Entry, present: frozenset[str]) -> bool:
    """Whether a word of jieba's dictionary goes into the lexicon. `present`: the words that reports hold."""
    word = entry.word
    if not is_chinese(word):
        return False
    if len(word) == 1:
        # a rare one that would be a noun is taken for one without being listed, and cuts the same
        if CHARACTER_TAGS.get(entry.tag, entry.tag) == "n" and entry.frequency < MIN_CHARACTER_FREQUENCY:
            return False
        return is_common_character(word) or word in present
    if counts(entry):
        return False
    if entry.tag in NAME_TAGS:
        return len(word) <= MAX_NAME_LENGTH and entry.frequency >= MIN_NAME_FREQUENCY
    least = MIN_NOUN_FREQUENCY if entry.tag in NOUN_TAGS else MIN_FREQUENCY
    return entry.frequency >= least or word in present


class Cutter:
    """The most probable cut of a text into the words of a dictionary, as jieba makes it with HMM off."""

    def __init__(self, entries: Mapping[str, int]) -> None:
        self.frequencies = entries
        self.longest = max(map(len, entries), default=1)
        self.log_total = math.log(sum(entries.values()) or 1)

    def cut(self, text: str) -> list[str]:
        """The words of a run of characters."""
        size = len(text)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        for start in range(size - 1, -1, -1):
            choices = []
            for end in range(start + 1, min(size, start + self.longest) + 1):
                frequency = self.frequencies.get(text[start:end], 0)
                if frequency or end == start + 1:
                    choices.append((math.log(frequency or 1) - self.log_total + best[end][0], end))
            best[start] = max(choices)
        words, start = [], 0
        while start < size:
            end = best[start][1]
            words.append(text[start:end])
            start = end
        return words

    def frequency_to_win(self, word: str) -> int:
        """The least frequency at which a word beats the best cut into smaller words."""
        score = -self.log_total
        size = len(word)
        best = [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            best[start] = max(
                math.log(self.frequencies.get(word[start:end], 0) or 1) - self.log_total + best[end]
                for end in range(start + 1, size + 1)
                if end - start < size and (end == start + 1 or word[start:end] in self.frequencies)
            )
        return math.ceil(math.exp(min(best[0] - score, 20.0))) + 1


def chinese_runs(text: str) -> Iterator[str]:
    """The unbroken runs of Chinese characters of a text."""
    run: list[str] = []
    for char in text:
        if is_chinese(char):
            run.append(char)
        elif run:
            yield "".join(run)
            run.clear()
    if run:
        yield "".join(run)


def words_of(texts: Iterable[Path], dictionary: Mapping[str, Entry]) -> frozenset[str]:
    """The words of a dictionary that occur in texts."""
    cutter = Cutter({word: entry.frequency for word, entry in dictionary.items() if len(word) <= 8})
    found: set[str] = set()
    for path in texts:
        for run in chinese_runs(path.read_text(encoding="utf-8", errors="ignore")):
            found.update(word for word in cutter.cut(run) if word in dictionary)
    return frozenset(found)


def build(
    dictionary: Mapping[str, Entry], domain: Mapping[str, Entry], present: frozenset[str]
) -> list[Entry]:
    """The lexicon, sorted by word."""
    chosen = {
        word: entry._replace(tag=CHARACTER_TAGS.get(entry.tag, entry.tag)) if len(word) == 1 else entry
        for word, entry in dictionary.items()
        if word not in domain and wanted(entry, present)
    }
    frequencies = {word: entry.frequency for word, entry in chosen.items()}
    cutter = Cutter(frequencies)
    # Shorter words first, so that a longer word is weighed against the domain words inside it.
    for word, entry in sorted(domain.items(), key=lambda item: (len(item[0]), item[0])):
        if entry.tag == "-":
            continue
        frequency = entry.frequency
        if not frequency:
            known = dictionary[word].frequency if word in dictionary else 0
            needed = cutter.frequency_to_win(word) if len(word) > 1 else 1
            frequency = max(known, needed, DOMAIN_FREQUENCIES.get(len(word), LONG_DOMAIN_FREQUENCY))
        chosen[word] = Entry(word, frequency, entry.tag)
        frequencies[word] = frequency
    return [chosen[word] for word in sorted(chosen)]


def render(entries: Iterable[Entry]) -> str:
    """The text of the lexicon file."""
    return "".join(f"{entry.word} {entry.frequency} {entry.tag}\n" for entry in entries)


def main(arguments: list[str] | None = None) -> int:
    """Build the lexicon, or check that the one on disk is up to date."""
    parser = argparse.ArgumentParser(
        description="Build patterns/language/lexicon.txt from jieba's dictionary and tools/domain."
    )
    # none by default: a word that a corpus brings in changes readings, and is to be looked at
    parser.add_argument("--texts", type=Path, help="folder of .txt reports whose words to take in")
    parser.add_argument("--domain", type=Path, default=DOMAIN, help="folder of hand-made lists")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the file to write")
    parser.add_argument("--fresh", action="store_true", help="do not keep the words of the present lexicon")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file would change")
    options = parser.parse_args(arguments)

    dictionary = read_dictionary(jieba_dictionary())
    texts = sorted(options.texts.glob("*.txt")) if options.texts else []
    present = words_of(texts, dictionary) if texts else frozenset()
    if options.output.exists() and not options.fresh:
        present |= read_dictionary(options.output).keys() & dictionary.keys()
    domain = read_domain(options.domain)
    entries = build(dictionary, domain, present)
    content = render(entries)
    print(f"{len(entries)} words, {len(domain)} of them from {options.domain}", file=sys.stderr)
    if options.check:
        return 0 if options.output.exists() and options.output.read_text(encoding="utf-8") == content else 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
