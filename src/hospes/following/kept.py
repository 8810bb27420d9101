"""What following keeps about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hospes.core import terms
from hospes.core.personal import MAIL
from hospes.following.actions import readers
from hospes.following.choices import Rhythm
from hospes.following.models import Reader, SavedSearch
from hospes.mail import topics
from hospes.mail.choices import Way
from hospes.mail.rules import address_hash, ways_of
from hospes.people import own
from hospes.people.models import Person


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "digest",
        title=_("How often you want the digest"),
        activity=MAIL,
        term=terms.SAVED_SEARCH,
        columns={
            "rhythm": own.code(_("How often"), Rhythm.choices),
            "last_considered_on": own.day(_("Last looked whether there is something new")),
        },
        gather=lambda person: own.Rows(
            Reader.objects.filter(person=person).order_by("pk"),
            lambda row: {"rhythm": row.rhythm, "last_considered_on": row.told_on},
        ),
        forget=readers.forget_person,
    )
    own.keep_of_guests(
        "searches_by_mail",
        lambda: Reader.objects.filter(person=None),
        address="address",
        since="created_at",
        forget=readers.forget_guest,
    )
    own.keep(
        "saved_searches",
        title=_("Searches that you saved"),
        activity=MAIL,
        term=terms.SAVED_SEARCH,
        columns={
            "name": own.text(_("Name")),
            "query": own.text(_("What it asks for")),
            "rhythm": own.code(_("How often"), Rhythm.choices),
            "saved_at": own.moment(pgettext_lazy("search", "Saved")),
            "paused_at": own.moment(pgettext_lazy("search", "Paused")),
        },
        gather=lambda person: own.Rows(
            SavedSearch.objects.filter(reader__person=person).order_by("-created_at", "-pk"),
            lambda row: {
                "name": row.name,
                "query": row.query,
                "rhythm": row.rhythm,
                "saved_at": row.created_at,
                "paused_at": row.paused_at,
            },
        ),
    )
    own.keep(
        "chosen_mails",
        title=_("Which mails you chose"),
        activity=MAIL,
        term=terms.STOPPED_MAILS,
        columns={"topic": own.text(_("Kind of mail")), "way": own.code(_("When"), Way.choices)},
        gather=_chosen,
    )


def _chosen(person: Person) -> list[own.Row]:
    hashed = address_hash(person.email)
    chosen = ways_of([hashed])[hashed]
    return [{"topic": topics.label(topic), "way": way.value} for topic, way in sorted(chosen.items())]
