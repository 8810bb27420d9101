"""Who suits an entry, and one pair with everything that is known about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.matchmaking.actions import suggestions as actions
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.forms.introductions import InterestForm
from hospes.matchmaking.models import Entry, PairInterest, PairSetAside
from hospes.matchmaking.phrases import entries as entry_phrases
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.queries import desk, introductions, suggestions
from hospes.matchmaking.queries.entries import visible_entries, writable_entries
from hospes.matchmaking.queries.market import is_on_market
from hospes.matchmaking.rules.entries import may_see_private_parts
from hospes.matchmaking.rules.introductions import RefusedError, may_see_desk
from hospes.matchmaking.views.suggestions_cards import PairCard, card, cards
from hospes.organisations.http import MemberRequest
from hospes.people.rules import Visitor

ON_THE_ENTRY, ON_ITS_OWN_PAGE = 3, 10


def suggestions_block(entry: Entry, person: Visitor, *, limit: int = ON_THE_ENTRY) -> dict[str, Any]:
    """What `suggestions_block.html` shows on the page of an entry, for those who may see its pairs."""
    found = suggestions.suggestions_for(entry, limit, near_limit=1 if limit == ON_THE_ENTRY else limit)
    asked, held = interested_pairs(entry), introductions.held_of(entry)
    pairs = [*found.best, *found.near]
    full = introductions.all_placed([entry, *(pair.other for pair in pairs)])
    drawn = cards(pairs, person, interested=asked, held=held, full=full)
    return {
        "entry": entry,
        "cards": drawn[: len(found.best)],
        "near": drawn[len(found.best) :],
        "is_on_market": is_on_market(entry),
        "is_all_placed": entry.pk in full,
    }


def interested_pairs(entry: Entry) -> set[tuple[int, int]]:
    """Pairs of this entry for which its own organisation asked to be introduced."""
    side = Side.WISH if entry.kind == EntryKind.WISH else Side.OFFER
    return set(PairInterest.objects.filter(**{side.value: entry}, side=side).values_list("wish_id", "offer_id"))


@require_safe
def entry_suggestions(request: MemberRequest, pk: int) -> HttpResponse:
    """For the organisation of the entry, also while it is a draft, and for facilitators."""
    entry = get_object_or_404(writable_entries(request.user, request.organisations).exclude(kind=EntryKind.IDEA), pk=pk)
    context = suggestions_block(entry, request.user, limit=ON_ITS_OWN_PAGE)
    return render(request, "matchmaking/suggestion_list.html", context)


@require_safe
def pair_detail(request: MemberRequest, wish: int, offer: int) -> HttpResponse:
    """Two entries side by side: for members of either, and for facilitators."""
    pair = pair_or_404(request, wish, offer)
    return pair_page(request, pair, InterestForm())


def pair_page(request: MemberRequest, pair: suggestions.Suggestion, form: InterestForm) -> HttpResponse:
    shown = card(pair, request.user)
    is_facilitator = may_see_desk(request.user)
    own = own_side(request, pair.wish, pair.offer)
    interests = desk.interest_of(pair.wish, pair.offer)
    last = introductions.between(pair.wish, pair.offer)
    context = {
        "card": shown,
        "wish_facts": _facts(request, pair.wish),
        "offer_facts": _facts(request, pair.offer),
        "sides": _sides(shown),
        "form": form,
        "is_facilitator": is_facilitator,
        "own_side": own,
        "interests": interests if is_facilitator else [one for one in interests if one.side == own],
        "introduction": last,
        "is_held": (pair.wish.pk, pair.offer.pk) in introductions.held_of(pair.wish),
        "set_aside": _set_aside(pair) if is_facilitator else None,
        "can_be_proposed": is_on_market(pair.wish) and is_on_market(pair.offer),
    }
    return render(request, "matchmaking/suggestion_pair.html", context)


@require_POST
def pair_interest(request: MemberRequest, wish: int, offer: int) -> HttpResponse:
    pair = pair_or_404(request, wish, offer)
    form = InterestForm(request.POST)
    if not form.is_valid():
        return pair_page(request, pair, form)
    try:
        actions.say_interested(
            pair.wish, pair.offer, by=request.user, acting_for=request.acting_for, note=form.cleaned_data["note"]
        )
    except PermissionDenied:
        raise Http404 from None
    except RefusedError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _interest_is_known(wish, offer))
    return redirect("matchmaking:pair-detail", wish, offer)


def _interest_is_known(wish: int, offer: int) -> str:
    if desk.still_free([(wish, offer)]):
        return _("The facilitator knows that you are interested, and writes to both of you.")
    return _(
        "Your interest is kept. One of the two waits for another answer first: the facilitator sees it after that."
    )


# Finding the pair


def pair_or_404(request: MemberRequest, wish: int, offer: int) -> suggestions.Suggestion:
    """Both entries must be visible, and one of them one's own, except for facilitators."""
    visible = visible_entries(request.user, request.organisations)
    entries = (
        get_object_or_404(visible, pk=wish, kind=EntryKind.WISH),
        get_object_or_404(visible, pk=offer, kind=EntryKind.OFFER),
    )
    own = own_side(request, *entries)
    if own is None and not may_see_desk(request.user):
        raise Http404
    return suggestions.pair_of(*entries, seen_from=own or Side.WISH)


def own_side(request: MemberRequest, wish: Entry, offer: Entry) -> Side | None:
    """The side of the acting organisation, else of any of one's organisations."""
    sides = {Side.WISH: wish.organisation_id, Side.OFFER: offer.organisation_id}
    order = [request.acting_for, *request.organisations]
    mine = [one.pk for one in order if one is not None]
    return next((side for pk in mine for side, organisation in sides.items() if organisation == pk), None)


def _facts(request: MemberRequest, entry: Entry) -> list[entry_phrases.Fact]:
    private = may_see_private_parts(request.user, entry.organisation)
    return entry_phrases.known(entry_phrases.facts(entry, private=private))


def _sides(shown: PairCard) -> list[dict[str, Any]]:
    return [
        {"organisation": shown.mine.organisation, "other": shown.other.organisation, "reasons": shown.my_reasons},
        {"organisation": shown.other.organisation, "other": shown.mine.organisation, "reasons": shown.other_reasons},
    ]


def _set_aside(pair: suggestions.Suggestion) -> PairSetAside | None:
    return PairSetAside.objects.select_related("by").filter(wish=pair.wish, offer=pair.offer).first()
