"""The mailbox of the demo, and the page behind "stop mails of this kind"."""

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.paginate import paginate
from hospes.core.validation import is_invisible
from hospes.mail import actions, queries, topics
from hospes.mail.models import OutgoingMail
from hospes.mail.stopping import read_stop_link


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    _demo_only()
    recipient = request.GET.get("to", "")[:254].replace("\x00", "")
    page = paginate(queries.mailbox(recipient), request, size=20)
    searched = bool(recipient) and not is_invisible(recipient)
    shown = {"page": page, "recipient": recipient, "searched": searched, "recipients": queries.recent_recipients()}
    return render(request, "mail/mailbox.html", shown)


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def mailbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    _demo_only()
    return render(request, "mail/mailbox_mail.html", {"mail": get_object_or_404(OutgoingMail, pk=pk)})


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp(  # type: ignore[arg-type]
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-top-navigation-by-user-activation"],
    }
)
def mailbox_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as a mail program shows it: it can run nothing, and its links open in the whole window."""
    _demo_only()
    mail = get_object_or_404(OutgoingMail, pk=pk)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_top">', 1))


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Stop mails of one kind, or take them again. Opening the page changes nothing.

    Exempt from the CSRF check: mail programs post here by themselves (RFC 8058), and the signed
    link is the only thing that says who asks.
    """
    wish = read_stop_link(signed)
    if wish is None:
        return render(request, "mail/stop_unknown.html", status=404)
    hashed_address, topic = wish
    state = "asked"
    if request.method == "POST":
        again = request.POST.get("again") == "1"
        state = "again" if again else "stopped"
        (actions.unmute if again else actions.mute)(hashed_address=hashed_address, topic=topic)
    return render(request, "mail/stop.html", {"topic": topics.label(topic), "state": state})
