"""Writers of memberships: members joining, leaving, transferring (the base record only)."""

from datetime import date, timedelta

from django import forms

from changai.domains.workforce.employment.queries import overlapping
from changai.domains.workforce.memberships.models import Union, UnionMembership
from changai.domains.workforce.people.actions import correction, lock, refresh, withdrawal
from changai.domains.workforce.people.models import Worker
from changai.kernel.access.models import Post
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_CLERK, UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.screens import model_picker
from changai.kernel.screens.codes import PartyField
from changai.kernel.screens.fields import ActionForm

UNION_KEEPERS = (UNION_OFFICER, UNION_CLERK, EMPLOYER_CLERK)
model_picker(
    "memberships.union",
    ("organisation__name",),
    lambda: Union.objects.filter(organisation__ended_on=None).select_related("organisation"),
)


class JoinForm(ActionForm):
    """A membership begins."""

    union = PartyField(
        "memberships.union",
        label="工会",
        required=False,
        help_text="所在单位没有工会的，可加入联合或区域工会",
    )
    since = forms.DateField(
        label="入会日期", required=False, help_text="基层工会委员会批准之日；不清楚的留空"
    )


@action(
    "union.join",
    title="登记入会",
    by=UNION_KEEPERS,
    form=JoinForm,
    target=Worker,
    when=lambda worker: not worker.union_member,
)
def join(
    worker: Worker, *, by: Post, union: Union | None = None, since: date | None = None
) -> UnionMembership:
    """One open membership a person (一次入会、动态接转); the database holds it too."""
    person = lock(worker.pk)
    if person.union_memberships.filter(until=None).exists():
        raise ActionRefused("没有登记：此人已是会员，会员会籍一次入会、动态接转；换工会请办理“接转会籍”")
    membership = UnionMembership(person=person, union=union, since=since)
    _check_membership(membership)
    membership.save()
    refresh([person.pk])
    return membership


class EndMembershipForm(ActionForm):
    """A membership ends."""

    until = forms.DateField(label="会籍终止日期", help_text="会籍有效的最后一天")
    reason = forms.CharField(
        label="原因", max_length=400, help_text="退会、除名或死亡；离职、退休的会籍保留，不在此办理"
    )


@action(
    "union.leave",
    title="终止会籍",
    by=UNION_KEEPERS,
    form=EndMembershipForm,
    target=Worker,
    when=lambda worker: worker.union_member,
    danger=True,
    warning="会籍终止后此人不再是会员。离职或退休不必终止会籍：到新单位后办理接转。",
)
def end_membership(worker: Worker, *, by: Post, until: date, reason: str) -> UnionMembership:
    """The open membership ends on the day."""
    membership = _open_membership(worker)
    membership.until = until
    _check_membership(membership)
    membership.save()
    refresh([worker.pk])
    return membership


class TransferForm(ActionForm):
    """The membership goes on in another union."""

    union = PartyField("memberships.union", label="转入工会")
    since = forms.DateField(label="转入日期", help_text="原会籍到前一天为止，会籍不中断")


@action(
    "union.transfer",
    title="接转会籍",
    by=UNION_KEEPERS,
    form=TransferForm,
    target=Worker,
    when=lambda worker: worker.union_member,
)
def transfer(worker: Worker, *, by: Post, union: Union, since: date) -> UnionMembership:
    """Close the old and open the new in one, so that nobody counts twice or falls out (TU-13)."""
    old = _open_membership(worker)
    if old.union_id == union.pk:
        raise ActionRefused("没有接转：此人的会籍已在这个工会")
    if old.since is not None and since <= old.since:
        raise ActionRefused(f"没有接转：转入日期 {since} 应晚于原入会日期 {old.since}；入会登错的请更正会籍")
    old.until = since - timedelta(days=1)
    old.save()
    made = UnionMembership(person_id=worker.pk, union=union, since=since)
    _check_membership(made)
    made.save()
    refresh([worker.pk])
    return made


def _open_membership(worker: Worker) -> UnionMembership:
    """The membership that lasts, under the person's lock."""
    membership = lock(worker.pk).union_memberships.filter(until=None).first()
    if membership is None:
        raise ActionRefused("没有办理：此人现在没有会籍，请刷新页面核对")
    return membership


def _check_membership(one: UnionMembership) -> None:
    """Days in order and not ahead, one union at a time."""
    if one.since is not None and one.since > date.today():
        raise ActionRefused(f"没有登记：入会日期 {one.since} 还没有到，请核对")
    if one.until is not None and (one.until > date.today() or (one.since and one.until < one.since)):
        raise ActionRefused(f"没有登记：会籍终止日期 {one.until} 还没有到或早于入会日期，请核对")
    founded = one.union.organisation.founded_on if one.union else None
    if one.since and founded and one.since < founded:
        raise ActionRefused(f"没有登记：入会日期 {one.since} 早于工会成立日期 {founded}，请核对")
    others = UnionMembership._base_manager.filter(person_id=one.person_id)
    clash = overlapping(others, one.since or date.min, one.until, one.pk).first()
    if clash is not None:
        raise ActionRefused(
            f"没有登记：与 {clash.since or '以前'} 至 {clash.until or '今'} 的会籍时间重叠，同一时间只有一个会籍"
        )


class MembershipCorrectionForm(ActionForm):
    """All of a membership's values as they should have been recorded."""

    union = PartyField("memberships.union", label="工会", required=False)
    since = forms.DateField(label="入会日期", required=False)
    until = forms.DateField(label="会籍终止日期", required=False, help_text="会籍仍然有效的留空")
    reason = forms.CharField(label="更正理由", max_length=400)


correct_membership = correction(
    "union.correct", "更正会籍", UnionMembership, MembershipCorrectionForm, _check_membership, UNION_KEEPERS
)
withdraw_membership = withdrawal("union.withdraw", "撤回会籍", UnionMembership, UNION_KEEPERS)
