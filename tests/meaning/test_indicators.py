"""What a figure says where all of it stands at the figure: item, action, actor, role, basis, whole.

Each row is a sentence with its figures in order; what must come out is what the guidelines of the gold say.
"""

from __future__ import annotations

import pytest
from support import Expected, check

from reportmine import extract
from reportmine.rules.files import load

COUNTED: list[tuple[str, Expected]] = [
    # the noun after the figure
    ("清理19部规章。", {"19部": {"item": "规章", "action": "清理", "role": "level", "direction": None}}),
    ("修订3件地方性法规。", {"3件": {"item": "地方性法规", "action": "修订"}}),
    ("新建5所学校。", {"5所": {"item": "学校", "action": "新建"}}),
    ("建成12个社区服务中心。", {"12个": {"item": "社区服务中心", "action": "建成"}}),
    ("培育35家高新技术企业。", {"35家": {"item": "高新技术企业", "action": "培育"}}),
    ("组建8支志愿服务队。", {"8支": {"item": "志愿服务队", "action": "组建"}}),
    ("清理19部涉及农业农村领域的规章。", {"19部": {"item": "涉及农业农村领域的规章", "action": "清理"}}),
    ("开展6次专项检查。", {"6次": {"item": "专项检查", "action": "开展"}}),
    (
        "上年度审计查出的634个问题已整改617个。",
        {"634个": {"item": "问题", "action": "查出"}, "617个": {"item": "问题", "action": "整改"}},
    ),
    # the noun before the figure
    ("办理市人大代表建议1384件。", {"1384件": {"item": "市人大代表建议", "action": "办理", "role": "level"}}),
    ("新增就业岗位1.2万个。", {"1.2万个": {"item": "就业岗位", "action": "新增"}}),
    ("培训执法人员860人次。", {"860人次": {"item": "执法人员", "action": "培训"}}),
    ("发放补贴资金3200万元。", {"3200万元": {"item": "补贴资金", "action": "发放"}}),
    ("审结刑事案件2180件。", {"2180件": {"item": "刑事案件", "action": "审结"}}),
    ("改造老旧小区46个。", {"46个": {"item": "老旧小区", "action": "改造"}}),
    ("累计建成充电桩2.3万个。", {"2.3万个": {"item": "充电桩", "action": "建成"}}),
    ("依法查处违法案件512起。", {"512起": {"item": "违法案件", "action": "查处"}}),
    ("因政府信息公开被提起行政诉讼6件。", {"6件": {"item": "行政诉讼", "action": "提起"}}),
    # with who did it
    (
        "市政府办理人大代表建议312件。",
        {"312件": {"item": "人大代表建议", "action": "办理", "actor": "市政府"}},
    ),
    ("全市法院审结案件6.5万件。", {"6.5万件": {"item": "案件", "action": "审结", "actor": "全市法院"}}),
    ("全市新建公园12个。", {"12个": {"item": "公园", "action": "新建", "actor": "全市"}}),
    (
        "市司法局组织培训活动15场次。",
        {"15场次": {"item": "培训活动", "action": "组织", "actor": "市司法局"}},
    ),
    ("全省完成造林面积120万亩。", {"120万亩": {"item": "造林面积", "action": "完成", "actor": "全省"}}),
    ("全市共有律师事务所86家。", {"86家": {"item": "律师事务所", "actor": "全市"}}),
    # for whom
    ("为4215家企业提供法律服务。", {"4215家": {"item": "企业", "action": "提供法律服务"}}),
    ("向困难群众发放救助金682万元。", {"682万元": {"item": "救助金", "action": "发放"}}),
    ("与17个城市建立友好关系。", {"17个": {"item": "城市", "action": "建立友好关系"}}),
    # what was not done, or not as it should be
    (
        "收到申请86件，办结81件，尚未办结5件。",
        {"86件": {}, "81件": {"action": "办结"}, "5件": {"item": "申请", "action": "尚未办结"}},
    ),
    ("其中4个项目未按期开工。", {"4个": {"item": "项目", "action": "未按期开工"}}),
    ("未公开预算的单位6家。", {"6家": {"action": "未公开"}}),
    (
        "2个乡镇违规发放津贴18万元。",
        {"2个": {"item": "乡镇"}, "18万元": {"item": "津贴", "action": "违规发放"}},
    ),
    ("发现违规发放津贴18万元。", {"18万元": {"item": "津贴", "action": "发现违规发放"}}),
    # a verb that says little without its object, unless that is counted itself
    ("9所学校开展健康监测。", {"9所": {"item": "学校", "action": "开展健康监测"}}),
    ("学校开展健康监测9次。", {"9次": {"item": "健康监测", "action": "开展"}}),
    ("7项成果获主管部门认可或推广。", {"7项": {"item": "成果", "action": "认可或推广"}}),
    # how long it took
    ("连续四年开展河道清淤。", {"四年": {"item": "河道清淤", "action": "开展"}}),
    ("消防工作考核连续3次获评优秀。", {"3次": {"item": "消防工作考核", "action": "获评优秀"}}),
    ("国务院两次召开就业会议。", {"两次": {"item": "就业会议", "action": "召开", "actor": "国务院"}}),
    # of two verbs before a figure, the second says which are counted
    ("出台促进民营经济发展36条措施。", {"36条": {"item": "促进民营经济发展措施", "action": "出台"}}),
    # what people did, and what went on so long
    ("近4000名运动员参赛。", {"4000名": {"item": "运动员", "action": "参赛"}}),
    (
        "4亿元专项债券资金闲置超过一年。",
        {"4亿元": {"item": "专项债券资金", "action": "闲置"}, "一年": {"action": "闲置"}},
    ),
    # what comes before 后 only says when; an adverb after who did it
    ("87处供水设施建成后闲置。", {"87处": {"item": "供水设施", "action": "闲置"}}),
    ("9项经验被省政府集中推广。", {"9项": {"item": "经验", "action": "推广", "actor": "省政府"}}),
    # a grade is nobody
    ("12个集体获省级以上表彰。", {"12个": {"item": "集体", "action": "获省级以上表彰", "actor": None}}),
    (
        "全市PM10、PM2.5平均浓度分别下降3.2%和4.1%。",
        {"3.2%": {"item": "PM10平均浓度"}, "4.1%": {"item": "PM2.5平均浓度"}},
    ),
    (
        "全县失业保险、工伤保险参保人数分别达到3.6万人和5.2万人。",
        {"3.6万人": {"item": "失业保险参保人数"}, "5.2万人": {"item": "工伤保险参保人数"}},
    ),
    (
        "化学需氧量、二氧化硫排放总量分别下降3.1%和4.6%。",
        {"3.1%": {"item": "化学需氧量排放总量"}, "4.6%": {"item": "二氧化硫排放总量"}},
    ),
    ("全市85%的行政村实现5G网络覆盖。", {"85%": {"item": "行政村", "actor": "全市"}}),
    ("将土地出让收入的10%用于农业农村。", {"10%": {"item": "土地出让收入", "action": "用于农业农村"}}),
    ("12个县实现行政村快递服务全覆盖。", {"12个": {"item": "县", "action": "实现行政村快递服务全覆盖"}}),
    (
        "为320名生活困难的老人提供上门服务。",
        {"320名": {"item": "生活困难的老人", "action": "提供上门服务"}},
    ),
    ("用三年时间治理黑臭水体。", {"三年": {"item": "黑臭水体", "action": "治理"}}),
    (
        "用两年时间，建成环城绿道40公里。",
        {"两年": {"item": None}, "40公里": {"item": "环城绿道", "action": "建成"}},
    ),
    # bodies before their own number
    (
        "全市小学由58所调整为49所。",
        {"58所": {"item": "小学", "role": "from"}, "49所": {"item": "小学", "role": "to"}},
    ),
    # a share of what is reached
    ("供水管网覆盖95%的行政村。", {"95%": {"item": "行政村", "action": "覆盖"}}),
    # and what for
    ("选派120名干部到基层挂职。", {"120名": {"item": "干部", "action": "选派"}}),
    ("投入专项资金5600万元用于学校维修改造。", {"5600万元": {"item": "专项资金", "action": "投入"}}),
]

