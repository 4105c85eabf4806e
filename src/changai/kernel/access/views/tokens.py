"""One's own API tokens: the list, a new one whose secret is shown once, the end of one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from changai.kernel.access import tokens as held
from changai.kernel.access.current import post, require
from changai.kernel.access.models import ApiToken
from changai.kernel.access.policy import security
from changai.kernel.access.roles import WORKING
from changai.kernel.actions import ActionRefused
from changai.kernel.screens import dressing

USUAL_DAYS = 90


@never_cache
@require_http_methods(["GET", "POST"])
@require(*WORKING)
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of the account's posts; a form for a new one of the post that acts."""
    holder = post(request)
    today = timezone.localdate()
    usual = today + timedelta(days=min(USUAL_DAYS, security("token_days")))
    form = dressing.dress(held.IssueForm(request.POST or None, initial={"until": usual}))
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = held.new_secret()
        try:
            held.issue(by=holder, secret=secret, **form.cleaned_data)
        except ActionRefused as refusal:
            secret = ""
            form.add_error(None, f"{refusal}。")
        else:
            form = dressing.dress(held.IssueForm(initial={"until": usual}))
    mine = ApiToken.objects.filter(post__account_id=holder.account_id)
    found = mine.select_related("post__account", "post__region", "post__organisation").order_by("-pk")
    context: dict[str, Any] = {
        "title": "接口令牌",
        "form": form,
        "holder": holder,
        "secret": secret,
        "header": "Authorization: Bearer 令牌",
        "rows": [(one, _state(one)) for one in found],
        "most": security("token_days"),
    }
    return render(request, "access/tokens.html", context, status=422 if form.errors else 200)


def _state(token: ApiToken) -> str:
    """What has become of it; "" while it works."""
    if token.revoked_at is not None:
        return "已作废"
    today = timezone.localdate()
    if token.until < today:
        return "已到期"
    return "" if token.post.holds(today) else "岗位已到期"


@require_POST
@require(*WORKING)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own tokens."""
    holder = post(request)
    token = get_object_or_404(ApiToken.objects.filter(post__account_id=holder.account_id), pk=pk)
    try:
        held.revoke(token, by=holder)
        messages.success(request, f"令牌“{token}”已作废。")
    except ActionRefused as refusal:
        messages.error(request, f"{refusal}。")
    return HttpResponseRedirect("/tokens/")
