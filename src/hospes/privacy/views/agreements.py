"""What one agreed to: seeing it, giving it, taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.core.paginate import paginate
from hospes.people.http import SignedInRequest, safe_next
from hospes.privacy import actions, queries
from hospes.privacy.choices import How
from hospes.privacy.texts import TEXTS


@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: SignedInRequest) -> HttpResponse:
    """Giving and taking back are the same button in the same place."""
    person = request.user
    if request.method == "POST":
        text = TEXTS.get(request.POST.get("text", ""))
        if text is None or (request.POST.get("do") == "take-back" and text.is_needed):
            raise Http404
        if request.POST.get("do") == "take-back":
            actions.take_back(person, text.code, how=How.PAGE, by=person)
            messages.success(request, _("Taken back. From the next mail on, nothing of this kind is sent to you."))
        else:
            actions.agree(person, text.code, language=_language(request), how=How.PAGE, by=person)
            messages.success(request, _("Thank you. You can take it back here at any time."))
        return redirect("privacy:agreements")
    context = {
        "standing": queries.standing_of(person),
        "page": paginate(queries.agreements_of(person), request, size=25),
    }
    return render(request, "privacy/agreements.html", context)


@require_POST
def accept_texts(request: SignedInRequest) -> HttpResponse:
    """The button of the line above each page. Goes back to where one was."""
    actions.accept_texts(request.user, language=_language(request), how=How.BANNER, by=request.user)
    return HttpResponseRedirect(safe_next(request, "web:todo"))


def _language(request: SignedInRequest) -> str:
    return get_language() or request.user.language
