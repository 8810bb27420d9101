"""What people follow, mail that did not arrive, and what a webhook was told."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import coded, flat, label_of, moment, text
from hospes.following.choices import Rhythm
from hospes.following.queries.searches import searches_of_person
from hospes.following.rules import may_see_undelivered
from hospes.mail.queries import failed
from hospes.organisations.http import PublicRequest
from hospes.people.models import Person
from hospes.sharing.choices import DeliveryStatus, Trouble
from hospes.sharing.models import Webhook
from hospes.sharing.queries.webhooks import deliveries_of
from hospes.sharing.rules import may_change

SEARCHES = flat(
    text("name", _("Name")),
    text("query", _("What it looks for")),
    coded("rhythm", _("How often"), label_of(Rhythm)),
    moment("created_at", _("Saved")),
    moment("told_up_to", _("Told up to")),
    moment("paused_at", _("Paused")),
)
UNDELIVERED = flat(
    text("id", _("Number")),
    text("address", _("To")),
    text("topic", _("Topic")),
    moment("written_at", _("Written")),
    text("tries", _("Tries")),
    text("last_error", _("What the mail server said")),
)
DELIVERIES = flat(
    text("key", _("Number"), lambda row: str(row.key)),
    text("event", _("Event")),
    coded("status", _("Status"), label_of(DeliveryStatus)),
    moment("made_at", _("When")),
    text("tries", _("Tries")),
    moment("last_tried_at", _("Last tried")),
    text("last_status", _("Answer of the receiver")),
    coded("last_trouble", _("Reason"), label_of(Trouble)),
    text("milliseconds", _("Milliseconds")),
)


def _searches(request: PublicRequest) -> Any:
    return searches_of_person(request.user) if isinstance(request.user, Person) else []


def _deliveries(request: PublicRequest) -> Any:
    number = request.GET.get("of", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    webhook = get_object_or_404(Webhook.objects.select_related("organisation"), pk=int(number))
    if not may_change(request.user, webhook):
        raise Http404
    return deliveries_of(webhook)


register.add(register.Table("my-searches", _("Saved searches"), _searches, register.always(SEARCHES), rules.signed_in))
register.add(
    register.Table(
        "undelivered",
        _("Mail that did not arrive"),
        lambda _request: failed().defer("text", "html", "subject"),
        register.always(UNDELIVERED),
        lambda request: may_see_undelivered(request.user),
        is_personal=True,
    )
)
register.add(
    register.Table(
        "deliveries", _("What the webhook was told"), _deliveries, register.always(DELIVERIES), rules.signed_in
    )
)
