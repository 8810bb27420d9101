"""All addresses. Pages carry their language as a prefix, English none; machines' addresses never do."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hospes.core.urls")),
    path("", include("hospes.web.urls_machines")),
    path("", include("hospes.sharing.urls_machines")),
    path("api/v1/", include("hospes.web.api")),
]

urlpatterns += i18n_patterns(
    path("", include("hospes.mail.urls")),
    path("accounts/", include("hospes.people.urls_accounts")),
    path("", include("hospes.people.urls")),
    path("", include("hospes.privacy.urls")),
    path("", include("hospes.search.urls")),
    path("", include("hospes.organisations.urls")),
    path("", include("hospes.moderation.urls")),
    path("", include("hospes.outreach.urls")),
    path("", include("hospes.apprenticeships.urls")),
    path("", include("hospes.incoming.urls")),
    path("", include("hospes.cooperation.urls")),
    path("", include("hospes.matchmaking.urls")),
    path("", include("hospes.consortia.urls")),
    path("", include("hospes.exchanges.urls")),
    path("", include("hospes.radar.urls")),
    path("", include("hospes.rounds.urls")),
    path("", include("hospes.following.urls")),
    path("", include("hospes.sharing.urls")),
    path("", include("hospes.exports.urls")),
    path("", include("hospes.web.urls")),
    prefix_default_language=False,
)

handler400 = "hospes.web.views.errors.bad_request"
handler403 = "hospes.web.views.errors.not_allowed"
handler404 = "hospes.web.views.errors.not_found"
handler500 = "hospes.web.views.errors.broken"
