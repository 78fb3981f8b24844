"""The statistic that the parts of a whole share."""

from __future__ import annotations

import pytest

from reportmine import extract

TABLE = [
    ("零售额增长4%。其中，日用品类零售额增长8%，饮料类增长5%。", "5%", "饮料类零售额"),
    ("工业增加值增长7%。分门类看，采矿业增长3%，制造业增长9%。", "9%", "制造业增加值"),
    ("零售总额26亿元。分行业看，批发业6亿元，增长4%。", "6亿元", "批发业零售总额"),
    ("零售总额26亿元。分行业看，批发业6亿元，增长4%。", "4%", "批发业零售总额"),
    ("居民消费价格下降0.2%，其中食品烟酒类下降1.1%。", "1.1%", "食品烟酒类居民消费价格"),
    # what has a figure of its own is no part that lacks one
    ("经营主体1163万户，其中企业410万户、增长7.7%。", "7.7%", "企业"),
    # no statistic of the paragraph before
    ("工业增加值增长7%。\n服务业增长6%。", "6%", "服务业"),
    # how a whole is parted is no statistic of its parts, nor is a bound
    ("工业增加值增长7%。在规模以上工业中，分规模看，重工业增长6%。", "6%", "重工业增加值"),
    ("居民消费价格指数（CPI）上涨1%。分类别看，衣着类上涨3.8%。", "3.8%", "衣着类居民消费价格指数"),
    ("货物出口额5亿元。民营企业增长6%。", "6%", "民营企业"),
    # goods share what they are measured by, in one unit or under one heading; roads and pipes do not
    ("原煤产量由6亿吨增加到8亿吨，原油由1亿吨增加到2亿吨。", "2亿吨", "原油产量"),
    ("粮食产量350万吨，增长2%；棉花3万吨，下降1%。", "1%", "棉花产量"),
    ("粮食产量350万吨，新建冷库3万立方米。", "3万立方米", "冷库"),
    # what is told in the unit of the whole is of its amount, where it is parted off
    ("货运量3200万吨，增长4%。其中，铁路120万吨，公路2980万吨。", "2980万吨", "公路货运量"),
    ("旅客周转量9亿人公里，其中铁路6亿人公里，民航3亿人公里。", "3亿人公里", "民航周转量"),
    ("全社会用电量42亿千瓦时，其中工业用电28亿千瓦时。", "28亿千瓦时", "工业用电量"),
    ("能源消费总量320万吨标准煤，其中第二产业210万吨标准煤。", "210万吨标准煤", "第二产业消费总量"),
    ("货运量3200万吨，其中铁路120万吨；铁矿石500万吨。", "500万吨", "铁矿石"),
    ("发电量684亿千瓦时，其中水电196亿千瓦时。", "196亿千瓦时", "水电发电量"),
    ("水资源总量42亿立方米，其中地表水38亿立方米。", "38亿立方米", "地表水"),
    # animals are of the herd that was told before, each in a unit of its own
    ("大牲畜存栏210万头，其中牛189万头，马12万匹，羊32万只。", "12万匹", "马存栏"),
    ("生猪出栏43万头，下降2%；牛出栏3.1万头，羊5.6万只。", "3.1万头", "牛出栏"),
    ("生猪出栏43万头，下降2%；牛出栏3.1万头，羊5.6万只。", "5.6万只", "羊出栏"),
    ("生猪存栏28万头，引进种牛300头。", "300头", "种牛"),
    ("轨道交通运营里程1万公里，航道89万公里。", "89万公里", "航道"),
    ("主要产品产量中，鞋1200万双，增长3.1%；汽车5万辆。", "5万辆", "汽车产量"),
]


@pytest.mark.parametrize(("text", "figure", "item"), TABLE)
def test_item(text: str, figure: str, item: str) -> None:
    one = next(one for one in extract(text).indicators if one.text == figure)
    assert one.item == item


def test_a_part_of_an_amount_was_done_too() -> None:
    rows = extract("新增铁路里程1.9万公里，其中高铁0.9万公里、支线0.3万公里。").indicators
    assert [(one.action, one.item) for one in rows[1:]] == [("新增", "高铁里程"), ("新增", "支线里程")]
