"""argparse, speaking Chinese."""

import argparse
import re
import sys
from typing import NoReturn

# What argparse says in English → what the user reads. Groups are put in place of {0}, {1} …
SENTENCES = [
    (r"the following arguments are required: (.+)", "缺少必填参数：{0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "参数 {0} 的值 {1} 不对，可用：{2}"),
    (r"argument (.+?): expected one argument", "参数 {0} 后面要有一个值"),
    (r"argument (.+?): expected at least one argument", "参数 {0} 后面至少要有一个值"),
    (r"argument (.+?): invalid \S+ value: (.+)", "参数 {0} 的值 {1} 格式不对"),
    (r"argument (.+?): not allowed with argument (.+)", "参数 {0} 不能和 {1} 一起用"),
    (r"argument (.+?): (.+)", "参数 {0}：{1}"),
]


def translate(message: str) -> str:
    """An argparse message in Chinese; one that is not known is shown as it came."""
    for pattern, sentence in SENTENCES:
        found = re.fullmatch(pattern, message)
        if found:
            return sentence.format(*found.groups())
    return message


class Parser(argparse.ArgumentParser):
    """A parser with Chinese headings; wrong usage ends with code 2 and says where help is."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]  # passed through
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_help(self) -> str:
        """The help text with a Chinese first word."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def format_usage(self) -> str:
        """The usage line with a Chinese first word."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Wrong usage: say what is wrong and where the help is."""
        sys.stderr.write(
            f"{self.format_usage()}用法不对：{translate(message)}。请运行 {self.prog} --help 查看说明。\n"
        )
        self.exit(2)
