"""The reply to a proposal as an official paper: 代表法 and local forms (class at the top, copies at the end)."""

from datetime import date

from changai.domains.reform.proposals.models import Proposal
from changai.engines.officialdoc import OfficialPaper

CALLED = {"suggestion": "代表", "motion": "代表", "proposal": "委员"}
NOUNS = {"suggestion": "建议", "motion": "议案", "proposal": "提案"}


def compose(proposal: Proposal, day: date) -> bytes:
    """The docx as it is sent on a day: class, title, number, salutation, the reply, signature, disclosure."""
    noun = NOUNS[proposal.kind]
    paper = OfficialPaper()
    paper.signature(f"（{proposal.klass}）")
    paper.title(f"关于{proposal.body}{proposal.session}")
    paper.title(f"第{proposal.number}号{noun}的答复")
    paper.number(proposal.reply_number)
    paper.salutation(f"{'、'.join(proposal.proposers)}{CALLED[proposal.kind]}：")
    paper.body(f"您提出的“{proposal.title}”的{noun}收悉，现答复如下：")
    for line in proposal.reply.splitlines():
        if line.strip():
            paper.body(line.strip())
    paper.signature(str(proposal.lead))
    paper.signature(f"{day.year}年{day.month}月{day.day}日")
    paper.body(f"公开情况：{proposal.get_disclosure_display()}")
    return paper.content()
