"""Tables of PDFs: the cells that rules draw, and the rows that only distances tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from test_pdf import FONT, FULL, HEIGHT, PROSE, WIDTH, Draw, at, both, column, got, made, said

from reportmine import Indicator, extract, load

SMALL = 10.0
XS = (72.0, 232.0, 332.0, 432.0, 532.0)


def text(x: float, y: float, words: str, size: float = SMALL, align: str = "left") -> Draw:
    """Words at a place, in small letters."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, size)
        width = pdfmetrics.stringWidth(words, FONT, size)
        canvas.drawString(x - {"left": 0, "centre": width / 2, "right": width}[align], y, words)
        canvas.restoreState()

    return draw


def line(x: float, y: float, to_x: float, to_y: float, how: str = "stroke") -> Draw:
    """A rule, as one of the ways in which programs draw them."""

    def draw(canvas: Canvas) -> None:
        if how == "stroke":
            canvas.line(x, y, to_x, to_y)
        elif how == "rect":
            canvas.rect(x, y, max(to_x - x, 0.5), max(to_y - y, 0.5), stroke=0, fill=1)
        elif how == "pieces":
            for part in range(4):
                a, b = (to_x - x) / 4, (to_y - y) / 4
                canvas.line(x + a * part, y + b * part, x + a * (part + 1), y + b * (part + 1))
        else:
            path = canvas.beginPath()
            path.moveTo(x, y)
            path.lineTo(to_x, to_y)
            path.moveTo(x, y)
            path.lineTo(to_x, to_y)
            canvas.drawPath(path)

    return draw


def grid(xs: Sequence[float], ys: Sequence[float], how: str = "stroke") -> Draw:
    """All rules of a table."""
    if how == "boxes":

        def draw(canvas: Canvas) -> None:
            for left, right in pairwise(xs):
                for top, foot in pairwise(ys):
                    canvas.rect(left, foot, right - left, top - foot)

        return draw
    across = [line(xs[0], y, xs[-1], y, how) for y in ys]
    down = [line(x, ys[-1], x, ys[0], how) for x in xs]
    return both(*across, *down)


def filled(xs: Sequence[float], y: float, *cells: str) -> Draw:
    """Cells of one line: the first at the left, the others at the right of theirs."""
    first, *others = cells
    return both(
        text(xs[0] + 4, y, first),
        *(text(xs[n + 1] - 4, y, cell, align="right") for n, cell in enumerate(others, 1) if cell),
    )


HEAD = ("项目", "预算数", "执行数", "比上年增长（%）")
BODY = [("税收收入", "1,234", "1,200", "3.5"), ("国有资本经营收入", "", "2,619", "-78.8")]


@pytest.mark.parametrize("how", ["stroke", "rect", "pieces", "path", "boxes"])
def test_rules_give_the_cells_however_they_are_drawn(how: str) -> None:
    rows = [filled(XS, 650 - 24 * n, *row) for n, row in enumerate([HEAD, *BODY])]
    page = both(column(PROSE, y=790), grid(XS, [666 - 24 * n for n in range(4)], how), *rows)
    lines = said(both(page, column(PROSE, y=560)))
    prose = FULL[:22] + FULL * 2 + "行政复议案件。"
    assert lines == [prose, *("\t".join(row) for row in (HEAD, *BODY)), prose]


@pytest.mark.parametrize("how", ["stroke", "rect"])
def test_cells_over_rows_and_columns_are_merged(how: str) -> None:
    xs = [72.0, 132.0, 232.0, 332.0, 432.0]
    ys = [700.0, 676.0, 652.0, 628.0, 604.0]
    rules = both(
        *(line(xs[0], y, xs[-1], y, how) for y in (ys[0], ys[2], ys[4])),
        line(xs[2], ys[1], xs[4], ys[1], how),
        line(xs[1], ys[3], xs[4], ys[3], how),
        *(line(xs[n], ys[4], xs[n], ys[0], how) for n in (0, 2, 4)),
        line(xs[1], ys[4], xs[1], ys[2], how),
        line(xs[3], ys[4], xs[3], ys[1], how),
    )
    words = [
        (78.0, 672.0, "申请处理情况"),
        (320.0, 684.0, "申请人"),
        (250.0, 660.0, "自然人"),
        (350.0, 660.0, "企业"),
        (78.0, 634.0, "三、办"),
        (78.0, 618.0, "理结果"),
        (136.0, 636.0, "予以公开"),
        (136.0, 612.0, "不予公开"),
        (270.0, 636.0, "1288"),
        (370.0, 636.0, "21"),
        (270.0, 612.0, "447"),
        (370.0, 612.0, "7"),
    ]
    page = both(rules, *(text(*word) for word in words))
    document = got(page)
    assert document.text.splitlines() == [
        "申请处理情况\t\t申请人",
        "\t\t自然人\t企业",
        "三、办理结果\t予以公开\t1288\t21",
        "\t不予公开\t447\t7",
    ]
    (table,) = document.grids
    spans = {document.text[cell.start : cell.end]: (cell.rows, cell.columns) for cell in table.cells}
    assert (spans["申请处理情况"], spans["申请人"], spans["三、办理结果"]) == ((2, 2), (1, 2), (2, 1))
    assert [one.item for one in figures(page)][-1] == "办理结果·不予公开·申请人·企业"