STATISTICS: list[tuple[str, Expected]] = [
    ("地区生产总值达到5300亿元。", {"5300亿元": {"item": "地区生产总值", "action": None, "role": "level"}}),
    ("群众满意度达96.5%。", {"96.5%": {"item": "群众满意度", "action": None, "role": "level"}}),
    ("森林覆盖率为62.3%。", {"62.3%": {"item": "森林覆盖率", "action": None}}),
    ("全市常住人口320.5万人。", {"320.5万人": {"item": "常住人口", "action": None, "actor": "全市"}}),
    ("固定资产投资完成860亿元。", {"860亿元": {"item": "固定资产投资", "role": "level"}}),
    ("社会消费品零售总额突破2000亿元。", {"2000亿元": {"item": "社会消费品零售总额", "relation": ">"}}),
    ("案件办结率99.1%。", {"99.1%": {"item": "案件办结率", "action": None}}),
    ("全县粮食总产量7.64万吨。", {"7.64万吨": {"item": "粮食总产量", "actor": "全县"}}),
    ("政府债务余额88.37亿元。", {"88.37亿元": {"item": "政府债务余额", "action": None}}),
    (
        "万元地区生产总值能耗为0.42吨标准煤。",
        {"0.42吨标准煤": {"item": "万元地区生产总值能耗", "action": None}},
    ),
    ("全市万人拥有律师3.8名。", {"3.8名": {"item": "律师"}}),
    ("三次产业结构比为12.1:38.5:49.4。", {"12.1:38.5:49.4": {"item": "三次产业结构比", "kind": "ratio"}}),
    ("受教育群众达82万人次。", {"82万人次": {"item": "受教育群众", "action": None}}),
    # ranks
    ("经济总量居全省第3位。", {"第3位": {"item": "经济总量", "role": "level", "kind": "rank"}}),
    ("进出口总额居全国第六位。", {"第六位": {"item": "进出口总额", "role": "level", "kind": "rank"}}),
    # scores
    ("营商环境评价得分92.6分。", {"92.6分": {"kind": "score", "action": None}}),
]

