"""What holds for every page: language, title, Chinese text, labels, one heading, no raw markup of data."""

import re
from html.parser import HTMLParser

from django.test.utils import CaptureQueriesContext

ALLOWED_WORDS = {"Excel", "Word", "PDF", "CSV", "csv", "xlsx", "xls", "GBT", "ISO", "UTF", "GB"}
UNSEEN = {"script", "style", "svg", "head"}
VOID = {"input", "meta", "link", "br", "img", "hr", "use", "path"}


class Page(HTMLParser):
    """Reads a page once: visible text, inputs without a label, headings, ids, attributes that would run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.lang = ""
        self.title = ""
        self.headings = 0
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[tuple[str, str, bool]] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "h1":
            self.headings += 1
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        if "id" in given:
            self.ids.append(given["id"])
        self.handlers += [name for name in given if name.startswith("on")]
        self.addresses += [
            given[name] for name in ("href", "src", "action", "hx-get", "hx-post") if name in given
        ]
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit", "button"):
            named = bool(given.get("aria-label")) or "label" in self._open
            self.inputs.append((given.get("name", ""), given.get("id", ""), named))
        for name in ("aria-label", "placeholder", "alt"):
            if given.get(name):
                self.text.append(given[name])

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data
        if not UNSEEN & set(self._open):
            self.text.append(data)

    @property
    def unlabelled(self) -> list[str]:
        """Names of inputs that nothing names for a reader."""
        return [name for name, ident, named in self.inputs if not named and ident not in self.labelled]

    @property
    def english(self) -> list[str]:
        """Words of Latin letters that are no code and not allowed."""
        words = re.findall(r"[A-Za-z0-9]+", " ".join(self.text))
        return sorted({w for w in words if w.isalpha() and len(w) >= 3 and w not in ALLOWED_WORDS})


def check(html: str) -> Page:
    """Assert what holds for every whole page; returns it read."""
    page = Page(html)
    assert page.lang == "zh-CN", "the page says no language"
    assert page.title.strip(" ·\n") not in ("", "产改通"), "the page has no title"
    assert page.headings == 1, f"{page.headings} first headings"
    assert not page.unlabelled, f"inputs without a label: {page.unlabelled}"
    assert not page.english, f"English on the page: {page.english}"
    doubled = sorted({one for one in page.ids if page.ids.count(one) > 1})
    assert not doubled, f"ids used twice: {doubled}"
    assert not page.handlers, f"markup that runs: {page.handlers}"
    outside = [one for one in page.addresses if re.match(r"(?:[a-z]+:)?//", one)]
    assert not outside, f"another host: {outside}"
    return page


def asked(captured: CaptureQueriesContext) -> int:
    """Queries of a page by itself: sessions lie in files on SQLite and in the database on PostgreSQL."""
    apart = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN")
    return sum(
        "django_session" not in query["sql"] and not query["sql"].startswith(apart)
        for query in captured.captured_queries
    )
