"""Pages about the person who looks at them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hospes.organisations.http import MemberRequest
from hospes.organisations.models import OrganisationPost
from hospes.people.rules import roles_of
from hospes.web import roles
from hospes.web.todo import first_steps, todo_for


@require_safe
def todo(request: MemberRequest) -> HttpResponse:
    items = todo_for(request.user, request.acting_for)
    steps = [] if items else first_steps(request.user, request.acting_for)
    return render(request, "web/todo.html", {"items": items, "first_steps": steps, "today": timezone.localdate()})


@require_safe
def my_roles(request: MemberRequest) -> HttpResponse:
    posts = list(
        OrganisationPost.objects.now().filter(person=request.user).select_related("organisation").order_by("pk")
    )
    held = roles.held_by([*(post.post for post in posts), *roles_of(request.user), "visitor"])
    others = [role for role in roles.ROLES if role not in held]
    return render(request, "web/my_roles.html", {"posts": posts, "held": held, "others": others})
