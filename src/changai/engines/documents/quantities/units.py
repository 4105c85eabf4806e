"""Units that counts, measures and money are printed with."""

import re

MONEY = frozenset(["元人民币", "人民币", "美元", "欧元", "港元", "日元", "元", "块钱"])
_PEOPLE = "人次 人天 人 名次 名 位 户次 户 家次 家 口 人份 人年"
_THINGS = """个工作日 个标准班 个月 个小时 个学时 个课时 个次 个基点 个 件次 件 起 宗 例 场次 场 期次 期 班次 班 批次 批 次 轮次 轮 届 项次 项
条 款 种 类 门 节 篇 份 本 册 套 亩次 台次 台套 台 辆次 辆 艘 架次 架 部 座 栋 幢 间 所 处 支 组 对 张 枚 把 块 幅 片 棵 株 头 只 匹 羽 箱 瓶 袋
盒 件套 床 席 桌 则 封 通 道 堂 剂次 剂 针次 床位 工位 车次 标箱 字 页 步骤 票 笔 单 档 级 盘 副 层 排 段 根 颗 粒 单位 岗 折 番
镇 乡 村 县 社区 街道 学校 国 省 市 州 区县 岁 周岁 代 金 银 铜"""
_TIME = "学时 课时 小时 分钟 秒 天 日 周 工作日 年 学年 学期 工时"
_MEASURE = """平方公里 平方千米 平方米 平米 立方米 公里 千米 厘米 毫米 米 公顷 亩 公斤 千克 克 吨标准煤 吨标煤 吨 斤 升 千瓦时 度电 度 兆瓦
千瓦 瓦 千伏 摄氏度 ℃ 分贝 ㎡ m² km kg GB TB Mbps 倍 成 分 星 % ％ ‰ 个百分点 百分点 个标准差"""
_WORDS = sorted({*MONEY, *f"{_PEOPLE} {_THINGS} {_TIME} {_MEASURE}".split()}, key=len, reverse=True)
_PER = """百人 千人 万人 百户 万元 标准煤 人 名 户 家 个 月 年 天 日 次 期 学时 课时 小时 平方米 平米 立方米 ㎡ 亩 吨 公里 学年 学期 生 床 件 辆
台 项 岗 班 场 村 校"""
UNIT = (
    rf"(?:{'|'.join(map(re.escape, _WORDS))})"
    rf"(?:\s?[/／每]\s?(?:{'|'.join(_PER.split())})(?:[·・./／、每]?(?:人|月|年|天|日|次|期|学年))?)?"
)
_HAN = """人次 人 名 位 户次 户 家 个 个月 个百分点 百分点 个工作日 件次 件 起 宗 例 场次 场 期 班次 批次 批 次 轮 项 条 款 门 篇 份 册 套 台套
台 辆次 辆 架次 座 栋 幢 间 所 处 支 张 枚 种 元 美元 % ％ 倍 成 番 亩 公里 平方米 平方公里 吨 米 公斤 小时 学时 课时 分钟 天 年 周 岁 周岁
工作日 镇 乡 村 床 床位 笔 本"""
# Units that Chinese numerals are printed with; others after them make names (三方, 四级).
HAN_UNITS = frozenset(_HAN.split())
_SAME = {
    "百分点": "个百分点", "块钱": "元", "人民币": "元", "元人民币": "元", "㎡": "平方米", "m²": "平方米", "平米": "平方米",
    "个学时": "学时", "个课时": "课时", "个小时": "小时", "周岁": "岁",
}  # fmt: skip


def tidy(unit: str) -> str:
    """One writing for each unit: ％ becomes %, 百分点 个百分点, 元每人每月 元/人·月."""
    unit = re.sub(r"\s", "", unit).replace("％", "%").replace("／", "/").replace("・", "·").replace("每", "/")
    first, *rest = [piece for piece in re.split(r"[/·.、]", unit) if piece] or [""]
    return _SAME.get(first, first) + ("/" + "·".join(rest) if rest else "")


def is_money(unit: str) -> bool:
    """Whether a unit is money, alone or per something."""
    return unit.partition("/")[0] in MONEY
