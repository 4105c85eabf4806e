"""Indicators that can answer a target, and which of them its words point to."""

import re
from typing import Any

from changai.engines.rules.frozen import Frozen
from changai.kernel.facts.session import rules

# Indicator → words that must all occur in the target's or its measure's words; the first that fits is the likeliest.
WORDS: dict[str, tuple[str, ...]] = {
    "union-coverage-large": ("单独建会|单独组建|单独建立|25人以上|二十五人以上",),
    "party-coverage": ("党组织|党建|党的组织", "覆盖|组建"),
    "contract-rate": ("劳动合同", "签订|签约|覆盖"),
    "union-coverage": ("工会|建会", "覆盖率|建会率|组建率|建会"),
    "union-rate": ("入会率|会员.{0,6}覆盖|入会", "率|比例|占|覆盖"),
    "high-skilled": ("高技能人才", "占|比例|比重|占比"),
    "party-members": ("党员", "占|比例|比重"),
    "outside-migrants": ("外来农民工|外来务工", "占|比例|比重"),
    "migrants": ("农民工", "占|比例|比重"),
    "headcount": ("产业工人", "总数|总量|规模|队伍|人数"),
}
# What speaks of something else in spite of the words: a target of pay, training or contracts that are bargained.
BARRED: dict[str, str] = {
    "union-coverage": "党组织|集体合同|培训|劳动合同|单独建会",
    "contract-rate": "集体",
    "headcount": "培训|率",
}
# Indicators that are kept for one member of a dimension only.
MEMBERS: dict[str, tuple[str, str]] = {"union-coverage-large": ("scale", "large")}
COUNTED = {"人", "名"}
COUNTS = ("headcount", "party-members")


def indicators() -> dict[str, Frozen]:
    """What can be tied to: rates and counts, in the order of the catalogue."""
    return {key: one for key, one in rules().items() if one.measure in ("ratio", "count")}


def fits(target: Any, key: str) -> bool:
    """Whether an indicator speaks in the target's unit: shares in % and ‰, counts in persons."""
    if target.unit in ("%", "‰"):
        return key in indicators() and indicators()[key].measure == "ratio"
    return target.unit in COUNTED and key in COUNTS


def answerable(target: Any) -> bool:
    """Whether any indicator speaks in the target's unit."""
    return any(fits(target, key) for key in indicators())


def suggested(target: Any) -> list[str]:
    """Keys of indicators that the target's words point to, the likeliest first; an officer confirms one."""
    words = f"{target.subject}，{target.text}"
    found = []
    for key, wanted in WORDS.items():
        barred = BARRED.get(key)
        said = fits(target, key) and all(re.search(one, words) for one in wanted)
        if said and (barred is None or not re.search(barred, target.subject or words)):
            found.append(key)
    return found