def figures(*pages: Draw) -> list[Indicator]:
    """The records of a PDF of these pages."""
    return list(extract(load(made(*pages), type="pdf")).indicators)


def test_figures_below_each_other_are_rows_where_only_columns_are_ruled() -> None:
    xs = (72.0, 212.0, 302.0, 402.0, 502.0)
    rules = both(
        *(line(xs[0], y, xs[-1], y) for y in (700.0, 670.0, 520.0)),
        *(line(x, 520.0, x, 700.0) for x in xs[1:-1]),
    )
    words = both(
        text(76, 682, "项目"),
        *(text(x, 688, "执行数为", align="centre") for x in (257, 352)),
        *(text(x, 674, words, align="centre") for x, words in ((257, "预算数的%"), (352, "上年的%"))),
        text(452, 682, "执行数", align="centre"),
        filled(xs, 650, "税收收入", "99.6%", "102.1%", "15,700"),
        filled(xs, 626, "债务转贷收入", "", "净增", "45,000"),
        text(76, 606, "地方政府向外国政府或国际组织"),
        text(76, 594, "转贷收入"),
        filled(xs, 600, "", "-", "98.1%", "1,700"),
        filled(xs, 572, "（六）区域间转移性收入"),
        filled(xs, 548, "收入总计", "82.6%", "111.8%", "22,239"),
    )
    assert said(both(rules, words)) == [
        "项目\t执行数为预算数的%\t执行数为上年的%\t执行数",
        "税收收入\t99.6%\t102.1%\t15,700",
        "债务转贷收入\t\t净增\t45,000",
        "地方政府向外国政府或国际组织转贷收入\t-\t98.1%\t1,700",
        "（六）区域间转移性收入\t\t\t",
        "收入总计\t82.6%\t111.8%\t22,239",
    ]


def test_stripes_part_rows_as_rules_do() -> None:
    xs = (72.0, 272.0, 372.0, 472.0)

    def stripe(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        for left, right in pairwise(xs):
            canvas.rect(left, 620, right - left, 24, stroke=0, fill=1)
        canvas.setFillGray(0)

    rules = both(
        *(line(xs[0], y, xs[-1], y) for y in (700.0, 672.0, 596.0)),
        *(line(x, 596.0, x, 700.0) for x in xs[1:-1]),
    )
    words = both(
        filled(xs, 682, "项目", "越秀区", "海珠区"),
        filled(xs, 655, "生物岛税收补助"),
        text(76, 634, "二〇〇八年及以后下放中小学教职员岗"),
        text(76, 623, "位津贴补助"),
        filled(xs, 605, "企业划转补助基数", "2,851", "357"),
    )
    assert said(both(stripe, rules, words))[1:] == [
        "生物岛税收补助\t\t",
        "二〇〇八年及以后下放中小学教职员岗位津贴补助\t\t",
        "企业划转补助基数\t2,851\t357",
    ]


def test_what_reaches_over_a_rule_a_little_stays_in_its_cell() -> None:
    rows = [
        filled(XS, 650, *HEAD),
        both(text(76, 626, "税收收入"), text(XS[2] + 3, 626, "21,766,953", align="right")),
        filled(XS, 602, "国有资本经营收入", "7,906", "2,619", "-78.8"),
    ]
    meeting = both(text(XS[3] - 1, 626, "4,052", align="right"), text(XS[3] + 1.5, 626, "一、增长"))
    page = both(grid(XS, [666 - 24 * n for n in range(4)]), *rows, meeting)
    assert said(page)[1] == "税收收入\t21,766,953\t4,052\t一、增长"


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(both(*(line(72, y, 520, y) for y in (760, 400))), id="two rules"),
        pytest.param(grid((60, 535), (770, 400)), id="a frame"),
        pytest.param(grid((60, 64, 531, 535), (770, 766, 404, 400)), id="a double frame"),
        pytest.param(both(line(72, 770, 520, 770), line(296, 770, 296, 400)), id="a cross"),
    ],
)
def test_rules_that_are_no_table_change_nothing(drawn: Draw) -> None:
    assert said(both(column(PROSE, y=740), drawn)) == said(column(PROSE, y=740))


