"""`changai undo-import NUMBER`: takes back an import, also one that a command made and no post sees."""

import argparse

from changai.kernel.audit import everywhere
from changai.kernel.imports.kinds import ImportRefused
from changai.kernel.imports.models import Batch
from changai.kernel.imports.undoing import undo
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which import, why."""
    parser.add_argument(
        "batch",
        type=int,
        metavar="批次号",
        help="changai import --json 输出的 batch；不知道的写 0，会列出最近的批次",
    )
    parser.add_argument("--reason", required=True, metavar="理由", help="为什么撤销，写入审计记录")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Undo all of it or nothing."""
    require_database("未能撤销")
    with everywhere(reason=f"撤销第 {options.batch} 批导入：{options.reason}"):
        batch = Batch.objects.filter(pk=options.batch).first()
        if batch is None:
            latest = Batch.objects.filter(state="done").order_by("-pk")[:5]
            known = "，".join(f"{one.pk}（{one.file_name}，{one.done_at:%Y-%m-%d}）" for one in latest)
            raise Failure(
                "未能撤销", f"没有第 {options.batch} 批导入", f"最近导入的有：{known or '没有'}，请核对批次号"
            )
        try:
            found = undo(batch, by=None)
        except ImportRefused as refusal:
            raise Failure(
                "未能撤销", str(refusal).removeprefix("不能撤销："), "请先处理上面所说的记录"
            ) from refusal
    removed = "、".join(f"{title} {count} 条" for title, count in found.removed.items())
    if options.json:
        emit({"batch": batch.pk, "removed": found.removed, "restored": found.restored})
    else:
        show(f"已撤销第 {batch.pk} 批导入：删除{removed or '0 条'}，恢复 {found.restored} 条记录的原值。")
    return 0
