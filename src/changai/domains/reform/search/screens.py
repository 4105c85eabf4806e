"""The search box of the top bar finds texts as well."""

from typing import Any

from changai.domains.reform.search.queries import finding
from changai.domains.reform.search.queries.asked import words
from changai.kernel.access.roles import REGIONAL
from changai.kernel.screens.searching import Deeper, Search, deeper

FIRST = 3


@deeper("文件全文", by=REGIONAL)
def texts(search: Search, frame: Any) -> Deeper | None:
    """The first documents, and the way to all that was found."""
    wanted = words(search.text)
    found = finding.documents(wanted, 0, FIRST) if wanted else None
    if found is None or not found.hits:
        return None
    hits = [(one.title, one.href, [each.html for each, _ in one.places]) for one in found.hits]
    return Deeper(hits, f"共 {found.total} 份", frame.link("/texts/", found=search.mark))
