"""Where containers write their lines down."""

from typing import Any

from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept, Line

#: The longest text that is read, in characters: some two thousand printed pages.
CHARACTERS = 2_000_000
TOO_LONG = (
    f"文件的文字超过 {CHARACTERS // 10_000} 万字，没有读取：系统一次只读 {CHARACTERS // 10_000} 万字以内的文件。"
    "请确认选对了文件；确是公文的，请按章节拆成几个文件后分别上传。"
)


class Sheet:
    """Lines one after the other; refuses to become longer than a document can be."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.notices: list[str] = []
        self.size = 0

    def add(self, text: str, **facts: Any) -> None:
        """One line, or several if the text holds line breaks. facts: fields of Line."""
        for part in text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            self.lines.append(Line(self.size, self.size + len(part), **facts))
            self.parts.append(part)
            self.size += len(part) + 1
            if self.size > CHARACTERS:
                raise DocumentError(TOO_LONG)

    def notice(self, text: str) -> None:
        """Something the reader should know, once."""
        if text not in self.notices:
            self.notices.append(text)

    def kept(self) -> Kept:
        """The text with its lines."""
        return Kept("\n".join(self.parts), self.lines, self.notices)
