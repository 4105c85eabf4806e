"""Kinds of units."""

import re

MONEY = re.compile(r"^(?:元|美元|欧元|港元)")
TIME_UNITS = (
    "年",
    "个月",
    "月",
    "天",
    "日",
    "小时",
    "分钟",
    "个工作日",
    "工作日",
    "周",
    "学年",
    "学期",
    "秒",
    "岁",
)
