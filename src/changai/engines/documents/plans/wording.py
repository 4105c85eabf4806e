"""Whether a line holds nothing but names of units and what they are to do."""

import re

from changai.engines.documents.units import UnitMark, unit_like
from changai.engines.documents.units.names import WHOLE

VERB = re.compile(
    r"牵头|负责|配合|参与|参加|协助|协同|会同|按(?:照)?(?:各自)?(?:职责|职能|分工)|落实|组织实施|主办|承办"
)
NOT = re.compile(r"负责解释|负责人|负责同志|以下简称|下称|责任编辑|联系人")
FILLER = re.compile(
    r"由|会同|联合|协同|共同|分别|具体|牵头|负责|配合|参与|参加|协助|协办|支持|落实|组织|实施|推进|按照?|依据?|各自|职责|职能|分工|等|有关|相关|部门|单位|和|及|以及|与"
    r"|并|请|抓好|做好|密切|积极|地方|各级|主办|承办|办理|为|[、，；。：\s]"
)
REST = re.compile(r"[，；、]?以下[^。；]{0,30}，(?:不再|不)(?:一一|逐一|另行)?(?:列出|列举|标注|注明)")


def only_units(line: str, units: UnitMark, strict: bool = False) -> bool:
    """Nothing but names, verbs and separators; at least half of the names (strict: all) look like units."""
    rest = (units.due and line.replace(units.due, "")) or line
    for unit in sorted(units.units, key=lambda one: -len(one.name)):
        rest = rest.replace(unit.name, "")
    rest = re.sub(r"[（【][^（）【】]*[）】]", "", REST.sub("", rest))
    rest = re.sub(r"[，、]?[列排][^，。；]*牵头[^，。；]*|下同", "", rest)
    sure = sum(unit_like(unit.name) for unit in units.units)
    if strict and not all(unit_like(unit.name) or short_unit(unit.name) for unit in units.units):
        return False
    return not FILLER.sub("", rest) and sure * 2 >= len(units.units) and sure > 0


def short_unit(name: str) -> bool:
    """A short name without a level before it (宣教部, 中国科协)."""
    return len(name) <= 12 and bool(WHOLE.search(name)) and not re.search(r"[制达落实提高度%]", name)
