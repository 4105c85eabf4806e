"""`changai access reset-password|reset-two-factor USERNAME`: for administrators' accounts, which no page resets."""

import argparse

from axes.utils import reset
from django.db import transaction

from changai.kernel.access import passwords, two_factor
from changai.kernel.access.models import Account
from changai.kernel.audit import record
from changai.site.commands.errors import Failure
from changai.site.commands.output import emit, show
from changai.site.commands.prepare import require_database

RESETS = {"reset-password": "重置密码", "reset-two-factor": "重置动态口令"}
SHORTEST = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is reset, of whom, why."""
    parser.add_argument(
        "what",
        choices=RESETS,
        metavar="reset-password|reset-two-factor",
        help="reset-password 重置密码（给出一次性密码）；reset-two-factor 重置动态口令",
    )
    parser.add_argument("username", metavar="账号", help="登录用的账号")
    parser.add_argument("--reason", required=True, metavar="理由", help="为什么重置，写入审计记录")
    parser.add_argument("--json", action="store_true", help="结果以 JSON 输出")


def run(options: argparse.Namespace) -> int:
    """Reset, end the account's sessions, and put it on record."""
    title = RESETS[options.what]
    if len(options.reason.strip()) < SHORTEST:
        raise Failure(f"未能{title}", "理由太短", "请用 --reason 写明为什么重置，例如“手机丢失，本人到场”")
    require_database(f"未能{title}")
    account = Account.objects.filter(username=options.username).first()
    if account is None:
        raise Failure(f"未能{title}", f"没有账号“{options.username}”", "请核对登录用的账号")
    password = ""
    with transaction.atomic():
        if options.what == "reset-password":
            password = passwords.one_time_password()
            passwords.change(account, password, one_time=True)
            reset(username=account.username)
        elif not two_factor.disable(account):
            raise Failure(f"未能{title}", f"账号“{account.username}”没有设置动态口令", "不需要重置")
        key = options.what.replace("-", "_")
        record(f"access.{key}", f"{title}（服务器）", target=account, reason=options.reason.strip())
    if options.json:
        emit({"account": account.username, **({"password": password} if password else {})})
    elif password:
        show(f"一次性密码：{password}\n请当面告诉本人；登录后必须先换成自己的密码。已登录的会话已失效。")
    else:
        show("动态口令已重置，已登录的会话已失效。本人登录后请马上重新设置。")
    return 0
