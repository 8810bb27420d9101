"""What is written about one's own data."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.people.letters import greeting
from hospes.people.models import Person

TOPIC = "own-data"
# Forgotten as soon as it is sent.
FAREWELL = "farewell"


def erased(name: str) -> Letter:
    return Letter(
        subject=_("Your account is erased"),
        greeting=greeting(name),
        paragraphs=[
            _("Your account and everything that named you have been erased. This is the last mail to this address."),
            _("What you did for your organisation stays in its history, without your name."),
        ],
        closing=_("If you did not ask for this, write to us at once."),
        reason=_("You get this mail because your account was erased. We forget your address when it is sent."),
    )


def somebody_is_missing(organisations: Sequence[str]) -> Letter:
    """To the secretariat. It names organisations, not who was erased."""
    return Letter(
        subject=_("Somebody is missing for an organisation"),
        paragraphs=[
            _("A person had their account erased. Somebody else should act or speak for the organisation now."),
            _("Write to it, and invite somebody from its page."),
        ],
        facts=[(_("Organisation"), name) for name in organisations],
        reason=_("You get this mail because this address answers for the partnership."),
    )


def archive_ready(person: Person) -> Letter:
    return Letter(
        subject=_("The file with your data is ready"),
        greeting=greeting(person.name),
        paragraphs=[_("Sign in and download it within seven days. After that it is deleted.")],
        buttons=[(_("Go to the file"), absolute(reverse("privacy:own-data")))],
        reason=_("You get this mail because you asked for a file with your data."),
    )


def account_ends(person: Person, day: date) -> Letter:
    facts = {"day": formats.date_format(day)}
    return Letter(
        subject=_("Your account will be erased on %(day)s") % facts,
        greeting=greeting(person.name),
        paragraphs=[
            _("You have not used your account for almost two years, and you act for no organisation."),
            _("We will erase it on %(day)s. To keep it, sign in once before that day.") % facts,
        ],
        buttons=[(_("Sign in"), absolute(reverse("account_login")))],
        reason=_("You get this mail because you have an account here."),
    )