UP = {"role": "change", "direction": "up"}
DOWN = {"role": "change", "direction": "down"}

CHANGES: list[tuple[str, Expected]] = [
    ("地区生产总值增长5.3%。", {"5.3%": {"item": "地区生产总值", "basis": None, "action": None, **UP}}),
    ("地区生产总值比上年增长5.3%。", {"5.3%": {"item": "地区生产总值", "basis": "比上年", **UP}}),
    ("社会消费品零售总额较上年增长4.8%。", {"4.8%": {"item": "社会消费品零售总额", "basis": "较上年", **UP}}),
    ("刑事案件数量环比下降12.4%。", {"12.4%": {"item": "刑事案件数量", "basis": "环比", **DOWN}}),
    ("城镇化率提高1.4个百分点。", {"1.4个百分点": {"item": "城镇化率", "unit": "个百分点", **UP}}),
    ("失业率下降0.3个百分点。", {"0.3个百分点": {"item": "失业率", **DOWN}}),
    ("平均办理时长压缩5天。", {"5天": {"item": "平均办理时长", **DOWN}}),
    ("粮食产量增加20万吨。", {"20万吨": {"item": "粮食产量", **UP}}),
    ("耕地面积净增3.5万亩。", {"3.5万亩": {"item": "耕地面积", **UP}}),
    ("规模以上工业增加值增速5.7%。", {"5.7%": {"role": "change", "direction": "up"}}),
    ("单位地区生产总值能耗降幅超过4%。", {"4%": {"role": "change", "direction": "down", "relation": ">"}}),
    ("技术合同成交额增长2.1倍。", {"2.1倍": {"item": "技术合同成交额", "kind": "ratio", **UP}}),
    (
        "居民人均可支配收入比2020年增长35%。",
        {"35%": {"item": "居民人均可支配收入", "basis": "比2020年", **UP}},
    ),
    ("地区生产总值同比增长5.3%。", {"5.3%": {"item": "地区生产总值", "basis": "同比", **UP}}),
    ("刑事案件数量同比下降12.4%。", {"12.4%": {"item": "刑事案件数量", "basis": "同比", **DOWN}}),
]

