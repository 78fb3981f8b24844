"""The tables of the stages of meaning are read by the rules alone: each stage by itself, nothing chosen."""

from __future__ import annotations

import pytest

from reportmine.meaning.choice import choosing

BY_POINTS = frozenset({"test_choice", "test_confidence"})


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.module.__name__.rpartition(".")[2] not in BY_POINTS:
        monkeypatch.setattr(choosing, "points", lambda _: None)
