"""The mail that tells of a webhook that was stopped."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.organisations.queries.people import speakers_of
from hospes.people.choices import PartnershipRole
from hospes.people.letters import greeting, reader
from hospes.people.models import Person
from hospes.people.queries import people_with_role
from hospes.sharing.models import Webhook

WEBHOOKS = "webhooks"
topics.add({WEBHOOKS: gettext_lazy("Webhooks that were stopped")}, ways=topics.ANSWERS, is_for_office=True)


def tell_stopped(webhook: Webhook) -> None:
    """To those who speak for the organisation; about one of the partnership, to the administrators."""
    keepers = (
        speakers_of(webhook.organisation)
        if webhook.organisation is not None
        else list(people_with_role(PartnershipRole.ADMINISTRATOR))
    )
    for person in keepers:
        post(lambda person=person: stopped(webhook, person), to=reader(person), topic=WEBHOOKS)  # type: ignore[misc]


def stopped(webhook: Webhook, person: Person) -> Letter:
    return Letter(
        subject=_("A webhook was stopped"),
        greeting=greeting(person.name),
        paragraphs=[
            _("For three days its receiver did not take what we sent. So we stopped it, and nothing is sent any more."),
            _("When the receiver works again, let the webhook go on. It is told of what happens from that moment."),
        ],
        facts=[(_("Address"), webhook.address)],
        buttons=[(_("See what went wrong"), absolute(reverse("sharing:webhook-detail", args=[webhook.pk])))],
        reason=_("You get this mail because you answer for this webhook."),
    )
