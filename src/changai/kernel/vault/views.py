"""The fragment that takes the place of a masked value."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from changai.kernel.access.current import post, require
from changai.kernel.actions import ActionRefused
from changai.kernel.screens.sealing import resolve
from changai.kernel.vault.unmask import unmask


@never_cache
@require_POST
@require()
def show(request: HttpRequest) -> HttpResponse:
    """The value, once; or why not, with the button to try again. A record out of reach is 404."""
    reference = request.POST.get("reference", "")
    record, name = resolve(reference)
    context = {"what": record._meta.get_field(name).verbose_name, "reference": reference}  # type: ignore[union-attr]  # a plain field
    try:
        context["value"] = unmask(
            record,
            name,
            reason=request.POST.get("reason", ""),
            by=post(request),
            address=request.META.get("REMOTE_ADDR", ""),
        )
    except ActionRefused as refusal:
        context.update(refusal=str(refusal), masked=str(getattr(record, name) or ""))
    return render(request, "vault/value.html", context)
