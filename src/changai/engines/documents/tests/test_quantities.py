"""Quantities: what is found, and what is not taken for one."""

import pytest

from changai.engines.documents.quantities import find
from changai.engines.documents.text import identical

FOUND = """
推介招工信息1.58万条 = 15800 条
发放担保贷款2.385亿元 = 238500000 元
减税降费1.2万亿元 = 1200000000000 元
服务3千多人 = 3000 人 多
吸引一百余名能工巧匠报名 = 100 名 余
拨付补贴一千二百多万元 = 12000000 元 多
培训十几名学员 = 10 名 几
近百名职工参加 = 100 名 近
上千家企业参加 = 1000 家 上
建成三十个示范点 = 30 个
新增两千三百人 = 2300 人
签订率达到百分之九十以上 = 90 % min
有责投诉率控制在千分之五以内 = 0.5 % max
不少于三分之一 = 33.33 % min
超过1/3的职工 = 33.33 % min
八成以上企业建会 = 80 % min
对项目前3名的选手 = 3 名次 max
每家给予10万元奖励 = 100000 元/家
每人每年补贴4000～6000元 = 4000~6000 元/人·年
给予2000元和3000元补贴 = 2000 元; 3000 元
奖励30、40和50人 = 30 人; 40 人; 50 人
标准上限提高到6000元/人·年 = 6000 元/人·年 max
发放补贴不少于8000人次、1200万元 = 8000 人次 min; 12000000 元 min
职工教育经费不低于工资总额2.5% = 2.5 % min
每季度至少开展1次检查 = 1 次 min
额度最高不超过20万元 = 200000 元 max
创建3-5个基地 = 3~5 个
占比80%—90% = 80~90 %
合同期限为1至3年 = 1~3 年
由28.9％提高到31.6% = 28.9 %; 31.6 %
从3家增至8家 = 3 家; 8 家
提高2.7个百分点 = 2.7 个百分点
产值翻一番 = 1 番
增长1.5倍 = 1.5 倍
登记12,345人 = 12345 人
登记53 417人 = 53417 人
结案率92 .62％ = 92.62 %
占地面积约120亩 = 120 亩 约
安置16户21人 = 16 户; 21 人
参保覆盖面逾九成 = 90 % 逾 min
产值突破亿元大关 = 100000000 元 min
会员总数已超过2亿，创新高 = 200000000  min
办结时间压缩至3个工作日以内 = 3 个工作日 max
""".strip().splitlines()

NONE = """
党的十九大精神
“八大员”“九大群体”和十大专项行动
实施返乡创业三年行动计划
增强“四个意识”
拨打12333热线，或110
开展715世界青年技能日活动
围绕我市2236重点产业
自2018年10月1日起施行
湖北大洋塑胶有限公司e-psp车间
三六重工有限公司、5G基站、GB/T19001-2016标准
依照第十七条、第5号建议
六届人大四次会议，省委十一届三次、四次全会
十发〔2018〕7号，（2019）鄂05民终12号
电话：6056419，手机13812345678，（0999）8123306
邮政编码：443000
（三）健全机制
二是加强培训
获得一等奖，职业技能等级二级
劳动关系三方协商，三位一体
一支队伍、一批项目、一系列措施、一个平台
千方百计、一心一意、成千上万
庆祝建党100周年
做好“三个注重”，从四个方面抓两个维护
24小时自助服务，7×24小时热线
四个全面、2号楼3单元、318国道、1米线
浏览次数：1234次，上午9时30分，9:30-11:30
三五个、两三家、几十个、数百名
抄送：市人大常委会选任工委（2份）
近三年来，1-5月，十几年来，三年内，每两年
""".strip().splitlines()


def shown(text: str) -> str:
    """Quantities in the notation of FOUND."""
    quantities = []
    for one in find(identical(text)):
        words = ["~".join(map(str, one.values)), one.unit, one.approx, one.bound]
        quantities.append(" ".join(word for word in words if word is not None))
    return "; ".join(quantities)


@pytest.mark.parametrize("line", FOUND)
def test_found(line: str) -> None:
    text, _, expected = line.partition(" = ")
    assert shown(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_names_dates_and_numbers_of_things_are_none(text: str) -> None:
    assert shown(text) == ""


def test_places_and_printed_forms() -> None:
    text = identical("全市共发放贷款近2.385亿元。")
    (quantity,) = find(text)
    assert text.plain[quantity.start : quantity.end] == "近2.385亿元"
    assert text.plain[slice(*quantity.number)] == "2.385亿元"
    assert (quantity.raw_value, quantity.raw_unit) == ("2.385", "亿元")


def test_only_the_asked_range() -> None:
    text = identical("甲市30人，乙市40人。\n丙市50人。")
    assert [str(one.value) for one in find(text, 6, 13)] == ["40"]
