"""Pages saved with a folder beside them: the text of a frame is read, what else is in the folder is not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("selectolax")

from test_html import BODY, LINES, page

from reportmine import InputError, load
from reportmine.readers.document import Limits
from reportmine.readers.html import saved
from reportmine.store import sources

SHELL = '<div>政府信息公开</div><iframe src="./{}" width="100%"></iframe>'


def save(
    folder: Path, name: str, files: dict[str, bytes], shell: str | None = None, end: str = "_files"
) -> Path:
    """A page that is a frame around the first of the files in its folder, or around what `shell` says."""
    beside = folder / f"{name}{end}"
    beside.mkdir(parents=True)
    for file, data in files.items():
        (beside / file).write_bytes(data)
    place = folder / f"{name}.html"
    first = f"{name}{end}/{next(iter(files))}"
    place.write_bytes(page(shell if shell is not None else SHELL.format(first)))
    return place


@pytest.mark.parametrize("end", saved.ENDS)
@pytest.mark.parametrize("name", ["report", "云溪市2025年公报", "a b"])
def test_the_text_of_a_frame_is_read(tmp_path: Path, name: str, end: str) -> None:
    advert = page(f"<p>{'扫码关注我们，办理业务更方便。' * 3}</p>")
    place = save(tmp_path, name, {"saved_resource.html": page(BODY), "ad.html": advert}, end=end)
    text = load(place)
    assert text.raw == LINES
    assert text.source.uri == place.absolute().as_uri() and text.source.reader == "html"
    assert [(one.code, one.message) for one in text.notices] == [
        (
            "frame",
            "the page is a frame around another, which is read in its place: "
            f"{name}{end}/saved_resource.html",
        )
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src='report_files/a%20b(1).html?x=1#y'>",
        "<FRAMESET><frame name=main src=report_files/a%20b(1).html></FRAMESET>",
        '<iframe\nid="x" src = "report_files\\a b(1).html">',
        '<iframe src="report_files/&#97; b(1).html">',
    ],
)
def test_however_a_frame_is_named(tmp_path: Path, frame: str) -> None:
    assert load(save(tmp_path, "report", {"a b(1).html": page(BODY)}, frame)).raw == LINES


def test_a_frame_within_a_frame(tmp_path: Path) -> None:
    outer = page('<iframe src="inner.html"></iframe><iframe src="outer.html"></iframe>')
    assert load(save(tmp_path, "report", {"outer.html": outer, "inner.html": page(BODY)})).raw == LINES


def test_a_page_with_a_text_of_its_own_is_read_itself(tmp_path: Path) -> None:
    frame = '<iframe src="report_files/other.html"></iframe>'
    place = save(tmp_path, "report", {"other.html": page(BODY.replace("批", "轮") * 3)}, BODY + frame)
    text = load(place)
    assert text.raw == LINES and text.notices == ()


@pytest.mark.parametrize(
    "src",
    [
        "../secret.html",
        "secret.html",
        "report_files/../secret.html",
        "report_files/link.html",
        "file:///{}/secret.html",
        "/{}/secret.html",
        "http://example.org/secret.html",
        "report_files/none.html",
        "report_files/picture.png",
    ],
)
def test_nothing_outside_its_folder_is_looked_at(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.html").write_bytes(page(BODY))
    place = save(tmp_path, "report", {"x.css": b""}, f'<p>短。</p><iframe src="{src.format(tmp_path)}">')
    (tmp_path / "report_files" / "link.html").symlink_to(tmp_path / "secret.html")
    assert load(place).raw == "短。\n"


def test_frames_without_text_leave_the_page_as_it_is(tmp_path: Path) -> None:
    place = save(
        tmp_path, "report", {"empty.html": page("<img src=a.png>")}, '<iframe src="report_files/empty.html">'
    )
    with pytest.raises(InputError, match="has no text: the page may build it by script"):
        load(place)


def test_many_frames_end(tmp_path: Path) -> None:
    shell = "".join(f'<iframe src="report_files/{n}.html"></iframe>' for n in range(500))
    place = save(tmp_path, "report", {f"{n}.html": page(shell) for n in range(200)}, shell)
    assert len(list(saved.frames(place, Limits()))) == saved.MOST_FRAMES


def test_a_folder_of_saved_pages_holds_the_pages_alone(tmp_path: Path) -> None:
    save(tmp_path / "in", "a", {"frame.html": page(BODY), "advert.html": page(BODY)})
    save(tmp_path / "in", "b", {"advert.html": page(BODY)}, BODY)
    save(tmp_path / "in", "d", {"table.html": page(BODY)}, BODY + SHELL.format("d_files/table.html"))
    (tmp_path / "in" / "c_files").mkdir()
    (tmp_path / "in" / "c_files" / "report.html").write_bytes(page(BODY))
    found = sources.find([str(tmp_path / "in")], tmp_path / "store", 1_000_000)
    names = [Path(item.name).relative_to(tmp_path / "in").as_posix() for item in found.items]
    assert names == ["a_files/frame.html", "b.html", "d.html", "d_files/table.html", "c_files/report.html"]
    assert found.passed == 0
