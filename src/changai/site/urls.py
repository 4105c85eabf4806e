"""Addresses. Plain views come first, the generated pages of screens last, so that a view may take their place."""

from django.urls import URLPattern, URLResolver, include, path

from changai.domains.workforce.structure import views as structure
from changai.kernel.screens import api
from changai.site import changes, health, home

handler400 = "changai.site.errors.bad_request"
handler403 = "changai.site.errors.forbidden"
handler404 = "changai.site.errors.not_found"
handler500 = "changai.site.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home),
    path("since/", changes.since),
    path("healthz", health.healthz),
    path("api/v1/", api.build().urls),
    # Views of kernel parts and slices: one line each.
    path("", include("changai.kernel.access.urls")),
    path("", include("changai.kernel.vault.urls")),
    path("", include("changai.kernel.jobs.urls")),
    path("", include("changai.kernel.files.urls")),
    path("", include("changai.kernel.parameters.urls")),
    path("", include("changai.kernel.terms.urls")),
    path("", include("changai.kernel.casework.urls")),
    path("documents/", include("changai.domains.reform.documents.views")),
    path("plans/", include("changai.domains.reform.plans.views")),
    path("", include("changai.domains.reform.targets.views")),
    path("texts/", include("changai.domains.reform.search.views")),
    path("compare/", include("changai.domains.reform.comparison.views")),
    path("imports/", include("changai.domains.workforce.roster.views")),
    path("picture/", structure.picture),
    path("picture/people/", structure.people),
    path("picture/employers/", structure.employers),
    path("picture/export/", structure.export),
    path("", include("changai.kernel.screens.urls")),
]
