"""RTF files: their running text."""

import re

from changai.engines.documents.containers.refusals import SAVE
from changai.engines.documents.containers.sheet import CHARACTERS, TOO_LONG, Sheet
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.text import Kept

TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I
)
ASIDE = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable "
    b"listoverridetable revtbl rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl fldinst bkmkstart "
    b"bkmkend comment annotation atnid atnauthor atnref atndate ftnsep ftnsepc aftnsep nonshppict filetbl mmathPr".split()
)
SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"emdash": "—",
    b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u3000",
}  # fmt: skip
#: Character sets of fonts, as code pages.
CHARSETS = {134: "gb18030", 136: "cp950", 128: "cp932", 129: "cp949", 0: "cp1252"}
PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8"}
BYTES = 64 * 1024 * 1024


def read_rtf(content: bytes) -> Kept:
    """Paragraphs as whole lines, table rows with cells parted by tabs; hidden and deleted text left out."""
    if len(content) > BYTES:
        raise DocumentError(TOO_LONG)
    reader = Reader()
    for found in TOKEN.finditer(content):
        reader.take(found)
    reader.flush()
    text = "".join(reader.parts)
    if not text.strip():
        raise DocumentError("这是 RTF 文件，但没有读到文字。" + SAVE)
    sheet = Sheet()
    for line in text.split("\n"):
        cells = line.rstrip("\t").split("\t")
        row = "\t" in line.strip() and line.endswith("\t") and len(cells) > 1
        sheet.add(
            "\t".join(cell.strip() for cell in cells) if row else line,
            whole=True,
            kind="row" if row else "body",
        )
    return sheet.kept()


class Reader:
    """Goes through an RTF's words; a group's end brings back what held before it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.raw = bytearray()
        self.stack: list[tuple[bool, bool, int, str]] = []
        self.aside = self.hidden = False
        self.skip, self.left = 1, 0
        self.encoding = self.standard = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.in_fonts = self.fresh = False
        self.size = 0

    def take(self, found: re.Match[bytes]) -> None:
        """One word, sign, or piece of text."""
        word, number, code, sign, brace, text = found.groups()
        if brace == b"{":
            self.flush()
            self.stack.append((self.aside, self.hidden, self.skip, self.encoding))
            self.fresh = True
            return
        if brace == b"}":
            self.flush()
            if self.stack:
                self.aside, self.hidden, self.skip, self.encoding = self.stack.pop()
        elif word:
            self.word(word, int(number) if number else None)
        elif code:
            self.byte(bytes([int(code, 16)]))
        elif sign:
            self.sign(sign)
        elif text:
            self.byte(text)
        self.fresh = False

    def word(self, word: bytes, number: int | None) -> None:
        """A control word."""
        if word in ASIDE and self.fresh:
            self.aside, self.in_fonts = True, word == b"fonttbl"
        elif word == b"ansicpg" and number:
            self.encoding = self.standard = PAGES.get(number, f"cp{number}")
        elif word == b"f" and number is not None:
            self.flush()
            self.font = number
            self.encoding = self.fonts.get(number, self.standard) if not self.in_fonts else self.encoding
        elif word == b"fcharset" and number in CHARSETS:
            self.fonts[self.font] = CHARSETS[number] if number else self.standard
        elif word == b"uc" and number is not None:
            self.skip = number
        elif word == b"u" and number is not None:
            self.flush()
            self.write(chr(number % 65536))
            self.left = self.skip
        elif word in (b"v", b"deleted"):
            self.flush()
            self.hidden = number != 0
        elif word in (b"pard", b"plain") and word == b"plain":
            self.flush()
            self.hidden = False
        elif word in SIGNS:
            self.flush()
            self.write(SIGNS[word])

    def sign(self, sign: bytes) -> None:
        """A control sign."""
        if sign == b"*" and self.fresh:
            self.aside = True
        elif sign in b"\\{}":
            self.byte(sign)
        elif sign == b"~":
            self.byte(b" ")
        elif sign == b"_":
            self.byte(b"-")
        elif sign in b"\r\n":
            self.flush()
            self.write("\n")

    def byte(self, piece: bytes) -> None:
        """Text in the encoding of the present font; what stands in for a \\u is passed over."""
        if self.left:
            passed = min(self.left, len(piece))
            self.left -= passed
            piece = piece[passed:]
        if not self.aside and not self.hidden:
            self.raw += piece

    def flush(self) -> None:
        """The bytes so far become text."""
        if self.raw:
            try:
                text = self.raw.decode(self.encoding, "replace")
            except LookupError:
                text = self.raw.decode("gb18030", "replace")
            self.raw.clear()
            self.write(text)

    def write(self, text: str) -> None:
        """Text that is seen."""
        if not self.aside and not self.hidden:
            self.parts.append(text)
            self.size += len(text)
            if self.size > CHARACTERS:
                raise DocumentError(TOO_LONG)
