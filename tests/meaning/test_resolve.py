"""What a reader carries over from the words before: ellipsis, 分别, shared heads and verbs, owners."""

from __future__ import annotations

import pytest
from support import Expected, check

from reportmine import extract

ELLIPSIS: list[tuple[str, Expected]] = [
    (  # what is held to is nothing that is counted
        "坚持治罪与治理并重，起诉32人，不起诉12人。",
        {"32人": {"item": None, "action": "起诉"}, "12人": {"item": None, "action": "不起诉"}},
    ),
    (  # nor is what was pursued, in the unit of cases
        "深入推进平安建设，办结86件。",
        {"86件": {"item": None, "action": "办结"}},
    ),
    (  # what is more than was told of last is no part of it
        "在审结案件中，维持126件，终止91件。从案件类型看，公安类142件，人社类58件。",
        {
            "126件": {"item": "案件", "action": "维持"},
            "91件": {"item": "案件", "action": "终止"},
            "142件": {"item": "公安类案件", "action": None},
            "58件": {"item": "人社类案件", "action": None},
        },
    ),
    (  # nor are rules, where people are held to account; but those of clues are
        "制定完善制度38项，追责问责86人。",
        {"38项": {"item": "制度"}, "86人": {"item": None, "action": "追责问责"}},
    ),
    (
        "移送问题线索38条，处分86人。",
        {"38条": {"item": "问题线索"}, "86人": {"item": "问题线索", "action": "处分"}},
    ),
    (
        "依法惩治毒品犯罪，起诉86件。",
        {"86件": {"item": "毒品犯罪", "action": "起诉"}},
    ),
    (  # parts of a whole that a sentence before told of: what became of all is told on after those of one
        "收到申请156件。办结的144件中，不予公开21件，其中属于国家秘密1件；无法提供32件，其中没有现成信息27件；"
        "不予处理8件。",
        {
            "156件": {"item": "申请"},
            "144件": {"item": "申请"},
            "21件": {"item": "申请", "action": "不予公开"},
            "1件": {},
            "32件": {"item": "申请", "action": "无法提供"},
            "27件": {},
            "8件": {"item": "申请", "action": "不予处理"},
        },
    ),
    (
        "推进首批12项和第二批14项重点改革。",
        {
            "12项": {"item": "重点改革", "action": "推进"},
            "14项": {"item": "重点改革", "action": "推进"},
        },
    ),
    (
        "覆盖15个镇中的3个、45个村。",
        {"15个": {}, "3个": {"item": None}, "45个": {"item": "村"}},
    ),
    (
        "收到行政复议申请3275件，审结2914件。",
        {
            "3275件": {"item": "行政复议申请", "action": "收到"},
            "2914件": {"item": "行政复议申请", "action": "审结"},
        },
    ),
    (
        "受理案件812件，办结790件，移送22件。",
        {
            "812件": {"item": "案件", "action": "受理"},
            "790件": {"item": "案件", "action": "办结"},
            "22件": {"item": "案件", "action": "移送"},
        },
    ),
    (
        "地区生产总值达到5300亿元，比上年增长5.3%。",
        {
            "5300亿元": {"item": "地区生产总值", "role": "level", "basis": None},
            "5.3%": {"item": "地区生产总值", "role": "change", "direction": "up", "basis": "比上年"},
        },
    ),
    (
        "进出口总额1260亿元、下降2.1%。",
        {
            "1260亿元": {"item": "进出口总额", "role": "level"},
            "2.1%": {"item": "进出口总额", "role": "change", "direction": "down"},
        },
    ),
    (
        "新建公园12个，同比增加3个。",
        {
            "12个": {"item": "公园", "action": "新建", "role": "level"},
            "3个": {"item": "公园", "role": "change", "direction": "up", "basis": "同比"},
        },
    ),
    (
        "清理规章19部，其中废止3部。",
        {"19部": {"item": "规章", "action": "清理"}, "3部": {"item": "规章", "action": "废止"}},
    ),
    (
        "失业率为5.2%，下降0.3个百分点。",
        {
            "5.2%": {"item": "失业率", "role": "level"},
            "0.3个百分点": {"item": "失业率", "role": "change", "direction": "down"},
        },
    ),
    (
        "查处违法案件512起，罚款860万元。",
        {"512起": {"item": "违法案件", "action": "查处"}, "860万元": {"unit": "元", "kind": "money"}},
    ),
]

