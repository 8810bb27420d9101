"""`{% load sharing %}`: the way to an organisation's webhooks, for those who keep them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hospes.organisations.models import Organisation
from hospes.sharing.rules import are_webhooks_on, may_keep_webhooks

register = template.Library()


@register.simple_tag(takes_context=True)
def webhook_link(context: dict[str, Any], organisation: Organisation) -> SafeString | str:
    """A button, where webhooks are allowed and the reader speaks for the organisation."""
    if not are_webhooks_on() or not may_keep_webhooks(context["request"].user, organisation):
        return ""
    address = reverse("sharing:organisation-webhooks", args=[organisation.slug])
    return format_html('<a class="button button--quiet" href="{}">{}</a>', address, _("Webhooks"))