ENDS: list[tuple[str, Expected]] = [
    (
        "审批事项由186项压减至92项。",
        {
            "186项": {"item": "审批事项", "role": "from", "direction": "down"},
            "92项": {"item": "审批事项", "role": "to", "direction": "down"},
        },
    ),
    (
        "森林覆盖率从58.1%提高到62.3%。",
        {
            "58.1%": {"item": "森林覆盖率", "role": "from", "direction": "up"},
            "62.3%": {"item": "森林覆盖率", "role": "to", "direction": "up"},
        },
    ),
    (
        "平均用时由15天缩短至7天。",
        {
            "15天": {"item": "平均用时", "role": "from", "direction": "down"},
            "7天": {"item": "平均用时", "role": "to", "direction": "down"},
        },
    ),
    ("常住人口城镇化率提高到71%。", {"71%": {"item": "常住人口城镇化率", "role": "to", "direction": "up"}}),
    ("失业率降至5.1%。", {"5.1%": {"item": "失业率", "role": "to", "direction": "down"}}),
    ("高新技术企业数量增至860家。", {"860家": {"item": "高新技术企业数量", "role": "to", "direction": "up"}}),
    ("办理时限压缩到3个工作日。", {"3个工作日": {"item": "办理时限", "role": "to", "direction": "down"}}),
    (
        "经济总量升至全国第7位。",
        {"第7位": {"item": "经济总量", "role": "to", "direction": "up", "kind": "rank"}},
    ),
]

SHARES: list[tuple[str, Expected]] = [
    (
        "抽查门店数量占门店总数的4.6%。",
        {"4.6%": {"item": "抽查门店数量", "whole": "门店总数", "role": "level"}},
    ),
    (
        "民生支出占一般公共预算支出的76.4%。",
        {"76.4%": {"item": "民生支出", "whole": "一般公共预算支出", "action": None}},
    ),
    (
        "服务业增加值占地区生产总值的比重为56.3%。",
        {"56.3%": {"item": "服务业增加值占地区生产总值的比重", "whole": "地区生产总值"}},
    ),
    (
        "服务业增加值占地区生产总值的56.3%。",
        {"56.3%": {"item": "服务业增加值", "whole": "地区生产总值"}},
    ),
    ("民营企业数量占全市的92%。", {"92%": {"item": "民营企业数量", "whole": "全市"}}),
    ("一般公共预算支出完成调整预算的96.8%。", {"96.8%": {"item": "一般公共预算支出", "whole": "调整预算"}}),
]

PLAIN: list[tuple[str, Expected]] = [
    (
        "累计取消审批事项46项。",
        {"46项": {"item": "审批事项", "action": "取消", "role": "level", "direction": None}},
    ),
    ("办结率达到100%。", {"100%": {"item": "办结率", "action": None, "role": "level", "whole": None}}),
    ("新增就业5万人。", {"5万人": {"item": "就业", "action": "新增", "role": "level"}}),
]

