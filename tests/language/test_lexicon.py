"""The segmentation dictionary: its form, what it does to the phrases of reports, how it is built."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import jieba
import pytest
from support import ROOT

from reportmine.language import tokens
from reportmine.rules.folder import patterns_folder

LEXICON = patterns_folder() / tokens.FILE
DOMAIN = ROOT / "tools" / "domain"


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """tools/build_lexicon.py as a module."""
    spec = importlib.util.spec_from_file_location("build_lexicon", ROOT / "tools" / "build_lexicon.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, int, str]]:
    """The lines of the lexicon."""
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    return [(word, int(frequency), tag) for word, frequency, tag in (line.split(" ") for line in lines)]


@pytest.fixture(scope="module")
def tags(rows: list[tuple[str, int, str]]) -> dict[str, str]:
    return {word: tag for word, _, tag in rows}


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer(dictionary=str(LEXICON))
    # jieba would otherwise leave a cache in the shared temporary folder, and trust one it finds there
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    return tokenizer


def test_size(rows: list[tuple[str, int, str]]) -> None:
    assert 30_000 <= len(rows) <= 40_000


def test_sorted_without_duplicates(rows: list[tuple[str, int, str]]) -> None:
    words = [word for word, _, _ in rows]
    assert words == sorted(set(words))


def test_every_line_is_sound(rows: list[tuple[str, int, str]], builder: ModuleType) -> None:
    for word, frequency, tag in rows:
        assert builder.SEGMENTABLE.fullmatch(word), word
        assert frequency >= 0, word
        assert tag in builder.TAGS, (word, tag)


def test_no_word_only_counts(tags: dict[str, str]) -> None:
    for word in ("一个", "两个", "万元", "亿元", "百分之", "三年", "第二", "万吨", "十万", "几十", "余名"):
        assert word not in tags


def test_digits_and_numerals_stay_apart(tokenizer: jieba.Tokenizer) -> None:
    assert tokenizer.lcut("三百二十五万元", HMM=False) == list("三百二十五万元")


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("地区生产总值", "nst"),
        ("一般公共预算收入", "nst"),
        ("森林覆盖率", "nst"),
        ("认罪认罚从宽制度适用率", "nst"),
        ("规范性文件", "n"),
        ("行政复议", "n"),
        ("收入", "n"),
        ("办结", "v"),
        ("批准逮捕", "v"),
        ("落实", "v"),
        ("增长", "vc"),
        ("降至", "vc"),
        ("达到", "ve"),
        ("稳定在", "ve"),
        ("位居", "ve"),
        ("累计", "d"),
        ("同比", "d"),
        ("市政府", "nt"),
        ("行政复议机关", "nt"),
        ("检察机关", "nt"),
        ("全省", "nsa"),
        ("我市", "nsa"),
        ("长江经济带", "ns"),
        ("粤港澳大湾区", "ns"),
        ("乌鲁木齐市", "ns"),
        ("件", "q"),
        ("率", "n"),
        ("较", "p"),
    ],
)
def test_tag(tags: dict[str, str], word: str, tag: str) -> None:
    assert tags[word] == tag


CUTS = [
    # statistics
    "全年|实现|地区生产总值|比|上年|增长",
    "规模以上工业增加值|增长",
    "社会消费品零售总额|达到",
    "其中|高速公路通车里程|居|全国|首位",
    "城镇新增就业|超额完成|年度目标任务",
    "居民人均可支配收入|实际|增长",
    "年末|户籍人口|城镇人口|分别|增长",
    "单位地区生产总值能耗|累计|下降",
    "占比|较|上年|提高",
    "占|一般公共预算收入|的|比重|为",
    "PM2.5平均浓度|同比|下降",
    "空气质量优良天数比例|稳定在",
    "森林覆盖率|提高到",
    "常住人口城镇化率|达",
    "法定审限内结案率|一审服判息诉率",
    "量刑建议采纳率|不捕率|由|降至",
    # government work
    "市政府|全年|认真|办理|市|人大代表建议",
    "省政府|和|市政府|出台|规范性文件",
    "清理审查|行政规范性文件",
    "废止|、|修改|市政府规章",
    "提请|市人大常委会|审议|地方性法规",
    "推动出台|地方性法规|制定|政府规章",
    "累计|取消|证明事项",
    "下放|市级|行政权力事项",
    "全市|各级行政机关|办结|一审行政应诉案件",
    "各级|行政复议机关|共|收到|行政复议申请",
    "直接纠错率|行政机关负责人出庭应诉率|达",
    "受理|政府信息公开申请|予以公开|不予公开",
    "主动公开|政府信息",
    "调处|涉企纠纷",
    "人民调解组织|调处|矛盾纠纷",
    "归集|监管事项|汇聚|有效|数据",
    # courts, procuratorates, audit, budget
    "全省法院|受理|案件|审执结",
    "审结|一审|民商事案件|标的额",
    "发布|典型案例|发出|司法建议",
    "法官人均结案",
    "全年|批准逮捕|各类|犯罪嫌疑人|、|提起公诉",
    "监督|公安机关|立案|、|撤案",
    "提起|公益诉讼|发出|诉前检察建议",
    "帮助|追回|欠薪",
    "起诉|侵害未成年人犯罪",
    "共|审计|单位|提出|审计建议|被|采纳",
    "挽回|经济损失",
    "完成|调整预算|的",
    "政府债务余额|控制在|限额|以内",
    "争取|上级补助收入",
    "惠及|经营主体",
    "撬动|企业|投资|逾",
    # economy and livelihood
    "新增|高新技术企业|专精特新中小企业",
    "建成|5G基站|充电桩",
    "新建|高标准农田",
    "改造|老旧小区|惠及|居民",
    "新建|、|改扩建|公办幼儿园|新增|学位",
    "发放|创业担保贷款",
    "接待|国内游客",
    "开行|中欧班列",
    "港口集装箱吞吐量",
    "生猪出栏|粮食总产量",
    # words that overlap
    "全省|人民法院",
    "全市|人民|抗日战争",
    "和|田间|管理",
    "五|年内|新增",
    "近|千|家",
    "千方百计|增加|收入",
    "工农业总产值|平均每年|增长",
    "农业生产合作社|社员",
]


@pytest.mark.parametrize("cut", CUTS)
def test_cut(tokenizer: jieba.Tokenizer, cut: str) -> None:
    assert "|".join(tokenizer.cut(cut.replace("|", ""), HMM=False)) == cut


def test_every_domain_word_is_in_with_its_tag(
    builder: ModuleType, tags: dict[str, str], tokenizer: jieba.Tokenizer
) -> None:
    domain = builder.read_domain(DOMAIN)
    assert len(domain) > 3500
    for word, entry in domain.items():
        if entry.tag == "-":
            assert word not in tags
        else:
            assert tags[word] == entry.tag
            assert tokenizer.lcut(word, HMM=False) == [word]


def test_every_domain_list_says_what_it_is() -> None:
    for path in DOMAIN.glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_the_committed_lexicon_is_up_to_date(builder: ModuleType) -> None:
    assert builder.main(["--check", "--texts", "nowhere"]) == 0


def test_building_is_deterministic(builder: ModuleType, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("全市新建高标准农田三万亩，蔬菜大棚五百个。", encoding="utf-8")
    outputs = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for output in outputs:
        assert builder.main(["--fresh", "--texts", str(texts), "--output", str(output)]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_words_of_a_text_are_kept_without_it(builder: ModuleType, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("垦殖场种植䓖蒿与魔芋。", encoding="utf-8")
    output = tmp_path / "lexicon.txt"
    builder.main(["--fresh", "--texts", str(texts), "--output", str(output)])
    first = output.read_bytes()
    assert "\n魔芋 ".encode() in first
    builder.main(["--texts", "nowhere", "--output", str(output)])
    assert output.read_bytes() == first


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("办结", "expected `word tag"),
        ("办结 verb", "unknown tag"),
        ("“办结” v", "at which jieba cuts"),
        ("增长 v\n增长 vc", "is vc here and v in"),
    ],
)
def test_a_faulty_list_is_refused(builder: ModuleType, tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "list.txt").write_text(f"# A list.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        builder.read_domain(tmp_path)
