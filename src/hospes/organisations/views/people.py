"""The people of an organisation: who holds which post, who did, who is invited."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.organisations import actions, queries, rules
from hospes.organisations.choices import Post
from hospes.organisations.forms import AppointForm, InvitationForm
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation, OrganisationPost


def _organisation(request: MemberRequest, slug: str) -> Organisation:
    """Colleagues, the secretariat and administrators; for all others there is no such page."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.may_see_people(request.user, organisation):
        raise Http404
    return organisation


@require_safe
def people_list(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = _organisation(request, slug)
    posts_to_give = rules.posts_to_give(request.user, organisation)
    page = paginate(queries.posts_of(organisation), request)
    context = {
        "organisation": organisation,
        "page": page,
        "rows": [
            (post, AppointForm(posts=[one for one in posts_to_give if one != post.post], auto_id=f"post{post.pk}_%s"))
            for post in page
        ],
        "endable": [post.pk for post in page if post.post in posts_to_give or post.person_id == request.user.pk],
        "past": paginate(queries.past_posts_of(organisation), request, parameter="past"),
        "invitations": paginate(queries.invitations_of(organisation), request, parameter="invited"),
        "posts_to_give": posts_to_give,
        "form": InvitationForm(posts=posts_to_give),
    }
    return render(request, "organisations/organisation_people.html", context)


@require_POST
def appoint(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody who holds a post here another one."""
    organisation = _organisation(request, slug)
    held = get_object_or_404(queries.posts_of(organisation), pk=pk)
    form = AppointForm(request.POST, posts=rules.posts_to_give(request.user, organisation))
    if form.is_valid():
        actions.appoint(
            held.person, organisation, form.cleaned_data["post"], by=request.user, acting_for=request.acting_for
        )
        messages.success(request, _("%(name)s has the post from today on.") % {"name": held.person.name})
    else:
        messages.error(request, _("Choose a post from the list. You can give posts up to your own."))
    return redirect("organisations:organisation-people", slug=organisation.slug)


@require_POST
def end_post(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    organisation = _organisation(request, slug)
    held: OrganisationPost = get_object_or_404(queries.posts_of(organisation), pk=pk)
    actions.end_post(held, by=request.user, acting_for=request.acting_for)
    messages.success(
        request,
        _("The post “%(post)s” of %(name)s ends today.") % {"post": Post(held.post).label, "name": held.person.name},
    )
    if held.person_id == request.user.pk and not rules.may_see_people(request.user, organisation):
        return redirect(organisation)
    return redirect("organisations:organisation-people", slug=organisation.slug)
