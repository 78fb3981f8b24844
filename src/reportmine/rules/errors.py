"""What is said of a pattern file that is wrong."""

from __future__ import annotations


class PatternError(ValueError):
    """A pattern file is wrong: says which file, which rule, and what."""

    def __init__(self, file: str, rule: str | None, problem: str) -> None:
        self.file, self.rule, self.problem = file, rule, problem
        super().__init__(f"{file}: rule {rule}: {problem}" if rule else f"{file}: {problem}")
