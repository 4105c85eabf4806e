"""What the steps of a proposal ask for and do."""

from changai.domains.reform.proposals.actions.forms import (
    AssignForm,
    DraftForm,
    OpinionForm,
    ReceiveForm,
    VerdictForm,
)
from changai.domains.reform.proposals.actions.steps import (
    accept_verdict,
    assign,
    call_hard,
    draft,
    give_back,
    give_opinion,
    not_asked,
    not_leading,
    receive,
    refuse_verdict,
    sign,
    take_up_again,
    too_late_to_return,
)

__all__ = [
    "AssignForm",
    "DraftForm",
    "OpinionForm",
    "ReceiveForm",
    "VerdictForm",
    "accept_verdict",
    "assign",
    "call_hard",
    "draft",
    "give_back",
    "give_opinion",
    "not_asked",
    "not_leading",
    "receive",
    "refuse_verdict",
    "sign",
    "take_up_again",
    "too_late_to_return",
]
