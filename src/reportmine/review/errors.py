"""What is said of a corrections file that is wrong."""

from __future__ import annotations


class CorrectionError(ValueError):
    """A corrections file is wrong: says which file, which entry, what, and what to do about it."""

    def __init__(self, file: str, entry: str | None, problem: str, remedy: str) -> None:
        self.file, self.entry, self.problem, self.remedy = file, entry, problem, remedy
        place = f"{file}: {entry}" if entry else file
        super().__init__(f"{place}: {problem}; {remedy}")
