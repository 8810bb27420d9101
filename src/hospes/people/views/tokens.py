"""One's own tokens: what each lets its program do, until when, and when it was last used."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hospes.people import actions, queries, rules
from hospes.people.forms import TokenForm
from hospes.people.http import SignedInRequest
from hospes.people.rules import roles_of
from hospes.people.scopes import scopes_for


@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: SignedInRequest) -> HttpResponse:
    """A new token is shown on this answer only."""
    offered = scopes_for(roles_of(request.user))
    form = TokenForm(request.POST or None, scopes=offered)
    new = ""
    if form.is_valid():
        acting_for = getattr(request, "acting_for", None)
        _row, new = actions.make_api_token(
            request.user, organisation_id=acting_for.pk if acting_for else None, by=request.user, **form.cleaned_data
        )
        form = TokenForm(scopes=offered)
    context = {"form": form, "new_token": new, "tokens": queries.tokens_of(request.user)}
    answer = render(request, "people/token_list.html", context)
    if new:
        answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """The link asks first; the button on that page withdraws."""
    token = request.user.api_tokens.filter(pk=pk).first()
    if token is None or not rules.may_see_own(request.user, token.person):
        raise Http404
    if request.method != "POST":
        action = _("Withdraw %(name)s") % {"name": token.name}
        text = _("The program that uses it can do nothing more from that moment. To go on it needs a new token.")
        context = {"heading": action, "text": text, "action": action, "back": reverse("people:token-list")}
        return render(request, "web/sure.html", context)
    actions.revoke_api_token(token, by=request.user)
    messages.success(request, _("The token no longer works."))
    return redirect("people:token-list")
