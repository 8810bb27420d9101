"""Writing to the secretariat without knowing anybody there."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.outreach import actions
from hospes.outreach.forms import ContactForm
from hospes.people.models import Person


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    form = ContactForm(request.POST or None, initial={"name": person.name, "email": person.email} if person else {})
    context = {"form": form, "contact_email": settings.CONTACT_EMAIL, "contact_person": settings.CONTACT_PERSON}
    if form.is_valid():
        if is_too_often("contact", client_address(request), most=10, within=timedelta(hours=1)):
            form.add_error(None, _("Many messages came from your network in the last hour. Please try again later."))
            return try_later(request, "outreach/contact.html", context, seconds=3600)
        actions.pass_on_message(language=get_language() or "en", **form.cleaned_data)
        return redirect("outreach:contact-sent")
    return render(request, "outreach/contact.html", context)


@login_not_required
@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/contact_sent.html")
