"""What is said beside two figures of one metric: of other accounts or prices, how long it was so."""

from __future__ import annotations

from collections.abc import Iterator

from ..dataclass import dataclass
from ..metrics.keys import Metric
from ..records import Report
from ..rules.rule import RuleSet
from .aims import Aims, aims
from .placing import Places

UNLIKE = {
    "price": "only one of the two is growth at constant prices",
    "like": "only one of the two is growth on a like basis",
}


@dataclass(frozen=True)
class Beside:
    """The words around the figures of two reports."""

    old: Places
    new: Places
    said: Aims

    @staticmethod
    def of(old: Report, new: Report, rules: RuleSet) -> Beside:
        """Those of two reports, by the rules of aims."""
        return Beside(Places(old.indicators), Places(new.indicators), aims(rules))

    def running(self, old: Metric, new: Metric) -> bool:
        """Whether one says for how long something has been so, which is no amount of it: 连续5年居首位."""
        return self.said.says("running", self.old.marked(old.figure)) or self.said.says(
            "running", self.new.marked(new.figure)
        )

    def unlike(self, old: Metric, new: Metric) -> Iterator[str]:
        """In what two changes may differ though they are of one metric: 增长6.1%, 实际增长5.1%."""
        if old.role == new.role == "change":
            parts = self.said.unlike(self.old.marked(old.figure), self.new.marked(new.figure))
            yield from (UNLIKE[part] for part in parts if part in UNLIKE)
