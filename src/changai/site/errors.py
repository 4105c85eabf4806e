"""Error pages: what is wrong, why, what next, in Chinese, with the frame around them where there is one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PAGES = {
    400: ("这个请求看不懂", "地址中的参数或者提交的内容不对，可能是链接不完整。", "请从菜单重新进入，或者返回上一页再试。"),
    403: ("不能打开这个页面", "您的岗位没有办理这件事的权限。", "如确有需要，请联系本单位的安全管理员。"),
    404: ("没有找到这个页面", "地址不对，记录已不存在，或者不在您的岗位范围内。", "请从菜单重新进入，或者用上方的搜索框查找。"),
    500: ("系统出错了", "办理没有完成，已有的数据没有改变。", "请稍后再试；如果一再出现，请把现在的时间告诉系统管理员。"),
    419: ("这张页面停留太久了", "为了安全，页面打开太久或者在别处重新登录后就不能再提交。", "请返回上一页，刷新后再提交；填写的内容会自动恢复。"),
}  # fmt: skip


def page(request: HttpRequest, kind: int, status: int) -> HttpResponse:
    """One error page. A fault of the frame itself must not hide the page, so 500 is drawn without it."""
    title, why, then = PAGES[kind]
    template = "changai/error_plain.html" if kind == 500 else "changai/error.html"
    return render(request, template, {"title": title, "why": why, "then": then, "kind": kind}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(request, 400, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return page(request, 403, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, 404, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(request, 500, 500)


def csrf(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """The form's token does not fit."""
    return page(request, 419, 403)
