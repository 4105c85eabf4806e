"""What a command says when the work could not be done."""

import re

HAN = re.compile("[\u4e00-\u9fff]")


class Failure(Exception):
    """The work could not be done: what went wrong, why, and what to do next, each a Chinese clause."""

    def __init__(self, what: str, why: str, then: str) -> None:
        self.what, self.why, self.then = what, why, then
        super().__init__(f"{what}：{why}。{then}。")


def told(error: Exception) -> str:
    """The sentence shown for any error. A foreign message may hold personal data, so only its kind is shown."""
    message = str(error)
    if HAN.search(message):
        return message
    kind = type(error).__name__
    return (
        f"未能完成：程序遇到没有预料的错误（{kind}）。"
        "请先运行 changai doctor 检查安装；要看详细经过，请设环境变量 CHANGAI_DEBUG=1 后重试。"
    )
