"""Which of the real files hold pictures that may hold figures, and how the warning speaks of them."""

from __future__ import annotations

import pytest
from support import SHARED

from reportmine import InputError, load

pytest.importorskip("pypdfium2")
pytest.importorskip("selectolax")

FILES = SHARED / "files"
PICTURED = {  # all others are told to have none
    "fuzhou-2025-statistical-bulletin.html": "the article holds 7 pictures that may hold figures",
    "jingzhou-2025-statistical-bulletin.pdf": "3 pages with 5 pictures that may hold figures (2–3, 6)",
    "luohe-2025-statistical-bulletin.html": "the article holds 12 pictures that may hold figures",
    "nanyang-2025-statistical-bulletin.html": "the article holds 13 pictures that may hold figures",
    "quanzhou-2025-statistical-bulletin.html": "the article holds 19 pictures that may hold figures",
    "shijiazhuang-2025-statistical-bulletin.html": "the article holds 2 pictures that may hold figures",
}
UNREADABLE = {"zhangjiajie-2025-statistical-bulletin.pdf", "hotan-2025-final-budget-decision.doc"}


@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not here")
def test_real_files() -> None:
    said: dict[str, str] = {}
    unreadable = set()
    for path in sorted(FILES.iterdir()):
        if path.suffix == ".md":
            continue
        try:
            notices = load(path).notices
        except InputError:
            unreadable.add(path.name)
            continue
        for one in notices:
            if one.code == "pictures":
                assert path.name not in said
                said[path.name] = one.message.partition(":")[0]
    assert said == PICTURED
    assert unreadable == UNREADABLE
