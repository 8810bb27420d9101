"""Answers for machines: is it alive, is it ready, how is it doing; and the pictures people uploaded."""

import hmac
import ipaddress
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from hospes.core import figures, health

# By their ending, which only our own code chooses.
PICTURES = {".webp": "image/webp"}


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The installation can do its work: every part by name, and 503 while one is not well."""
    found = health.findings()
    well = all(finding.well for finding in found.values())
    parts = {name: finding.state for name, finding in found.items()}
    return JsonResponse({"status": "ok" if well else "not ready", "parts": parts}, status=200 if well else 503)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: with the token, or from this machine where no token is set."""
    if not _may_read_metrics(request):
        raise Http404
    return HttpResponse(figures.exposition(), content_type=CONTENT_TYPE_LATEST)


def _may_read_metrics(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # A request that a front server passed on is not from this machine, whatever the socket says.
    if any(header in request.headers for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP")):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@login_not_required
@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture that was uploaded and written anew. It can run nothing, wherever it is opened."""
    kind = PICTURES.get(PurePosixPath(name).suffix)
    if kind is None or "\x00" in name:
        raise Http404
    try:
        file = default_storage.open(name)
    except (OSError, SuspiciousOperation, ValueError):
        raise Http404 from None
    answer = FileResponse(file, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    # Names are random and files are never changed, so a browser may keep them.
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
