"""Which proposal a letter answers."""

import re

from changai.engines.documents.letters.numbering import labelled, number, numbered, sort
from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.letters.quoted import entered, named, quoted
from changai.engines.documents.letters.session import SESSION, body_and_session
from changai.engines.documents.reading import Doubt, Proposal
from changai.engines.documents.text import Text


def proposal(text: Text, parts: Parts, title: str, issuers: list[str]) -> tuple[Proposal, list[Doubt]]:
    """The proposal's title, number, type, body and session. title: the letter's own, in plain script."""
    opening = text.plain[slice(*parts.opening)] if parts.opening else ""
    until = re.search(r"收悉|收到|已悉|收阅|现(?:将|就|答复)", opening) or re.search("。", opening)
    said = opening[: until.start()] if until else opening
    cited = "".join(p for p in (title, "\n", said))
    doubts: list[Doubt] = []
    head = "\n".join(text.of(one) for one in parts.head)
    kind = sort(title) or sort(said) or sort(head)
    name, doubt = named(text, parts.opening, said)
    if name is None:
        name = quoted(title) or entered(text, parts)
    if doubt:
        doubts.append(doubt)
    if len(re.findall(r"的(?:建议|提案|议案)[”》]", said)) > 1:
        doubts.append(Doubt("proposal.title", "来信同时答复几件建议、提案，这里只取第一件的标题"))
    body, session, unsure = body_and_session(cited if SESSION.search(cited) else cited + "\n" + head, issuers)
    doubts += unsure
    if body and "政治协商" in body and kind != numbered(title):
        kind = "提案"
    which = number(title) or number(opening[: len(said) + 40]) or labelled(head)
    found = Proposal(name, which, kind, body, session)
    for key, label in (("title", "标题"), ("number", "编号"), ("session", "届次")):
        if getattr(found, key) is None:
            doubts.append(
                Doubt(f"proposal.{key}", f"来信没有印出所答复建议、提案的{label}，或者印得无法辨认")
            )
    return found, doubts