OTHER_KINDS: list[tuple[str, Expected]] = [  # court, procuratorate, audit, budget, bulletin, disclosure
    (
        "批准逮捕各类犯罪嫌疑人812人，提起公诉1536人。",
        {
            "812人": {"item": "各类犯罪嫌疑人", "action": "批准逮捕"},
            "1536人": {"item": "各类犯罪嫌疑人", "action": "提起公诉"},
        },
    ),
    ("判处罪犯3917人。", {"3917人": {"item": "罪犯", "action": "判处"}}),
    ("追回资金3200万元。", {"3200万元": {"item": "资金", "action": "追回"}}),
    ("挽回经济损失1.5亿元。", {"1.5亿元": {"item": "经济损失", "action": "挽回"}}),
    ("已整改问题617个。", {"617个": {"item": "问题", "action": "整改"}}),
    ("全年居民消费价格比上年上涨0.3%。", {"0.3%": {"item": "居民消费价格", "basis": "比上年", **UP}}),
    ("年末全市户籍人口320.5万人。", {"320.5万人": {"item": "户籍人口", "actor": "全市", "action": None}}),
    (
        "行政案件败诉率低于全省平均水平2.1个百分点。",
        {"2.1个百分点": {"item": "行政案件败诉率", "basis": "全省平均水平", **DOWN}},
    ),
    (
        "外贸依存度比全省平均水平高2.3个百分点。",
        {"2.3个百分点": {"item": "外贸依存度", "basis": "比全省平均水平", **UP}},
    ),
    (
        "收到政府信息公开申请312件，较上年增加28件。",
        {
            "312件": {"item": "政府信息公开申请", "action": "收到", "role": "level"},
            "28件": {"item": "政府信息公开申请", "basis": "较上年", **UP},
        },
    ),
    ("每年培训骨干人才不少于200名。", {"200名": {"item": "骨干人才", "action": "培训", "relation": "≥"}}),
    ("拆除违法建筑面积12.6万平方米。", {"12.6万平方米": {"item": "违法建筑面积", "action": "拆除"}}),
    ("12家企业入选国家级绿色工厂名单。", {"12家": {"item": "企业", "action": "入选国家级绿色工厂名单"}}),
    ("人口自然增长率为2.1‰。", {"2.1‰": {"item": "人口自然增长率"}}),
    (
        "将办理时限由20个工作日压缩至5个工作日。",
        {
            "20个工作日": {"item": "办理时限", "role": "from"},
            "5个工作日": {"item": "办理时限", "role": "to"},
        },
    ),
    (
        "一般公共预算收入186.3亿元，完成预算的103.6%。",
        {
            "186.3亿元": {"item": "一般公共预算收入", "whole": None},
            "103.6%": {"item": "一般公共预算收入", "whole": "预算", "role": "level"},
        },
    ),
    (
        "第三产业对经济增长的贡献率为57.4%。",
        {"57.4%": {"item": "第三产业对经济增长的贡献率", "role": "level", "action": None}},
    ),
]

KNOWN_FAILURES: list[tuple[str, str, Expected]] = [
    (
        "an adverb and a verb the dictionary takes for a noun are joined to the item",
        "全县43个行政村全部通上动力电。",
        {"43个": {"item": "行政村", "actor": "全县"}},
    ),
]


