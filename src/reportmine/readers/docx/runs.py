"""Runs: their text, what is hidden of it, fields, and references to what stands elsewhere."""

from __future__ import annotations

from ..document import raised
from ..markup import switched_on
from .state import State
from .story import Run, of_contents

_PRIVATE = range(0xE000, 0xF900)  # glyphs of symbol fonts: no characters


class Runs(State):
    """Handles what stands in a line."""

    def _run(self, attributes: dict[str, str]) -> None:
        self._runs.append(Run())

    def _run_ends(self) -> None:
        self._runs.pop()

    def _run_style(self, attributes: dict[str, str]) -> None:
        if self._here("w:r", "w:rPr") and self._runs:
            self._runs[-1].style = attributes.get("w:val")

    def _vanish(self, attributes: dict[str, str]) -> None:
        if self._here("w:pPr", "w:rPr"):
            self._open().hidden = switched_on(attributes)
        elif self._path[-1] == "w:rPr" and self._path[-2] in ("w:r", "m:r") and self._runs:
            self._runs[-1].hidden = switched_on(attributes)

    def _raise(self, attributes: dict[str, str]) -> None:
        if self._path[-1] == "w:rPr" and self._path[-2] in ("w:r", "m:r") and self._runs:
            self._runs[-1].raised = attributes.get("w:val") == "superscript"

    def _strike(self, attributes: dict[str, str]) -> None:
        if self._path[-1] == "w:rPr" and self._path[-2] == "w:r" and self._runs:
            self._runs[-1].struck |= switched_on(attributes)

    def _is_hidden(self) -> bool:
        if not self._runs:
            return False
        run = self._runs[-1]
        if run.hidden is None:
            style = self._styles.paragraph(self._open().style)
            run.hidden = style.hidden or self._styles.get(run.style).hidden
        return run.hidden

    def _write(self, piece: str) -> None:
        if not piece:
            return
        if self._is_hidden():
            self._found.hidden = True
            return
        if self._runs and self._runs[-1].struck:
            self._found.struck = True
            return
        self._stories[-1].write(piece)

    def _words_begin(self, attributes: dict[str, str]) -> None:
        self._words.clear()
        self._preserve = attributes.get("xml:space") == "preserve"

    def _words_end(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if not self._preserve:
            text = text.strip(" \t\r\n")
        if self._runs and self._runs[-1].raised:
            text = raised(text)
        self._write(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))

    def _tab(self, attributes: dict[str, str]) -> None:
        if self._path[-1] == "w:r":  # others are tab stops
            self._write("\t")

    def _break(self, attributes: dict[str, str]) -> None:
        self._write("\n")

    def _hyphen(self, attributes: dict[str, str]) -> None:
        self._write("-")

    def _symbol(self, attributes: dict[str, str]) -> None:
        try:
            code = int(attributes.get("w:char", "")[:6], 16)
        except ValueError:
            return
        if 0x20 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 and code not in _PRIVATE:
            self._write(chr(code))

    def _denominator(self, attributes: dict[str, str]) -> None:
        self._write("/")

    def _note(self, attributes: dict[str, str], kind: str) -> None:
        if not self._is_hidden():
            self._found.notes.setdefault((kind, attributes.get("w:id", "")))

    def _unread(self, attributes: dict[str, str], kind: str) -> None:
        self._found.unread[kind] = self._found.unread.get(kind, 0) + 1

    def _chunk(self, attributes: dict[str, str]) -> None:
        lines = self._found.embedded(attributes.get("r:id", ""))
        for line in lines:
            self._stories[-1].add(line)
        if not lines:
            self._unread(attributes, "embedded file")

    def _field(self, attributes: dict[str, str]) -> None:
        story = self._stories[-1]
        match attributes.get("w:fldCharType"):
            case "begin":
                story.field_begins()
            case "separate":
                story.field_result()
            case "end":
                ended = story.fields[-1] if story.fields else None
                story.field_ends()
                if ended is not None and ended.contents and story.paragraphs:
                    last = story.paragraphs[-1].pieces
                    if of_contents("".join(last[ended.begun :])):
                        del last[ended.begun :]