def test_an_axis_with_its_lines_is_no_table() -> None:
    axes = both(
        line(110, 500, 110, 660),
        line(480, 500, 480, 660),
        *(line(107, 500 + 40 * n, 480, 500 + 40 * n) for n in range(5)),
    )
    words = both(*(text(130 + 60 * n, 490, f"{2020 + n}") for n in range(5)), text(150, 570, "253.18"))
    assert not got(both(axes, words)).grids


def test_a_table_turned_by_a_right_angle_is_read_in_its_direction() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        both(
            grid(XS, [400 - 24 * n for n in range(4)]),
            *(filled(XS, 384 - 24 * n, *row) for n, row in enumerate([HEAD, *BODY])),
        )(canvas)
        canvas.restoreState()

    assert said(both(turned, at((72, HEIGHT - 60, "附件：收支情况"))))[1:] == [
        "\t".join(row) for row in (HEAD, *BODY)
    ]


def facing(page: int) -> Draw:
    """A table over two pages that face each other, with the unit over its right half."""
    names = ["合计", "所得税基数返还", "增值税返还"]
    numbers = [("817", "461", "540", "896"), ("31", "10", "14", ""), ("18", "15", "15", "35")]
    first = 2 * page
    xs = XS[:4] if page == 0 else (72.0, 172.0, 272.0)
    heads = ("项目", "越秀区", "海珠区") if page == 0 else ("白云区", "黄埔区")
    rows = [heads]
    for name, row in zip(names, numbers, strict=True):
        rows.append((name, *row[:2]) if page == 0 else row[first : first + 2])
    over = text(72, 720, "2026年市级转移支付表（按地区）", 16) if page == 0 else text(300, 675, "单位：万元")
    return both(
        over,
        grid(xs, [666 - 24 * n for n in range(5)]),
        *(text(xs[n] + 4, 650 - 24 * y, cell) for y, row in enumerate(rows) for n, cell in enumerate(row)),
    )


def test_facing_pages_are_halves_of_one_table() -> None:
    found = figures(facing(0), facing(1))
    said_of = {one.text: (one.item, one.unit, one.table) for one in found}
    assert said_of["35"] == ("增值税返还·黄埔区", "元", "2026年市级转移支付表（按地区）")
    assert said_of["31"] == ("所得税基数返还·越秀区", "元", "2026年市级转移支付表（按地区）")
    assert len(found) == 11


# tables without rules


def words(*lines: tuple[float, tuple[str, ...]]) -> Draw:
    """Lines of cells at y, the columns 120 points apart; none is drawn for an empty one."""
    return both(*(text(72 + 120 * n, y, cell) for y, row in lines for n, cell in enumerate(row) if cell))


HEADS = ("区县", "财政收入", "增长（%）")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                (676, ("云中区", "4,052", "-3.2")),
                (650, ("云东经济技术", "", "")),
                (644, ("", "591", "12.3")),
                (638, ("开发区", "", "")),
                (612, ("云西县", "1,234", "0.5")),
                (586, ("云南自治县", "", "")),
                (580, ("", "2,345", "1.5")),
                (574, ("城关", "", "")),
            ],
            id="centred",
        ),
        pytest.param(
            [
                (676, ("云中区", "4,052", "-3.2")),
                (650, ("云东经济技术", "591", "12.3")),
                (638, ("开发区", "", "")),
                (612, ("云西县", "1,234", "0.5")),
                (586, ("云南自治县", "2,345", "1.5")),
                (574, ("城关", "", "")),
            ],
            id="at the first line",
        ),
        pytest.param(
            [
                (676, ("云中区", "4,052", "-3.2")),
                (658, ("云东经济技术", "", "")),
                (652, ("", "591", "12.3")),
                (646, ("开发区", "", "")),
                (634, ("云西县", "1,234", "0.5")),
                (622, ("云南自治县", "", "")),
                (616, ("", "2,345", "1.5")),
                (610, ("城关", "", "")),
            ],
            id="centred, without room between rows",
        ),
    ],
)
def test_a_label_over_two_lines_is_one_without_rules(lines: list[tuple[float, tuple[str, ...]]]) -> None:
    assert said(words((700, HEADS), *lines)) == [
        "\t".join(row)
        for row in (
            HEADS,
            ("云中区", "4,052", "-3.2"),
            ("云东经济技术开发区", "591", "12.3"),
            ("云西县", "1,234", "0.5"),
            ("云南自治县城关", "2,345", "1.5"),
        )
    ]