LISTS: list[tuple[str, Expected]] = [
    (
        "办理人大代表建议1384件、政协提案926件。",
        {
            "1384件": {"item": "人大代表建议", "action": "办理"},
            "926件": {"item": "政协提案", "action": "办理"},
        },
    ),
    (
        "新建学校5所、医院3家、公园12个。",
        {
            "5所": {"item": "学校", "action": "新建"},
            "3家": {"item": "医院", "action": "新建"},
            "12个": {"item": "公园", "action": "新建"},
        },
    ),
    (
        "新建5所学校、3家医院和12个公园。",
        {
            "5所": {"item": "学校", "action": "新建"},
            "3家": {"item": "医院", "action": "新建"},
            "12个": {"item": "公园", "action": "新建"},
        },
    ),
    (
        "修订地方性法规3件、政府规章5部。",
        {
            "3件": {"item": "地方性法规", "action": "修订"},
            "5部": {"item": "政府规章", "action": "修订"},
        },
    ),
]

RESPECTIVELY: list[tuple[str, Expected]] = [
    (  # a list that ends in 的: who did it, and what was counted before
        "收到申请214件，由公民、法人和其他组织提出的分别为180件、30件和4件。",
        {
            "214件": {"item": "申请", "action": "收到"},
            "180件": {"item": "申请", "action": "提出", "actor": "公民"},
            "30件": {"item": "申请", "action": "提出", "actor": "法人"},
            "4件": {"item": "申请", "action": "提出", "actor": "其他组织"},
        },
    ),
    (
        "其中，省政府、市政府受理的复议案件分别为20件、86件。",
        {
            "20件": {"item": "复议案件", "action": "受理", "actor": "省政府"},
            "86件": {"item": "复议案件", "action": "受理", "actor": "市政府"},
        },
    ),
    (  # by way of what
        "通过网站、微信公开的信息分别为1200条、800条。",
        {"1200条": {"item": "信息", "action": "公开"}, "800条": {"item": "信息", "action": "公开"}},
    ),
    (  # what was done, each by itself or with what it is said of
        "在审结的案件中，判决、调解的分别为120件、86件，占58%、42%。",
        {
            "120件": {"item": "案件", "action": "判决"},
            "86件": {"item": "案件", "action": "调解"},
            "58%": {"item": "案件"},
            "42%": {"item": "案件"},
        },
    ),
    (
        "被评为优秀、良好的单位分别有12家、38家。",
        {
            "12家": {"item": "单位", "action": "被评为优秀"},
            "38家": {"item": "单位", "action": "被评为良好"},
        },
    ),
    (
        "用于教育、卫生的支出分别为12亿元、8亿元。",
        {"12亿元": {"item": "用于教育的支出"}, "8亿元": {"item": "用于卫生的支出"}},
    ),
    (  # no verb, but a name
        "教育系统、卫生系统的干部分别为120人、86人。",
        {"120人": {"action": None}, "86人": {"action": None}},
    ),
    (
        "县区政府、市直部门分别公开信息1200条、8600条。",
        {
            "1200条": {"item": "信息", "action": "公开", "actor": "县区政府"},
            "8600条": {"item": "信息", "action": "公开", "actor": "市直部门"},
        },
    ),
    (  # as many things as figures, though 分别 is not said
        "二氧化硫、氮氧化物排放量削减5.2%和4.1%。",
        {"5.2%": {"item": "二氧化硫排放量"}, "4.1%": {"item": "氮氧化物排放量", "role": "change"}},
    ),
    (  # what says how many they are is of none
        "蓝莓、茶叶两大特色产业种植面积扩大到3.2万亩和8600亩，增长5%和8%。",
        {
            "3.2万亩": {"item": "蓝莓种植面积"},
            "8600亩": {"item": "茶叶种植面积", "role": "to"},
            "5%": {"item": "蓝莓种植面积"},
            "8%": {"item": "茶叶种植面积"},
        },
    ),
    (  # no statistic, and no list of as many
        "机关、事业单位人员12人、86人。",
        {"12人": {"item": "机关、事业单位人员"}, "86人": {"item": "机关、事业单位人员"}},
    ),
    (
        "水泥、钢材、玻璃价格上涨5%、8%。",
        {"5%": {"item": "水泥、钢材、玻璃价格"}, "8%": {"item": "水泥、钢材、玻璃价格"}},
    ),
    (
        "受理一审案件120件、二审案件45件，分别审结110件、40件。",
        {
            "120件": {"item": "一审案件", "action": "受理"},
            "45件": {"item": "二审案件", "action": "受理"},
            "110件": {"item": "一审案件", "action": "审结"},
            "40件": {"item": "二审案件", "action": "审结"},
        },
    ),
    (
        "对47所学校、12家医院进行检查，分别查出问题120个、35个。",
        {
            "47所": {},
            "12家": {},
            "120个": {"item": "问题", "action": "查出"},
            "35个": {"item": "问题", "action": "查出"},
        },
    ),
    (
        "采矿业、建筑业增加值分别增长9.4%、6.8%。",
        {
            "9.4%": {"item": "采矿业增加值", "role": "change", "direction": "up"},
            "6.8%": {"item": "建筑业增加值", "role": "change", "direction": "up"},
        },
    ),
    (
        "第一产业增加值、第二产业增加值分别增长3.1%、5.6%。",
        {
            "3.1%": {"item": "第一产业增加值", "role": "change"},
            "5.6%": {"item": "第二产业增加值", "role": "change"},
        },
    ),
    (
        "地区生产总值、社会消费品零售总额分别增长6.2%和4.8%。",
        {
            "6.2%": {"item": "地区生产总值", "role": "change", "direction": "up"},
            "4.8%": {"item": "社会消费品零售总额", "role": "change", "direction": "up"},
        },
    ),
    (
        "全市法院共受理各类案件68213件，审执结65947件，同比分别上升4.7%和5.2%。",
        {
            "68213件": {"item": "各类案件", "action": "受理", "actor": "全市法院"},
            "65947件": {"item": "各类案件", "action": "审执结", "actor": "全市法院"},
            "4.7%": {"item": "各类案件", "basis": "同比", "role": "change", "direction": "up"},
            "5.2%": {"item": "各类案件", "basis": "同比", "role": "change", "direction": "up"},
        },
    ),
    (
        "按时办结率99.6%，群众满意率96.2%，较上年分别提高0.8个、1.3个百分点。",
        {
            "99.6%": {"item": "按时办结率", "role": "level"},
            "96.2%": {"item": "群众满意率", "role": "level"},
            "0.8个": {"item": "按时办结率", "basis": "较上年", "role": "change", "unit": "个百分点"},
            "1.3个百分点": {"item": "群众满意率", "basis": "较上年", "role": "change", "unit": "个百分点"},
        },
    ),
    (
        "城镇居民人均可支配收入、农村居民人均可支配收入分别达到4.8万元、2.3万元。",
        {
            "4.8万元": {"item": "城镇居民人均可支配收入", "role": "level", "action": None},
            "2.3万元": {"item": "农村居民人均可支配收入", "role": "level", "action": None},
        },
    ),
    (
        "事故起数、死亡人数分别下降12%、8%。",
        {
            "12%": {"item": "事故起数", "role": "change", "direction": "down"},
            "8%": {"item": "事故死亡人数", "role": "change", "direction": "down"},
        },
    ),
    (
        "出口总额、进口总额比上年分别增长7.1%、2.4%。",
        {
            "7.1%": {"item": "出口总额", "basis": "比上年", "role": "change"},
            "2.4%": {"item": "进口总额", "basis": "比上年", "role": "change"},
        },
    ),
    (
        "受理案件812件，审结790件，同比分别上升4.7%和5.2%。",
        {
            "812件": {"item": "案件", "action": "受理"},
            "790件": {"item": "案件", "action": "审结"},
            "4.7%": {"item": "案件", "basis": "同比", "role": "change", "direction": "up"},
            "5.2%": {"item": "案件", "basis": "同比", "role": "change", "direction": "up"},
        },
    ),
    (
        "向云台区、河东区下放行政权力事项18项、10项。",
        {
            "18项": {"item": "行政权力事项", "action": "下放"},
            "10项": {"item": "行政权力事项", "action": "下放"},
        },
    ),
    (
        "一审服判率92.1%，自动履行率61.5%，两项指标分别列全省第2、第5位。",
        {"92.1%": {}, "61.5%": {}, "第2": {"item": "一审服判率"}, "第5位": {"item": "自动履行率"}},
    ),
    (
        "纺织业、造纸业增加值分别增长4.2%、3.1%，占规模以上工业增加值的比重分别为7.5%和2.6%。",
        {
            "4.2%": {},
            "3.1%": {},
            "7.5%": {"item": "纺织业增加值占规模以上工业增加值的比重"},
            "2.6%": {"item": "造纸业增加值占规模以上工业增加值的比重"},
        },
    ),
    (
        "纺织业、造纸业增加值分别增长4.2%、3.1%，增速分别快于全省1.5个、0.6个百分点。",
        {
            "4.2%": {},
            "3.1%": {},
            "1.5个": {"item": "纺织业增加值增速"},
            "0.6个百分点": {"item": "造纸业增加值增速"},
        },
    ),
    (
        "投诉主要集中在商品质量、食品安全两类，分别占46%和23%。",
        {"46%": {"item": "商品质量"}, "23%": {"item": "食品安全"}},
    ),
    (
        "城镇新增就业、失业人员再就业分别为3.6万人和1.2万人，完成年计划的103%、98%。",
        {"3.6万人": {}, "1.2万人": {}, "103%": {"item": "城镇新增就业"}, "98%": {"item": "失业人员再就业"}},
    ),
    (
        "自然人申请219件，法人申请17件，分别占92.8%和7.2%。",
        {
            "219件": {},
            "17件": {},
            "92.8%": {"item": "自然人申请", "action": None},
            "7.2%": {"item": "法人申请", "action": None},
        },
    ),
    (
        "受理民事案件520件、行政案件80件，分别占案件总数的86%和13%。",
        {
            "520件": {},
            "80件": {},
            "86%": {"item": "民事案件", "action": None, "whole": "案件总数"},
            "13%": {"item": "行政案件", "action": None, "whole": "案件总数"},
        },
    ),
    (
        "城市低保标准由720元提高到760元，农村低保标准由660元提高到710元，分别增长5.6%和9.1%。",
        {
            "720元": {},
            "760元": {},
            "660元": {},
            "710元": {},
            "5.6%": {"item": "城市低保标准", "role": "change"},
            "9.1%": {"item": "农村低保标准", "role": "change"},
        },
    ),
    (
        "抽检食品3.2万批次、药品1800批次，合格率分别为98.1%和99.2%。",
        {
            "3.2万批次": {"item": "食品"},
            "1800批次": {"item": "药品"},
            "98.1%": {"item": "食品合格率", "action": None},
            "99.2%": {"item": "药品合格率", "action": None},
        },
    ),
    (
        "铁路、公路通车里程分别由481公里、771公里增加到636公里、1076公里，居全省第2位和第3位。",
        {
            "481公里": {"item": "铁路通车里程", "role": "from"},
            "771公里": {"item": "公路通车里程", "role": "from"},
            "636公里": {"item": "铁路通车里程", "role": "to"},
            "1076公里": {"item": "公路通车里程", "role": "to"},
            "第2位": {"item": "铁路通车里程"},
            "第3位": {"item": "公路通车里程"},
        },
    ),
    (
        "教育、科技支出分别为52亿元、9亿元，占财政支出的18.9%、3.4%。",
        {
            "52亿元": {"item": "教育支出"},
            "9亿元": {"item": "科技支出"},
            "18.9%": {"item": "教育支出", "whole": "财政支出"},
            "3.4%": {"item": "科技支出", "whole": "财政支出"},
        },
    ),
    (
        "第二、三产业增加值分别增长6.7%和5.4%。",
        {
            "6.7%": {"item": "第二产业增加值"},
            "5.4%": {"item": "第三产业增加值"},
        },
    ),
    (
        "第二、第三产业增加值分别增长6.7%和5.4%。",
        {
            "6.7%": {"item": "第二产业增加值"},
            "5.4%": {"item": "第三产业增加值"},
        },
    ),
    (
        "门诊次均费用246元、住院次均费用5873元，同比下降1.4%和3.2%。",
        {
            "246元": {"item": "门诊次均费用"},
            "5873元": {"item": "住院次均费用"},
            "1.4%": {"item": "门诊次均费用", "basis": "同比"},
            "3.2%": {"item": "住院次均费用", "basis": "同比"},
        },
    ),
    (
        "民办养老机构31个、床位2950张，比2011年增加7个、640张。",
        {
            "31个": {"item": "民办养老机构"},
            "2950张": {},
            "7个": {"item": "民办养老机构", "role": "change"},
            "640张": {"role": "change"},
        },
    ),
    (
        "受理案件1200件、审结1100件，同比上升8%和5%。",
        {
            "1200件": {"action": "受理"},
            "1100件": {"action": "审结"},
            "8%": {"action": "受理", "item": "案件"},
            "5%": {"action": "审结", "item": "案件"},
        },
    ),
    (
        "完成投资12亿元、税收3亿元，年均增速8%、5%。",
        {
            "12亿元": {"item": "投资"},
            "3亿元": {"item": "税收"},
            "8%": {"item": "投资年均增速"},
            "5%": {"item": "税收年均增速"},
        },
    ),
    (
        "城市、农村低保对象分别达到3.1万人和7.6万人。",
        {
            "3.1万人": {"item": "城市低保对象"},
            "7.6万人": {"item": "农村低保对象"},
        },
    ),
    (
        "刑事、治安案件分别下降12%、3.3%。",
        {
            "12%": {"item": "刑事案件"},
            "3.3%": {"item": "治安案件"},
        },
    ),
    (
        "国有企业、民营企业进出口额分别为12亿元、56亿元，占比分别为18%、82%。",
        {
            "12亿元": {"item": "国有企业进出口额"},
            "56亿元": {"item": "民营企业进出口额"},
            "18%": {"item": "国有企业进出口额占比"},
            "82%": {"item": "民营企业进出口额占比"},
        },
    ),
    (
        "重点项目开工率、竣工率分别达到95%和60%。",
        {
            "95%": {"item": "重点项目开工率"},
            "60%": {"item": "重点项目竣工率"},
        },
    ),
    (
        "常住人口城镇化率、森林覆盖率分别达到60%和42%。",
        {
            "60%": {"item": "常住人口城镇化率"},
            "42%": {"item": "森林覆盖率"},
        },
    ),
    (
        "改造棚户区3120户，新增停车泊位5000个，城乡低保标准分别提高5%和8%。",
        {
            "3120户": {"item": "棚户区"},
            "5000个": {"item": "停车泊位"},
            "5%": {"item": "城低保标准"},
            "8%": {"item": "乡低保标准"},
        },
    ),
    (
        "新建学校12所、医院3所，粮食产量分别增长5%和8%。",
        {
            "12所": {"item": "学校"},
            "3所": {"item": "医院"},
            "5%": {"item": "粮食产量"},
            "8%": {"item": "粮食产量"},
        },
    ),
]

