"""Pages about the person who looks at them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    return render(request, "web/todo.html")


@require_safe
def my_roles(request: HttpRequest) -> HttpResponse:
    return render(request, "web/my_roles.html")
