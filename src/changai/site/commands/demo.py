"""`changai demo`: a believable district, then the site."""

import argparse
from datetime import date

from changai.kernel.parties.models import Person
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, say
from changai.site.commands.prepare import ensure_database, ensure_static
from changai.site.commands.supervisor import Supervisor, free_port
from changai.site.demo import accounts, build


def arguments(parser: argparse.ArgumentParser) -> None:
    """How large, from which seed, as of when, where it is served."""
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="监听端口，默认 8000")
    parser.add_argument("--no-serve", action="store_true", help="只建立，不启动网站")
    parser.add_argument("--workers", type=int, default=22165, metavar="人数", help="职工人数，默认 22165")
    parser.add_argument("--seed", type=int, default=1, metavar="种子", help="同一种子得到同样的数据，默认 1")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="日期", help="数据截至哪一天，默认今天")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出（与 --no-serve 同用）")


def run(options: argparse.Namespace) -> int:
    """Build what is not there yet, print address and accounts, serve."""
    if options.workers < 100:
        raise Failure("未能建立演示", "人数太少，比例无法成立", "请用 --workers 给出 100 以上的人数")
    if not options.no_serve:
        free_port("127.0.0.1", options.port)
    ensure_database()
    ensure_static()
    facts = build.standing()
    if facts is None:
        if Person._base_manager.exists():
            raise Failure(
                "未能建立演示",
                "这个数据库里已有别的数据，或上次建立演示时中断",
                "请设 CHANGAI_HOME 换一个空目录；确认是中断的演示数据，可删除该目录后重来",
            )
        facts = build.build(build.Wish(options.workers, options.seed, options.as_of or date.today()), say)
    elif wants_other(options, facts):
        say(
            f"这里已有 {facts['workers']} 人、种子 {facts['seed']} 的演示数据，照用。要另建，请设 CHANGAI_HOME 换一个目录。"
        )
    address = f"http://127.0.0.1:{options.port}/"
    people = accounts.read(build.folder())
    if options.json:
        emit({**facts, "address": address, "accounts": people})
    else:
        tell(address, people)
    return 0 if options.no_serve else Supervisor("127.0.0.1", options.port).run()


def wants_other(options: argparse.Namespace, facts: dict[str, object]) -> bool:
    """Whether another district is asked for than stands here."""
    return options.workers != facts["workers"] or options.seed != facts["seed"]


def tell(address: str, people: list[dict[str, str]]) -> None:
    """Address and accounts, for people."""
    print(f"\n产改通演示：{address}")
    print(f"密码都是：{people[0]['password']}\n")
    for one in people:
        print(f"  {one['username']:<10}{one['where']} {one['role']}")
    print("\n先用 xianan 登录，打开“工人队伍”下的“结构分析”。", flush=True)
