"""Short texts for machines that look for them under fixed addresses."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

# Pages of one person or of the desk: nothing there for search engines.
NOT_FOR_SEARCH = ("/accounts/", "/account/", "/todo/", "/my-roles/", "/gallery/", "/mailbox/", "/api/")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_SEARCH)]
    lines += [f"Disallow: /*{path}" for path in NOT_FOR_SEARCH]
    lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    return _text(lines)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). The day it runs out is always half a year ahead."""
    expires = (timezone.now() + timedelta(days=182)).replace(microsecond=0)
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    return _text(
        [
            f"Contact: mailto:{settings.CONTACT_EMAIL}",
            f"Expires: {expires.isoformat()}",
            f"Preferred-Languages: {languages}",
            f"Canonical: {settings.BASE_URL}{reverse('security')}",
            *([f"Policy: {settings.SECURITY_POLICY}"] if settings.SECURITY_POLICY else []),
        ]
    )


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
