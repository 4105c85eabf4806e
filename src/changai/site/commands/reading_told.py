"""What was read from a document, told in a few lines for people."""

from collections.abc import Iterator

from changai.engines.documents.reading import Reading

KINDS = {"plan": "方案", "reply": "答复", "report": "报告", "other": "其他公文"}
MOST = 12
FIELDS = {
    "title": "标题",
    "notice_title": "印发通知",
    "issuer": "发文单位",
    "document_number": "文号",
    "date": "日期",
    "addressees": "主送",
    "basis": "依据",
    "measures": "任务",
    "chapters": "部分",
    "targets": "目标",
    "document_targets": "总体目标",
    "figures": "数据",
    "recipient": "答复对象",
    "proposal": "建议提案",
    "proposal.title": "建议提案标题",
    "proposal.number": "建议提案编号",
    "proposal.session": "届次",
    "proposal.body": "会议",
}


def lines(name: str, reading: Reading) -> Iterator[str]:
    """Header fields, counts, checks that fail, doubts. A field that is not printed has no line."""
    yield f"{name}：{KINDS[reading.kind]}"
    yield from _pairs(
        ("标题", reading.title),
        ("印发通知", reading.notice_title),
        ("发文单位", "、".join(reading.issuer)),
        ("文号", reading.document_number),
        ("日期", reading.date.isoformat() if reading.date else None),
        ("主送", reading.addressees),
        (
            "依据",
            "；".join(f"{one.name}{f'（{one.number}）' if one.number else ''}" for one in reading.basis),
        ),
    )
    if reading.kind == "reply":
        yield from _reply(reading)
    yield from _counts(reading)
    failing = [one for one in reading.checks if not one.ok]
    if reading.checks:
        yield f"  数据勾稽：{len(reading.checks)} 项，其中 {len(failing)} 项对不上"
    yield from (f"    × {one.detail}" for one in failing)
    yield from _some("  存疑", [f"{FIELDS.get(one.where, one.where)}：{one.what}" for one in reading.doubts])
    yield from (f"  提示：{one}" for one in reading.notices)


def _reply(reading: Reading) -> Iterator[str]:
    asked = reading.proposal
    yield from _pairs(
        ("答复对象", "、".join(reading.recipient) + (reading.recipient_role or "")),
        (
            "建议提案",
            "，".join(
                one
                for one in (
                    asked.body,
                    asked.session,
                    f"第{asked.number}号{asked.type or ''}" if asked.number else None,
                    asked.title,
                )
                if one
            )
            if asked
            else None,
        ),
        ("办理标识", reading.handling_mark),
        (
            "联系人",
            "；".join(" ".join(filter(None, (one.role, one.name, one.phone))) for one in reading.contacts),
        ),
        ("邮政编码", reading.postcode),
        ("公开情况", reading.disclosure),
        ("抄送", "、".join(reading.cc)),
    )


def _counts(reading: Reading) -> Iterator[str]:
    if reading.measures:
        targets = len(reading.document_targets) + sum(len(one.targets) for one in reading.measures)
        units = {unit for one in reading.measures for unit in (*one.lead, *one.responsible)}
        yield f"  任务 {len(reading.measures)} 项，涉及单位 {len(units)} 个，目标 {targets} 个"
        bare = [one.number for one in reading.measures if not one.lead and not one.responsible]
        if bare:
            yield f"  没有写明责任单位的任务：第 {'、'.join(bare)} 项"
    if reading.amends:
        yield f"  修改以前的文件 {len(reading.amends)} 处"
        yield from (f"    · {one.text}" for one in reading.amends)
    tops = [one for one in reading.sections if one.level == 1 and one.title]
    if tops and not reading.measures:
        yield f"  分 {len(tops)} 个部分：{'；'.join(one.label + one.title for one in tops)}"
    if reading.figures:
        yield f"  数据 {len(reading.figures)} 个"


def _pairs(*pairs: tuple[str, str | None]) -> Iterator[str]:
    yield from (f"  {label}：{value}" for label, value in pairs if value)


def _some(label: str, said: list[str]) -> Iterator[str]:
    """At most a dozen, and how many more there are."""
    if said:
        yield f"{label}：{len(said)} 处"
    yield from (f"    ? {one}" for one in said[:MOST])
    if len(said) > MOST:
        yield f"    …… 另有 {len(said) - MOST} 处，用 --json 查看全部"
