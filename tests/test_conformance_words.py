"""Words: what may not stand in tracked files, and what language pages speak."""

import re
import subprocess
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".sh", ".txt", ".sql", ".lock", ".in", ".csv",
        ".json", ".cfg", ""}  # fmt: skip
# Spelled in two parts, so that this file does not hold them itself.
FORBIDDEN = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "--index" + "-url",
    "--extra-index" + "-url",
    "cl" + "aude|anth" + "ropic|chat" + "gpt|co" + "pilot",
    r"(?<![\w.])/(wor" + r"k|ro" + r"ot|ho" + r"me/\w+)/",
    r"generated (by|with) (an? )?(ai|llm|assistant)\b",
]
ENGLISH = re.compile(r"[A-Za-z]{4,}")
# What is written in Latin letters in Chinese offices too.
KNOWN_LATIN = {
    "excel",
    "word",
    "xlsx",
    "json",
    "http",
    "https",
    "openapi",
    "parquet",
    "utf-8",
    "gb18030",
    "sqlite",
}


def tracked() -> list[Path]:
    """Tracked text files, vendored ones apart."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no git here: a release archive has no list of tracked files")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and "vendor" not in path.parts and path.is_file()]


def test_no_forbidden_word_in_a_tracked_file() -> None:
    pattern = re.compile("|".join(FORBIDDEN), re.IGNORECASE)
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line) and "--no-emit-index-url" not in line:
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert found == []


def test_every_direct_dependency_says_why() -> None:
    bare = []
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    for dependency in wanted:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        if not re.search(r"#\s+\w", line):
            bare.append(dependency)
    assert bare == []


class Words(HTMLParser):
    """Collects what a reader sees or hears: text, and the attributes that are read out."""

    SEEN = ("title", "placeholder", "alt", "aria-label", "value", "content")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        named = dict(attrs)
        if tag == "meta" or (tag == "input" and named.get("type") in ("hidden", "radio", "checkbox", None)):
            return
        self.found += [
            named[name] or ""
            for name in self.SEEN
            if name in named and not (tag != "input" and name == "value")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def english(template: str) -> list[str]:
    """English words that a template would show."""
    bare = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}", " ", template, flags=re.DOTALL)
    reader = Words()
    reader.feed(bare)
    words = [word for text in reader.found for word in ENGLISH.findall(text)]
    return [word for word in words if word.lower() not in KNOWN_LATIN]


def test_pages_speak_chinese() -> None:
    templates = list((ROOT / "src").rglob("templates/**/*.html"))
    found = {str(path.relative_to(ROOT)): words for path in templates if (words := english(path.read_text()))}
    assert found == {}


def test_an_english_word_would_be_found() -> None:
    assert english('<p title="Close">{{ name }} 完成 <b>Submit</b></p>') == ["Close", "Submit"]
