"""Pairs that a facilitator puts together or keeps apart."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.organisations.http import MemberRequest
from hospes.rounds import rules
from hospes.rounds.actions import pins as actions
from hospes.rounds.forms import PinForm
from hospes.rounds.models import Pin
from hospes.rounds.phrases.refusals import SENTENCES, refusal
from hospes.rounds.rules import NotNowError
from hospes.rounds.views.doors import do, own_round


@require_http_methods(["GET", "HEAD", "POST"])
def pin_new(request: MemberRequest, pk: int, wish: int, offer: int) -> HttpResponse:
    round_ = own_round(request, pk)
    if not rules.is_being_set_up(round_):
        raise Http404
    rows = Entry.objects.select_related("organisation")
    pair = (
        get_object_or_404(rows, pk=wish, kind=EntryKind.WISH),
        get_object_or_404(rows, pk=offer, kind=EntryKind.OFFER),
    )
    form = PinForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if not rules.can_be_put_together(pair[0]):
        form.offer_only_apart(str(SENTENCES["only_in_exchange"]))
    if form.is_valid():
        try:
            actions.pin(round_, *pair, by=request.user, **form.cleaned_data)
        except NotNowError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Kept. The next plan holds it."))
            return redirect(round_)
    context = {"round": round_, "wish": pair[0], "offer": pair[1], "form": form}
    return render(request, "rounds/pin_new.html", context, status=400 if form.errors else 200)


@require_POST
def pin_release(request: MemberRequest, pk: int, pin: int) -> HttpResponse:
    round_ = own_round(request, pk)
    found = get_object_or_404(Pin, pk=pin, round=round_)
    done = _("Released. The next plan is free to choose.")
    return do(request, round_, lambda: actions.release(found, by=request.user), done)
