"""Saved searches of somebody with an account, and saving one with or without."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.core.paginate import paginate
from hospes.core.sure import ask_first
from hospes.following.actions import searches as actions
from hospes.following.forms import GuestSearchForm, SearchForm
from hospes.following.models import SavedSearch
from hospes.following.queries import searches as queries
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.people.models import Person

_A_PAGE = 10


@require_safe
def search_list(request: MemberRequest) -> HttpResponse:
    page = paginate(queries.searches_of_person(request.user), request, size=_A_PAGE)
    return render(request, "following/search_list.html", {"page": page, "searches": queries.shown(page.items)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def search_new(request: PublicRequest) -> HttpResponse:
    """Tell me about new ones: the address holds the search, as the catalogue's own address does."""
    wanted = read_wanted(QueryDict(request.META.get("QUERY_STRING", "")[:4000]))
    initial = {"name": queries.name_for(wanted) or _("Everything new"), "rhythm": "weekly"}
    person = request.user if isinstance(request.user, Person) else None
    form: SearchForm = (SearchForm if person else GuestSearchForm)(request.POST or None, initial=initial)
    context = {"form": form, "chosen": phrases.chosen(wanted), "back": phrases.page_of(wanted), "is_guest": not person}
    if not form.is_valid():
        return render(request, "following/search_form.html", context)
    if person is None:
        return _ask_guest(request, form, wanted, context)
    try:
        actions.save_search(wanted, name=form.cleaned_data["name"], rhythm=form.cleaned_data["rhythm"], by=person)
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, "following/search_form.html", context)
    messages.success(request, _("Saved. We tell you when something new suits this search."))
    return redirect("following:search-list")


def _ask_guest(request: PublicRequest, form: SearchForm, wanted: Wanted, context: dict[str, object]) -> HttpResponse:
    values = form.cleaned_data
    hour, day = timedelta(hours=1), timedelta(days=1)
    if is_too_often("save-search", client_address(request), most=10, within=hour) or is_too_often(
        "save-search-for", values["email"].casefold(), most=5, within=day
    ):
        form.add_error(None, _("Many searches were saved from your network or for this address. Try again later."))
        return try_later(request, "following/search_form.html", context, seconds=3600)
    actions.ask_to_confirm(
        wanted,
        name=values["name"],
        rhythm=values["rhythm"],
        address=values["email"],
        language=get_language() or "en",
        time_zone="Europe/Brussels",
    )
    return redirect("following:search-sent")


@login_not_required
@require_safe
def search_sent(request: PublicRequest) -> HttpResponse:
    return render(request, "following/search_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
def search_change(request: MemberRequest, pk: int) -> HttpResponse:
    search = _search(request, pk)
    form = SearchForm(request.POST or None, initial={"name": search.name, "rhythm": search.rhythm})
    if form.is_valid():
        actions.change_search(search, **form.cleaned_data, by=request.user)
        messages.success(request, _("The change is saved."))
        return redirect("following:search-list")
    wanted = queries.wanted_of(search.query)
    context = {"form": form, "search": search, "chosen": phrases.chosen(wanted), "back": phrases.page_of(wanted)}
    return render(request, "following/search_change.html", context)


@require_POST
def search_pause(request: MemberRequest, pk: int) -> HttpResponse:
    actions.pause_search(_search(request, pk), by=request.user)
    messages.success(request, _("Paused. Nothing is told of this search until you let it go on."))
    return redirect("following:search-list")


@require_POST
def search_resume(request: MemberRequest, pk: int) -> HttpResponse:
    actions.resume_search(_search(request, pk), by=request.user)
    messages.success(request, _("The search goes on. We tell you what is new from now."))
    return redirect("following:search-list")


@require_http_methods(["GET", "HEAD", "POST"])
def search_remove(request: MemberRequest, pk: int) -> HttpResponse:
    search = _search(request, pk)
    if request.method != "POST":
        text = _("You get no more news about it. To have it again you search once more and keep it.")
        back = reverse("following:search-list")
        return ask_first(request, _("Delete this search?"), text, action=_("Delete it"), back=back, about=search.name)
    actions.remove_search(search, by=request.user)
    messages.success(request, _("The search is deleted."))
    return redirect("following:search-list")


def _search(request: MemberRequest, pk: int) -> SavedSearch:
    return get_object_or_404(queries.searches_of_person(request.user), pk=pk)