NEIGHBOURS: list[tuple[str, Expected]] = [
    # a verb and a character for a kind of thing make its name; a count of the doing does with any verb
    ("全县屠宰点35处。", {"35处": {"item": "屠宰点", "action": None}}),
    ("其中接种点12个。", {"12个": {"item": "接种点", "action": None}}),
    ("累计领取人数2.3万人。", {"2.3万人": {"item": "领取人数", "action": None}}),
    ("全年培训护理员350人。", {"350人": {"item": "护理员", "action": "培训"}}),
    ("检查点位35处。", {"35处": {"item": "点位", "action": "检查"}}),
    # 多 and 少 right before a verb are of what was done, but not where something is compared with
    ("3家单位少核算收入120万元。", {"3家": {}, "120万元": {"item": "收入", "action": "少核算"}}),
    ("收入比预算少320万元。", {"320万元": {"item": "收入", "role": "change", "direction": "down"}}),
    # what is not as it should be is of the thing's name after the verb
    ("关闭违规网吧6家。", {"6家": {"item": "违规网吧", "action": "关闭"}}),
    ("打通未贯通道路40条。", {"40条": {"item": "未贯通道路", "action": "打通"}}),
    # a numeral that is a piece of a word does not cut it
    (
        "查处违反中央八项规定精神问题56起。",
        {"56起": {"item": "违反中央八项规定精神问题", "action": "查处"}},
    ),
    # two verbs said as one, how it was done left out, 无 in a name
    ("紧急转移安置受灾群众1.2万人。", {"1.2万人": {"item": "受灾群众", "action": "转移安置"}}),
    ("分流安置富余职工320人。", {"320人": {"item": "富余职工", "action": "分流安置"}}),
    ("2个镇应发未发补贴35万元。", {"2个": {}, "35万元": {"item": "补贴", "action": "应发未发"}}),
    ("取缔无证摊点35处。", {"35处": {"item": "无证摊点", "action": "取缔"}}),
    ("一批技术攻关项目中，21项技术实现国产化替代。", {"21项": {"item": "技术", "action": "实现国产化替代"}}),
    (
        "财政总收入比原计划增加十分之一。",
        {"十分之一": {"item": "财政总收入", "role": "change", "basis": "比原计划"}},
    ),
    ("城乡居民收入比缩小到2.1。", {"2.1": {"item": "城乡居民收入比", "role": "to"}}),
    ("科技竞争力排名上升6位。", {"6位": {"item": "科技竞争力排名", "role": "change"}}),
    (
        "完成投资12亿元、超年度计划8%。",
        {
            "12亿元": {"item": "投资", "action": "完成"},
            "8%": {"item": "投资", "role": "change", "direction": "up"},
        },
    ),
    ("5个单位超预算支出31万元。", {"5个": {}, "31万元": {"role": "level"}}),
    ("其中工商税收到8亿元。", {"8亿元": {"item": "工商税", "action": "收到"}}),
    (
        "开展绩效评审、压减资金4200万元。",
        {"4200万元": {"item": "资金", "role": "change", "direction": "down"}},
    ),
    ("利用闲置校舍改造建设12个养老服务站。", {"12个": {"item": "养老服务站", "action": "改造建设"}}),
    (
        "建成基站900个、覆盖95%以上行政村。",
        {"900个": {"item": "基站", "action": "建成"}, "95%": {"item": "行政村", "action": "覆盖"}},
    ),
    ("总投资41亿元的光伏组件项目开工。", {"41亿元": {"item": "光伏组件项目总投资"}}),
    ("提升20所高中管理水平。", {"20所": {"item": "高中", "role": "level", "action": "提升管理水平"}}),
    ("6.5亿多人口的发展中地区实现稳定就业。", {"6.5亿多": {"item": "人口"}}),
    ("连续三年获得全省考核优秀等次。", {"三年": {"item": "全省考核优秀等次", "action": "获得"}}),
    ("全县民生支出八成以上投向农村。", {"八成": {"item": "民生支出", "action": "投向农村"}}),
    (
        "支持3个保种场、2个育种场开展性能测定。",
        {"3个": {"item": "保种场", "action": "支持"}, "2个": {"item": "育种场", "action": "支持"}},
    ),
    ("地方财政共收入7.4亿元。", {"7.4亿元": {"item": "地方财政收入"}}),
    ("新增装机超过全省一半。", {"一半": {"whole": "全省"}}),
    ("支持1万名未就业高校毕业生参加见习。", {"1万名": {"item": "未就业高校毕业生", "action": "支持"}}),
]


