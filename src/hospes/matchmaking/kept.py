"""What matchmaking keeps about people: for the page of own data, the archive, and the erasure."""

from collections.abc import Collection

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.journal import objects
from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import own as own_actions
from hospes.matchmaking.choices import EntryKind, EntryStatus, ExchangeState, IntroductionState, Side
from hospes.matchmaking.models import (
    Entry,
    EntryQuerySet,
    Exchange,
    Introduction,
    Message,
    PairInterest,
    PairSetAside,
    Question,
)
from hospes.matchmaking.queries.entries import visible_entries
from hospes.matchmaking.queries.introductions import visible_to
from hospes.organisations.models import Organisation
from hospes.people import own
from hospes.people.models import Person

_SIDES = {
    Side.WISH.value: _("For the sending side"),
    Side.OFFER.value: _("For the hosting side"),
    "proposed": _("As facilitator"),
}


def declare() -> None:
    """Called once, when the site starts."""
    objects.name_by(Entry._meta.label_lower, _titles)
    objects.name_by(Introduction._meta.label_lower, _sides)
    own.keep(
        "entries",
        title=_("Entries that name you as contact"),
        activity=MATCHMAKING,
        term=terms.ENTRY_CONTACT,
        columns={
            "title": own.text(_("Title")),
            "kind": own.code(_("Kind"), EntryKind.choices),
            "state": own.code(_("State"), EntryStatus.choices),
            "changed_at": own.moment(_("Changed")),
        },
        gather=lambda person: own.Rows(
            Entry.objects.filter(contact=person).order_by("-changed_at", "-pk"),
            lambda row: {"title": row.title, "kind": row.kind, "state": row.status, "changed_at": row.changed_at},
        ),
        forget=own_actions.forget,
    )
    own.keep(
        "entries_written",
        title=_("Entries that you wrote for your organisation"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "title": own.text(_("Title")),
            "text": own.long_text(_("Text")),
            "kind": own.code(_("Kind"), EntryKind.choices),
            "organisation": own.text(_("Organisation")),
            "written_at": own.moment(_("Written")),
        },
        gather=lambda person: own.Rows(
            _written_by(person).select_related("organisation").order_by("-created_at", "-pk"),
            lambda row: {
                "title": row.title,
                "text": row.text,
                "kind": row.kind,
                "organisation": row.organisation.name,
                "written_at": row.created_at,
            },
        ),
    )
    own.keep(
        "messages",
        title=_("Messages that you wrote"),
        activity=MATCHMAKING,
        term=terms.MESSAGE,
        columns={
            "text": own.long_text(_("Message")),
            "introduction": own.number(_("Number of the introduction")),
            "written_at": own.moment(_("Written")),
        },
        gather=lambda person: own.Rows(
            Message.objects.filter(author=person).order_by("-written_at", "-pk"),
            lambda row: {
                "text": row.text,
                "introduction": row.introduction_id,
                "written_at": row.written_at,
            },
        ),
    )
    own.keep(
        "introductions",
        title=_("Introductions that you proposed or answered"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "introduction": own.number(_("Number of the introduction")),
            "part": own.code(_("Your part"), _SIDES.items()),
            "state": own.code(_("State"), IntroductionState.choices),
            "proposed_at": own.moment(_("Proposed")),
            "note": own.long_text(_("Your note")),
        },
        gather=lambda person: own.Rows(
            Introduction.objects.filter(
                Q(proposed_by=person) | Q(wish_answered_by=person) | Q(offer_answered_by=person)
            ).order_by("-proposed_at", "-pk"),
            lambda row: _introduction(row, person),
        ),
    )
    own.keep(
        "exchanges",
        title=_("Exchanges that you proposed"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "exchange": own.number(_("Number of the exchange")),
            "state": own.code(_("State"), ExchangeState.choices),
            "proposed_at": own.moment(_("Proposed")),
            "note": own.long_text(_("Your note")),
        },
        gather=lambda person: own.Rows(
            Exchange.objects.filter(proposed_by=person).order_by("-proposed_at", "-pk"),
            lambda row: {"exchange": row.pk, "state": row.state, "proposed_at": row.proposed_at, "note": row.note},
        ),
    )
    own.keep(
        "interests",
        title=_("Pairs that you asked to be introduced"),
        activity=MATCHMAKING,
        term=terms.INTEREST_NOTE,
        columns={
            "note": own.long_text(_("Your note")),
            "part": own.code(_("Your part"), _SIDES.items()),
            "asked_at": own.moment(_("Asked")),
        },
        gather=lambda person: own.Rows(
            PairInterest.objects.filter(by=person).order_by("-at", "-pk"),
            lambda row: {"note": row.note, "part": row.side, "asked_at": row.at},
        ),
    )
    own.keep(
        "set_aside",
        title=_("Pairs that you set aside"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={"reason": own.long_text(_("Reason")), "at": own.moment(_("When"))},
        gather=lambda person: own.Rows(
            PairSetAside.objects.filter(by=person).order_by("-at", "-pk"),
            lambda row: {"reason": row.reason, "at": row.at},
        ),
    )
    own.keep(
        "questions",
        title=_("Questions that you asked organisations"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "field": own.text(_("About")),
            "asked_at": own.moment(_("Asked")),
            "answered_at": own.moment(_("Answered")),
        },
        gather=lambda person: own.Rows(
            Question.objects.filter(asked_by=person).order_by("-asked_at", "-pk"),
            lambda row: {"field": row.field, "asked_at": row.asked_at, "answered_at": row.answered_at},
        ),
    )


def _written_by(person: Person) -> EntryQuerySet:
    """Entries that the person drafted, as the journal has it."""
    lines = JournalLine.objects.filter(
        actor_key=person.key, object_kind=Entry._meta.label_lower, verb__in=["entry.drafted", "entry.copied"]
    )
    # The journal knows things by a text, whatever kind of number they have.
    return Entry.objects.alias(number=Cast("pk", CharField())).filter(number__in=lines.values("object_id"))


def _introduction(row: Introduction, person: Person) -> own.Row:
    """One's own part; the note is the facilitator's."""
    proposed = row.proposed_by_id == person.pk
    side = Side.WISH.value if row.wish_answered_by_id == person.pk else Side.OFFER.value
    return {
        "introduction": row.pk,
        "part": "proposed" if proposed else side,
        "state": row.state,
        "proposed_at": row.proposed_at,
        "note": row.note if proposed else None,
    }


# What lines of the journal tell of, by name


def _titles(person: Person, ids: Collection[int]) -> dict[int, str]:
    own_ones = Organisation.objects.acted_for_by(person)
    return dict(visible_entries(person, own_ones).filter(pk__in=ids).values_list("pk", "title"))


def _sides(person: Person, ids: Collection[int]) -> dict[int, str]:
    found = visible_to(person).filter(pk__in=ids)
    return {one.pk: f"{one.wish.organisation.name} – {one.offer.organisation.name}" for one in found}
