"""Building the demo district once: files, import, figures, accounts, seal. A second start finds it done."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count

from changai.domains.workforce.duplicates.actions import collect
from changai.domains.workforce.people.models import Worker
from changai.kernel import imports
from changai.kernel.access.models import Post
from changai.kernel.audit import chain, everywhere
from changai.kernel.facts import derive
from changai.kernel.parties.models import Organisation
from changai.site.demo import accounts, complaints, dirt, files, papers, proposals
from changai.site.demo.shares import report

Say = Callable[[str], object]


@dataclass(frozen=True)
class Wish:
    """What district is wanted."""

    workers: int = 22165
    seed: int = 1
    as_of: date = field(default_factory=date.today)


def folder() -> Path:
    """Where the demo's files are."""
    return Path(settings.CHANGAI_HOME) / "demo"


def standing() -> dict[str, Any] | None:
    """What was built here before; None when nothing was, or not to the end."""
    mark = folder() / "built.json"
    return json.loads(mark.read_text()) if mark.exists() else None


def build(wish: Wish, say: Say) -> dict[str, Any]:
    """Build the district; facts about it for the caller to print."""
    place = folder()
    say(f"生成 {wish.workers} 名职工的花名册（种子 {wish.seed}，截至 {wish.as_of}）")
    written = files.write(place, wish.workers, wish.as_of, wish.seed)
    written.append(files.File("roster", dirt.write(place, wish.workers, wish.as_of, wish.seed)))
    password = accounts.one_password()
    with everywhere(reason="建立演示区县"):
        officer = accounts.officer(password)
        for one in written:
            bring_in(one, wish, officer, say)
        say(f"查找疑似重复：{collect(Worker.objects.all())} 对")
        say("生成快照，计算近十二个月的指标")
        derive.backfill(12, as_of=wish.as_of)
        staff = Organisation.objects.filter(kind="employer", employments__until=None).annotate(
            staff=Count("employments")
        )
        accounts.make(place, staff.order_by("-staff", "pk")[0], password)
        say(f"存入公文：{'、'.join(one.title for one in papers.bring_in())}")
        say(f"办理建议提案：{len(proposals.bring_in(date.today()))} 件")
        say(f"办理投诉举报：{len(complaints.bring_in(date.today()))} 件")
    chain.seal()
    facts = {
        "workers": wish.workers,
        "seed": wish.seed,
        "as_of": wish.as_of.isoformat(),
        "files": {one.path.name: hashlib.sha256(one.path.read_bytes()).hexdigest() for one in written},
    }
    (place / "built.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1))
    return facts


def bring_in(one: files.File, wish: Wish, officer: Post, say: Say) -> None:
    """Import one file through the product's own door, as the district's officer would."""
    region = report()["region"]
    outcome = imports.run(one.kind, one.path, region=region, month=one.month, today=wish.as_of, post=officer)
    said = f"导入 {one.path.name}：{outcome.rows} 行，新增 {outcome.created}，更新 {outcome.updated}"
    say(said + (f"，退回 {outcome.rejected}" if outcome.rejected else "") + f"（{outcome.seconds:.1f} 秒）")