OWNERS: list[tuple[str, Expected]] = [
    (
        "收到复议申请3275件，办结率98.2%。",
        {"3275件": {"item": "复议申请", "action": "收到"}, "98.2%": {"action": None, "role": "level"}},
    ),
    (
        "全市新建公园12个，改造老旧小区46个。",
        {
            "12个": {"item": "公园", "action": "新建", "actor": "全市"},
            "46个": {"item": "老旧小区", "action": "改造", "actor": "全市"},
        },
    ),
    (
        "市政府办理人大代表建议312件、政协提案268件，满意率100%。",
        {
            "312件": {"item": "人大代表建议", "action": "办理", "actor": "市政府"},
            "268件": {"item": "政协提案", "action": "办理", "actor": "市政府"},
            "100%": {"item": "满意率", "action": None},
        },
    ),
    (
        "其中一审案件876件、二审案件351件。",
        {"876件": {"item": "一审案件"}, "351件": {"item": "二审案件"}},
    ),
    (
        "小麦播种面积83万亩，总产38万吨，平均亩产458公斤。",
        {
            "83万亩": {},
            "38万吨": {"item": "小麦总产"},
            "458公斤": {"item": "小麦平均亩产"},
        },
    ),
    (
        "实用新型专利申请量1.2万件、授权量8600件。",
        {
            "1.2万件": {"item": "实用新型专利申请量"},
            "8600件": {"item": "实用新型专利授权量"},
        },
    ),
    (
        "建成乡镇卫生院12所，旅游业快速发展，收入达12亿元。",
        {
            "12所": {"item": "乡镇卫生院"},
            "12亿元": {"item": "旅游业收入"},
        },
    ),
    (
        "新建高标准农田298万亩，粮食面积、总产均有增加，总产762亿斤。",
        {
            "298万亩": {},
            "762亿斤": {"item": "粮食总产"},
        },
    ),
]


