"""`changai createsuperuser`: the three administrators, apart from the start."""

import argparse
import getpass
import os
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import ADMINISTRATORS, Role
from changai.kernel.audit import record
from changai.site.commands.errors import Failure
from changai.site.commands.output import show
from changai.site.commands.prepare import require_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Unattended: account names and passwords from the environment."""
    parser.add_argument(
        "--no-input",
        action="store_true",
        help="不询问：密码取自环境变量 CHANGAI_SYSTEM_ADMIN_PASSWORD、CHANGAI_SECURITY_ADMIN_PASSWORD、"
        "CHANGAI_AUDIT_ADMIN_PASSWORD；账号名取自同名的 …_NAME，默认 system、security、audit",
    )


def run(options: argparse.Namespace) -> int:
    """Make each of the three accounts that is not there yet. All or none."""
    require_database("未能开设管理员")
    with transaction.atomic():
        for role in ADMINISTRATORS:
            if Post.objects.filter(role_key=role.key, until=None).exists():
                show(f"{role.title}已经有人担任，不再开设。")
                continue
            make(role, *(_from_environment(role) if options.no_input else _ask(role)))
            show(f"{role.title}已开设。")
    return 0


def make(role: Role, username: str, password: str) -> Post:
    """One administrator's account with its post."""
    if Account.objects.filter(username=username).exists():
        raise Failure(
            f"未能开设{role.title}", f"账号“{username}”已被使用，三名管理员不能共用账号", "请换一个账号名"
        )
    account = Account(username=username, display_name=role.title)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Failure(
            f"未能开设{role.title}", "；".join(one.rstrip("。") for one in error.messages), "请换一个密码"
        ) from error
    account.set_password(password)
    account.save()
    post = Post.objects.create(account=account, role_key=role.key, since=date.today())
    record("access.first_administrator", f"开设{role.title}", target=account, reason="系统初始化")
    return post


def _from_environment(role: Role) -> tuple[str, str]:
    """Account name and password of a role from the environment."""
    stem = f"CHANGAI_{role.key.upper()}"
    password = os.environ.get(f"{stem}_PASSWORD")
    if not password:
        raise Failure(
            f"未能开设{role.title}",
            f"环境变量 {stem}_PASSWORD 没有值",
            "请设好后重试，或去掉 --no-input 逐项输入",
        )
    return os.environ.get(f"{stem}_NAME") or role.key.removesuffix("_admin"), password


def _ask(role: Role) -> tuple[str, str]:
    """Account name and password of a role from the person at the keyboard."""
    default = role.key.removesuffix("_admin")
    username = input(f"{role.title}的账号名 [{default}]：").strip() or default
    password = getpass.getpass("密码（至少 10 位）：")
    if password != getpass.getpass("再输一次："):
        raise Failure(f"未能开设{role.title}", "两次输入的密码不一样", "请重新运行本命令")
    return username, password