def test_heads_over_two_lines_beside_a_centred_one() -> None:
    page = words(
        (706, ("", "财政收入", "同比增减")),
        (700, ("区县", "", "")),
        (694, ("", "（万元）", "（%）")),
        (670, ("云中区", "4,052", "-3.2")),
        (644, ("云西县", "1,234", "0.5")),
    )
    assert said(page)[0] == "区县\t财政收入（万元）\t同比增减（%）"


def test_a_heading_or_a_note_by_a_table_is_no_part_of_a_label() -> None:
    page = both(
        words((700, HEADS), (676, ("云中区", "4,052", "-3.2"))),
        words((652, ("其他各县",)), (628, ("云西县", "1,234", "0.5")), (604, ("云南县", "23", "0.1"))),
        text(72, 590, "注：云南县为快报数，各县合计数不含云南县。"),
    )
    assert said(page) == [
        "区县\t财政收入\t增长（%）",
        "云中区\t4,052\t-3.2",
        "其他各县",
        "云西县\t1,234\t0.5",
        "云南县\t23\t0.1",
        "注：云南县为快报数，各县合计数不含云南县。",
    ]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(("6,645", "6,643"), ["一、甲项支出\t6,645", "二、乙项支出\t6,643"], id="two rows"),
        pytest.param(
            ("131,214,205,123,4", "56.80"), ["一、甲项支出二、乙项支出\t131,214,205,123,456.80"], id="no room"
        ),
    ],
)
def test_two_figures_in_a_box_are_two_rows_unless_one_had_no_room(
    figure: tuple[str, str], expected: list[str]
) -> None:
    xs = (72.0, 232.0, 312.0)
    page = both(
        grid(xs, (700.0, 676.0, 640.0, 616.0)),
        filled(xs, 684, "科目", "2019年预算"),
        filled(xs, 662, "一、甲项支出", figure[0]),
        filled(xs, 648, "二、乙项支出", figure[1]),
        filled(xs, 624, "支出总计", "13,288"),
    )
    assert said(page)[1:-1] == expected


# charts


def axes(canvas: Canvas) -> None:
    both(
        line(110, 500, 110, 660),
        line(110, 500, 480, 500),
        *(text(100, 500 + 40 * n, f"{100 * n}", align="right") for n in range(5)),
        *(text(150 + 60 * n, 486, f"{2020 + n}", align="centre") for n in range(5)),
        *(text(150 + 60 * n, 540 + 20 * n, f"{253 + 30 * n}.1", align="centre") for n in range(5)),
    )(canvas)


def bars(canvas: Canvas) -> None:
    canvas.setFillGray(0.5)
    for n in range(5):
        canvas.rect(140 + 60 * n, 500, 20, 35 + 20 * n, stroke=0, fill=1)
    canvas.setFillGray(0)