OTHER_BODIES: list[tuple[str, Expected]] = [
    (
        "2户企业少计利润5486万元。",
        {"2户": {"item": "企业"}, "5486万元": {"item": "利润", "action": "少计", "role": "level"}},
    ),
    ("食堂多支出资金48万元。", {"48万元": {"item": "资金", "action": "多支出", "role": "level"}}),
    ("行政支出比预算多支出2%。", {"2%": {"item": "行政支出", "role": "change", "direction": "up"}}),
    (
        "收到申请26件，结果维持9件。",
        {"26件": {"item": "申请", "action": "收到"}, "9件": {"item": "申请", "action": "维持"}},
    ),
    (
        "主动公开政府信息862条，通过新媒体发布231条。",
        {"862条": {"item": "政府信息"}, "231条": {"item": "政府信息", "action": "发布"}},
    ),
    ("审结159件，其中以调解方式结案52件。", {"159件": {"action": "审结"}, "52件": {"action": "结案"}}),
    ("补助标准低于每人每天5元。", {"5元": {"item": "补助标准", "role": "level"}}),
    (
        "全县16个乡镇仅配备专职人员7名。",
        {"16个": {"item": "乡镇"}, "7名": {"item": "专职人员", "action": "配备"}},
    ),
    (
        "监督公安机关立案82件、撤案17件。",
        {
            "82件": {"item": "公安机关立案", "action": "监督"},
            "17件": {"item": "公安机关撤案", "action": "监督"},
        },
    ),
    ("全部申请均按期答复，予以公开71件。", {"71件": {"item": "申请", "action": "予以公开"}}),
    (
        "向高新区管委会、临水镇分别下放行政权力85项、43项。",
        {
            "85项": {"item": "行政权力", "action": "下放", "actor": "高新区管委会"},
            "43项": {"item": "行政权力", "action": "下放", "actor": "临水镇"},
        },
    ),
    (
        "其中12个问题已整改9个。",
        {"12个": {"item": "问题", "action": None}, "9个": {"item": "问题", "action": "整改"}},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), OTHER_KINDS, ids=[row[0] for row in OTHER_KINDS])
def test_other_kinds_of_report(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(sentence, expected, id=sentence, marks=pytest.mark.xfail(reason=reason))
        for reason, sentence, expected in KNOWN_FAILURES
    ],
)
def test_known_failures(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), COUNTED, ids=[row[0] for row in COUNTED])
def test_what_is_counted(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), STATISTICS, ids=[row[0] for row in STATISTICS])
def test_statistics(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), CHANGES, ids=[row[0] for row in CHANGES])
def test_changes(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), ENDS, ids=[row[0] for row in ENDS])
def test_ends_of_a_change(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), SHARES, ids=[row[0] for row in SHARES])
def test_shares(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), PLAIN, ids=[row[0] for row in PLAIN])
def test_no_change_where_none_is_said(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("办理市人大代表建议1384件。", ["办理市人大代表建议"]),
        ("地区生产总值5300亿元、比上年增长5.3%。", ["地区生产总值", "地区生产总值增长"]),
        ("失业率下降0.3个百分点。", ["失业率下降"]),
    ],
)
def test_the_row_label(sentence: str, metrics: list[str]) -> None:
    assert [one.metric for one in extract(sentence).indicators] == metrics


def test_every_figure_names_the_rules_that_read_it() -> None:
    known = {rule.id for rule in load().rules}
    report = extract("全市办理案件1384件，比上年增长约5.3%，居全省第3位。")
    for one in report.indicators:
        assert one.rules
        assert {rule for rule in one.rules if rule.partition(".")[0] not in ("reading", "resolve")} <= known


@pytest.mark.parametrize(("sentence", "expected"), NEIGHBOURS, ids=[row[0] for row in NEIGHBOURS])
def test_what_its_neighbours_make_of_a_word(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), OTHER_BODIES, ids=[row[0] for row in OTHER_BODIES])
def test_audit_court_and_disclosure(sentence: str, expected: Expected) -> None:
    check(sentence, expected)