SAID_BEFORE: list[tuple[str, Expected]] = [
    (
        "主要产品产量普遍增长：原煤增长6%，水泥增长11%。",
        {"6%": {"item": "原煤产量"}, "11%": {"item": "水泥产量"}},
    ),
    (
        "淘汰落后焦化产能30万吨、水泥50万吨。",
        {
            "30万吨": {"item": "落后焦化产能", "action": "淘汰"},
            "50万吨": {"item": "落后水泥产能", "action": "淘汰"},
        },
    ),
    (
        "新建水库4座，泵站9座。",
        {"4座": {"item": "水库", "action": "新建"}, "9座": {"item": "泵站", "action": "新建"}},
    ),
    (
        "完成投资3亿元，财政收入5亿元。",
        {"3亿元": {"item": "投资", "action": "完成"}, "5亿元": {"item": "财政收入", "action": None}},
    ),
    (
        "拟分三年发行专项债券，用于重大项目建设，今年先发行8亿元。",
        {"8亿元": {"item": "专项债券", "action": "发行"}},
    ),
    ("全年财政收入，由于减税政策落实，只增长1.2%。", {"1.2%": {"item": "财政收入", "role": "change"}}),
    (
        "财政支出比预算数12亿元少0.4亿元。",
        {"12亿元": {"unit": "元"}, "0.4亿元": {"item": "财政支出", "role": "change", "direction": "down"}},
    ),
    (
        "普通高中招生1.2万人，在校生3.6万人，毕业生1.1万人。",
        {
            "1.2万人": {"item": "普通高中招生"},
            "3.6万人": {"item": "普通高中在校生"},
            "1.1万人": {"item": "普通高中毕业生"},
        },
    ),
    (
        "建成3个国家级和7个省级湿地公园。",
        {
            "3个": {"item": "国家级湿地公园", "action": "建成"},
            "7个": {"item": "省级湿地公园", "action": "建成"},
        },
    ),
    (
        "形成4批26项改革经验。",
        {"4批": {"item": "改革经验", "action": "形成"}, "26项": {"item": "改革经验", "action": "形成"}},
    ),
    (
        "入社农户达到7500户，占农户总数的比例由11%上升到63%。",
        {
            "7500户": {},
            "11%": {"item": "入社农户占农户总数的比例", "role": "from"},
            "63%": {"item": "入社农户占农户总数的比例", "role": "to"},
        },
    ),
    ("居民收入增长6%，增速居全省第2位。", {"6%": {"item": "居民收入"}, "第2位": {"item": "居民收入增速"}}),
    (
        "将批发业现行16%的税率降至13%。",
        {"16%": {"item": "批发业税率", "role": "from"}, "13%": {"item": "批发业税率", "role": "to"}},
    ),
    (
        "有色、化工行业增加值分别增长7%、4%。",
        {"7%": {"item": "有色行业增加值"}, "4%": {"item": "化工行业增加值"}},
    ),
    (
        "文化惠民工程、全民健身工程分别惠及32万人次、23万人次。",
        {
            "32万人次": {"item": "文化惠民工程", "action": "惠及"},
            "23万人次": {"item": "全民健身工程", "action": "惠及"},
        },
    ),
    (
        "压减生铁产能62万吨、粗钢64万吨。",
        {
            "62万吨": {"item": "生铁产能", "role": "change"},
            "64万吨": {"item": "粗钢产能", "role": "change"},
        },
    ),
    (
        "化解煤炭过剩产能967万吨、生铁527万吨。",
        {
            "967万吨": {"item": "煤炭过剩产能"},
            "527万吨": {"item": "生铁过剩产能", "action": "化解"},
        },
    ),
    (
        "粮食总产量87万吨，其中夏粮33万吨、秋粮54万吨；亩产478公斤。",
        {
            "87万吨": {"item": "粮食总产量"},
            "33万吨": {"item": "夏粮总产量"},
            "54万吨": {"item": "秋粮总产量"},
            "478公斤": {"item": "粮食亩产"},
        },
    ),
    (
        "生产总值2.7万亿元，居全国第7位、中部第3位。",
        {
            "2.7万亿元": {"item": "生产总值"},
            "第7位": {"item": "生产总值"},
            "第3位": {"item": "生产总值"},
        },
    ),
    (
        "建成国家级示范区3个、省级12个。",
        {
            "3个": {"item": "国家级示范区"},
            "12个": {"item": "省级示范区", "action": "建成"},
        },
    ),
    (
        "国家级产业园区1个，省级93个。",
        {
            "1个": {"item": "国家级产业园区"},
            "93个": {"item": "省级产业园区"},
        },
    ),
    (
        "第一产业增加值532亿元，增长4.3%，对经济增长的贡献率为9.6%。",
        {
            "532亿元": {"item": "第一产业增加值"},
            "4.3%": {"item": "第一产业增加值"},
            "9.6%": {"item": "第一产业增加值对经济增长的贡献率"},
        },
    ),
    (
        "对中亚五国进出口额36亿元，对东盟进出口额52亿元。",
        {
            "36亿元": {"item": "对中亚五国进出口额"},
            "52亿元": {"item": "对东盟进出口额"},
        },
    ),
    (
        "市级以上龙头企业212家，销售收入过亿元的41家。",
        {
            "212家": {"item": "市级以上龙头企业"},
            "亿元": {},
            "41家": {"item": "销售收入过亿元的市级以上龙头企业"},
        },
    ),
    (
        "门诊次均费用246元、住院次均费用5873元。",
        {
            "246元": {"item": "门诊次均费用"},
            "5873元": {"item": "住院次均费用", "action": None},
        },
    ),
    (
        "每千人口注册护士4.15人，医护比为1∶1.41。",
        {
            "4.15人": {},
            "1∶1.41": {"item": "医护比"},
        },
    ),
    (
        "经济总量偏小，人均财力仅为全省平均水平的60%。",
        {
            "60%": {"item": "人均财力", "whole": "全省平均水平"},
        },
    ),
    (
        "抽检食品3200批次，不合格45批次，移送公安机关3件。",
        {
            "3200批次": {"item": "食品"},
            "45批次": {"item": "不合格食品"},
            "3件": {"action": "移送公安机关", "item": "不合格食品"},
        },
    ),
    (
        "40个工业大类行业中有37个增加值保持增长。",
        {
            "40个": {"item": "工业大类行业"},
            "37个": {"item": "工业大类行业"},
        },
    ),
    (
        "工业增加值增长10%，增速达到8%左右。",
        {
            "10%": {"role": "change"},
            "8%": {"item": "工业增加值", "role": "change"},
        },
    ),
    (
        "蔬菜播种面积60万亩，年产量450万吨。",
        {
            "60万亩": {"item": "蔬菜播种面积"},
            "450万吨": {"item": "蔬菜年产量"},
        },
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ELLIPSIS, ids=[row[0] for row in ELLIPSIS])
def test_ellipsis(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_a_verb_said_once(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), RESPECTIVELY, ids=[row[0] for row in RESPECTIVELY])
def test_respectively(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), OWNERS, ids=[row[0] for row in OWNERS])
def test_owners_and_subjects(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


def test_a_head_is_shared_only_where_one_is_missing() -> None:
    check(
        "固定资产投资、社会消费品零售总额分别增长6.2%和4.8%。",
        {"6.2%": {"item": "固定资产投资"}, "4.8%": {"item": "社会消费品零售总额"}},
    )


def test_a_shared_head_begins_after_what_both_things_have() -> None:
    check(
        "食品制造业、纺织制造业增加值分别增长9.4%、6.8%。",
        {"9.4%": {"item": "食品制造业增加值"}, "6.8%": {"item": "纺织制造业增加值"}},
    )


def test_every_verb_of_a_chain_is_an_action() -> None:
    check(
        "受理案件812件，转交22件。", {"812件": {"item": "案件"}, "22件": {"item": "案件", "action": "转交"}}
    )


def test_a_shared_word_stands_once() -> None:
    figures = extract("空气质量优良天数320天，优良率86.8%。").indicators
    assert figures[1].item in ("空气质量优良率", "优良率")


def test_both_beginnings_have_the_direction_of_the_end() -> None:
    figures = extract("财政赤字从2019年的17亿元、2020年的12亿元，预计降低到今年的2亿元。").indicators
    assert [(one.role, one.direction) for one in figures] == [
        ("from", "down"),
        ("from", "down"),
        ("to", "down"),
    ]


def test_what_was_carried_over_is_flagged() -> None:
    first, second = extract("收到行政复议申请3275件，审结2914件。").indicators
    assert "inherited-item" not in first.flags
    assert "inherited-item" in second.flags


def test_nothing_is_carried_over_a_full_stop() -> None:
    """A new sentence says for itself what it counts."""
    _, second = extract("收到行政复议申请3275件。审结刑事案件2914件。").indicators
    assert (second.item, second.action) == ("刑事案件", "审结")


def test_a_new_subject_takes_the_place_of_the_old() -> None:
    _, second = extract("市法院审结案件812件，市检察院提起公益诉讼35件。").indicators
    assert (second.actor, second.action, second.item) == ("市检察院", "提起", "公益诉讼")


@pytest.mark.parametrize(("sentence", "expected"), SAID_BEFORE, ids=[row[0] for row in SAID_BEFORE])
def test_what_was_said_before(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


AFTERWARDS: list[tuple[str, Expected]] = [
    ("全县结余资金2亿元未及时上缴财政。", {"2亿元": {"item": "结余资金", "action": "未及时上缴财政"}}),
    ("专项资金8亿元，其中3亿元年底前仍未细化分配。", {"8亿元": {}, "3亿元": {"action": "仍未细化分配"}}),
    ("9个乡镇未配备专职人员。", {"9个": {"item": "乡镇", "action": "未配备专职人员"}}),
    ("126名检察官担任法治副校长。", {"126名": {"item": "检察官", "action": "担任法治副校长"}}),
    ("为符合条件的76名被告人指定律师。", {"76名": {"item": "符合条件的被告人", "action": "指定律师"}}),
    ("在受理的46件申请中，答复的占41%。", {"46件": {"item": "申请", "action": "受理"}, "41%": {}}),
    (
        "抽查4个县62个乡镇。",
        {"4个": {"item": "县", "action": "抽查"}, "62个": {"item": "乡镇", "actor": None}},
    ),
    (
        "三次产业结构由10.8：48.6：40.6调整为9.9：44.1：46.0。",
        {"10.8：48.6：40.6": {"direction": None}, "9.9：44.1：46.0": {"role": "to", "direction": None}},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), AFTERWARDS, ids=[row[0] for row in AFTERWARDS])
def test_what_is_told_after_a_figure(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


CARRIED = [  # the last figure of each
    # beyond the parts what is done is told of the whole
    ("存栏生猪31万头，其中能繁母猪3万头；全年出栏38万头。", "item", "生猪"),
    ("受理申请100件，其中自然人申请60件、法人申请40件，办结98件。", "item", "申请"),
    ("查办案件120件，其中大案30件，结案20件。", "item", "大案"),
    # a fellow of what was told of has its verb, and so has a part over an amount
    ("办理结婚登记4万对，比上年增加126对，离婚登记1万对。", "action", "办理"),
    ("查出违规金额4287万元，管理不规范金额15亿元。", "action", "查出"),
    ("授权专利46件，截至年底，有效发明专利33件。", "action", None),
    ("引进项目62个，到位资金21亿元，其中亿元以上项目15个。", "action", "引进"),
    # a side of an account
    ("社会保险基金收入总计9亿元，支出总计8亿元。", "item", "社会保险基金支出总计"),
    ("预算收入9亿元，加上补助收入8亿元，收入总计17亿元。", "item", "收入总计"),
]


@pytest.mark.parametrize(("sentence", "field", "said"), CARRIED, ids=[row[0] for row in CARRIED])
def test_what_is_carried_over(sentence: str, field: str, said: str | None) -> None:
    assert getattr(extract(sentence).indicators[-1], field) == said


PAIRED = [  # the items of each in order
    (
        "茶叶、核桃、中药材基地分别达到12万亩、25万亩、6万亩。",
        ["茶叶基地", "核桃基地", "中药材基地"],
    ),
    ("一、二、三产业分别实现增加值3亿元、6亿元、8亿元。", ["一产业增加值", "二产业增加值", "三产业增加值"]),
    ("甲公司、乙公司分别完成投资3亿元、2亿元。", ["投资", "投资"]),
    ("建成医院、养老机构分别为12所和8所。", ["医院", "养老机构"]),
    ("大型企业、中小企业分别为12家和80家。", ["大型企业", "中小企业"]),
    (
        "小麦、玉米播种面积分别为12万亩、9万亩，单产分别为412公斤、430公斤。",
        ["小麦播种面积", "玉米播种面积", "小麦单产", "玉米单产"],
    ),
    ("城镇、农村低保月保障标准分别提高到780元、620元。", ["城镇低保月保障标准", "农村低保月保障标准"]),
    ("2023年度收、支总计640万元，比上年各增加12万元。", ["收、支总计", "收、支总计"]),
    ("其中Ⅰ～Ⅲ类水质断面31个，Ⅳ类4个。", ["Ⅰ～Ⅲ类水质断面", "Ⅳ类"]),
]


@pytest.mark.parametrize(("sentence", "items"), PAIRED)
def test_what_a_list_says_once_is_said_of_each(sentence: str, items: list[str]) -> None:
    assert [one.item for one in extract(sentence).indicators] == items


OPENED = [  # the last figure of each
    ("平均每百户拥有小汽车21.3辆、空调67.2台、手机238.6部。", "平均每百户拥有手机"),
    ("每千人口拥有执业（助理）医师3.2人、注册护士3.8人。", "每千人口拥有注册护士"),
    ("户均耕地3.2亩、林地5.1亩。", "户均林地"),
    ("生均公用经费标准小学由650元提高到720元、初中由850元提高到940元。", "生均公用经费标准初中"),
    ("每千人口拥有医师3.2人，全市有护士3.8万人。", "护士"),
    ("低保标准提高到650元、高龄津贴提高到100元。", "高龄津贴"),
]


@pytest.mark.parametrize(("sentence", "item"), OPENED)
def test_what_opens_the_first_of_a_list_is_said_of_each(sentence: str, item: str) -> None:
    assert extract(sentence).indicators[-1].item == item


AGAINST = [  # the bases of each in order
    ("与2020年相比，常住人口增加12万人，城镇化率提高3个百分点。", ["与2020年相比", "与2020年相比"]),
    ("同上年相比，粮食增长5%；棉花增长6%。", ["同上年相比", None]),
    ("与2010年的49万人相比，减少2万人，下降4%。", [None, *("与2010年的49万人相比",) * 2]),
    ("与上年相比，增长5%，比计划多3万吨。", ["与上年相比", "比计划"]),
    ("增速高于全国、全省0.5个和0.3个百分点。", ["全国", "全省"]),
    ("增速比一季度、上半年分别回落0.3个、0.2个百分点。", ["比一季度、上半年"] * 2),
]


@pytest.mark.parametrize(("sentence", "bases"), AGAINST)
def test_what_a_clause_says_that_changes_are_compared_with(sentence: str, bases: list[str | None]) -> None:
    assert [one.basis for one in extract(sentence).indicators] == bases