def curve(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(150, 530)
    for n in range(1, 5):
        path.lineTo(150 + 60 * n, 530 + (30 if n % 2 else -10))
    canvas.drawPath(path)


@pytest.mark.parametrize("drawn", [bars, curve])
def test_numbers_of_charts_are_no_figures(drawn: Draw) -> None:
    page = both(
        column(["全年粮食产量35.6万吨，比上年增长2.1%。"], y=760),
        text(200, 680, "2020—2024年生产总值（亿元）"),
        axes,
        drawn,
        column(["全年油料产量3.2万吨，比上年下降1.5%。"], y=440),
    )
    report = extract(load(made(page), type="pdf"))
    assert [one.text for one in report.indicators] == ["35.6万吨", "2.1%", "3.2万吨", "1.5%"]
    assert sum(one.reason == "chart" for one in report.unread) == 15
    assert [one.code for one in report.warnings if one.code == "charts"] == ["charts"]


def test_a_picture_beside_a_table_makes_no_chart_of_it() -> None:
    def seal(canvas: Canvas) -> None:
        canvas.circle(300, 640, 60)

    page = both(
        seal,
        words((700, HEADS), (676, ("云中区", "4,052", "-3.2")), (652, ("云西县", "1,234", "0.5"))),
    )
    assert len(figures(page)) == 4


def over_the_page(number: int, again: bool) -> Draw:
    """A table over two pages, with a label over rows of both; its second part may say the headers again."""
    xs = (72.0, 152.0, 252.0, 352.0, 452.0)
    head = ("类别", "情形", "自然人", "企业")
    bodies = (
        [("办理结果", "予以公开", "128", "21"), ("", "部分公开", "44", "7")],
        [("", "不予公开", "2", "5"), ("", "其他处理", "6", "8"), ("合计", "", "180", "41")],
    )
    rows = [head, *bodies[number]] if not number or again else bodies[number]
    first = 1 if not number or again else 0
    ys = [700.0 - 24 * n for n in range(len(rows) + 1)]
    last = first + 2
    whole = {0, first, last, len(rows)} | set(range(first))
    rules = [line(xs[0] if n in whole else xs[1], y, xs[-1], y) for n, y in enumerate(ys)]
    over = text(72, 712, "收到和处理申请情况") if not number else text(500, 730, "")
    return both(
        over,
        *rules,
        *(line(x, ys[-1], x, ys[0]) for x in xs),
        *(
            text(xs[n] + 3, ys[y] - 16, cell)
            for y, row in enumerate(rows)
            for n, cell in enumerate(row)
            if cell
        ),
    )


@pytest.mark.parametrize("again", [False, True])
def test_a_label_over_rows_goes_on_over_the_page(again: bool) -> None:
    found = {one.text: one.item for one in figures(over_the_page(0, again), over_the_page(1, again))}
    assert len(found) == 10
    assert found["21"] == "办理结果·予以公开·企业"
    if not again:
        assert found["8"] == "办理结果·其他处理·企业"
    assert found["41"] == "合计·企业"


@pytest.mark.parametrize(
    ("rest", "after", "expected"),
    [
        ("法提供", "（五）不予处理", "无法提供"),
        ("（四）其他", "（五）不予处理", "其他"),
        ("小计", "合计", "小计"),
    ],
)
def test_a_label_that_a_page_cuts_in_two_is_whole_again(rest: str, after: str, expected: str) -> None:
    xs = (72.0, 152.0, 302.0, 392.0, 482.0)
    pages = (
        [
            ("情形", "原因", "自然人", "企业"),
            ("（三）予以公开", "全部", "128", "21"),
            ("（四）无", "不掌握", "7", "2"),
        ],
        [(rest, "没有现成信息", "11", "4"), ("", "内容不明确", "3", "5"), (after, "重复申请", "25", "6")],
    )

    def drawn(rows: list[tuple[str, ...]]) -> Draw:
        ys = [700.0 - 24 * n for n in range(len(rows) + 1)]
        open_ = [n for n, row in enumerate(rows) if not row[0]]
        return both(
            *(line(xs[1] if n in open_ else xs[0], y, xs[-1], y) for n, y in enumerate(ys)),
            *(line(x, ys[-1], x, ys[0]) for x in xs),
            *(
                text(xs[n] + 3, ys[y] - 16, cell)
                for y, row in enumerate(rows)
                for n, cell in enumerate(row)
                if cell
            ),
        )

    found = {one.text: one.item for one in figures(*map(drawn, pages))}
    assert found["11"] == f"{expected}·没有现成信息·自然人"
    assert found["5"] == f"{expected}·内容不明确·企业"
    assert found["25"] is not None and "提供" not in found["25"]
    assert found["7"] == ("无法提供·不掌握·自然人" if expected == "无法提供" else "无·不掌握·自然人")


# ---- cells that stand close, lines over a table ---------------------------------------------------------


@pytest.mark.parametrize("dash", ["—", "-", "--"])
def test_numbers_near_each_other_are_cells_of_their_own(dash: str) -> None:
    """A dash before a number is an empty cell, and no sign."""
    rows = []
    for number, cells in enumerate((("48.50", dash, "42.00"), ("36.10", "17.98", "19.94"))):
        x, y = 240.0, 700.0 - 20 * number
        rows.append(text(72, y, ("决算", "预算")[number] + "支出"))
        for cell in cells:
            rows.append(text(x, y, cell))
            x += pdfmetrics.stringWidth(cell, FONT, SMALL) + 0.7 * SMALL
    found = {one.text: float(one.value) for one in extract(load(made(both(*rows)))).indicators}
    assert found["42.00"] == 42 and found["19.94"] == 19.94 and len(found) == 5


def test_a_short_line_over_a_table_is_one_of_its_own() -> None:
    """Nothing but the table tells where lines end: the caption does not go on in the line of the unit."""
    table = grid(XS, (680.0, 660.0, 640.0))
    cells = both(
        filled(XS, 666, "项目", "2023年", "2024年", "2025年"), filled(XS, 646, "支出", "1", "2", "3")
    )
    page = load(made(both(text(72, 720, "某市2025年支出决算表"), text(72, 700, "单位：万元"), table, cells)))
    assert page.raw.startswith("某市2025年支出决算表\n单位：万元\n")
    assert [float(one.value) for one in extract(page).indicators] == [10_000, 20_000, 30_000]
