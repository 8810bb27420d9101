"""Everything of one organisation, and nothing of anybody else.

Of the other side of an introduction only the name of its organisation goes along, as the pages show it. Messages
are those of one's own side; who in one's own house wrote, asked and answered is said by name.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from hospes.exports.archive import calendars, manifest, values
from hospes.exports.archive.kinds import KINDS, Kind
from hospes.exports.archive.parts import Column, Part, part_of
from hospes.exports.archive.parts import write as write_part
from hospes.exports.archive.snapshot import one_moment
from hospes.exports.archive.writing import FILES, put
from hospes.exports.batches import streamed
from hospes.journal.models import JournalLine
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Entry, Introduction, Message, PairInterest, Question
from hospes.matchmaking.queries.introductions import introductions_for
from hospes.organisations.models import (
    Accreditation,
    Invitation,
    JoinRequest,
    Organisation,
    OrganisationPost,
    RegionChallenge,
    RegionSkillNeed,
)
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News

_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": ["integer", "null"]}
_DAY: dict[str, Any] = {"type": ["string", "null"], "format": "date"}
_MOMENT: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}


def write_organisation(organisation: Organisation, target: Path) -> dict[str, Any]:
    """A folder or a ZIP with everything of the organisation. Returns the manifest."""

    def fill(folder: Path) -> dict[str, Any]:
        with one_moment():
            rows = {part.name: write_part(part, folder) for part in parts_of(organisation)}
            _copy_logo(organisation.logo.name or "", folder)
            own = Entry.objects.filter(organisation=organisation)
            calendars.write(folder, introductions_for(organisation), own)
        return manifest.write(
            folder,
            scope=manifest.ORGANISATION,
            rows=rows,
            organisation={"name": organisation.name, "key": str(organisation.key)},
        )

    return put(target, fill)


def parts_of(organisation: Organisation) -> list[Part]:
    """What of each kind belongs to the organisation."""
    entries = Entry.objects.filter(organisation=organisation)
    return [
        part_of(own_kind(Organisation), Organisation.objects.filter(pk=organisation.pk)),
        *(
            part_of(own_kind(model), model._base_manager.filter(organisation=organisation))
            for model in (Accreditation, RegionChallenge, RegionSkillNeed, JoinRequest)
        ),
        part_of(own_kind(News), News.objects.filter(organisation=organisation, status=NewsStatus.PUBLISHED)),
        part_of(own_kind(Entry), entries),
        _people(organisation),
        _invitations(organisation),
        _questions(organisation),
        _introductions(organisation),
        _messages(organisation),
        _interests(organisation),
        _history(organisation, entries),
    ]


def own_kind(model: type[Any]) -> Kind:
    """The kind as the whole partnership takes it along, without links to people by number."""
    kind = next(kind for kind in KINDS if kind.label == model._meta.label)
    links = {field.name: "a number that means nothing elsewhere" for field in kind.fields if _is_person(field)}
    return Kind(kind.name, kind.label, kind.about, {**kind.left_out, **links})


def _is_person(field: Any) -> bool:
    return bool(field.is_relation and field.related_model._meta.label == "people.Person")


def _written(name: str, about: str, columns: list[tuple[str, dict[str, Any], Callable[[Any], Any]]], rows: Any) -> Part:
    """A part whose rows are objects; each column says how it reads one."""

    def read() -> Iterator[list[Any]]:
        for row in streamed(rows):
            yield [value(row) for _code, _schema, value in columns]

    return Part(name, about, [Column(code, schema, _plain) for code, schema, _value in columns], read)


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return values.moment_or_day(value)
    return values.canonical(value) if isinstance(value, dict | list) else value


def _people(organisation: Organisation) -> Part:
    return _written(
        "people",
        "Who acts or acted for the organisation.",
        [
            ("name", _TEXT, lambda post: post.person.name),
            ("email", _TEXT, lambda post: "" if post.ended_on else post.person.email),
            ("post", _TEXT, lambda post: post.post),
            ("started_on", _DAY, lambda post: post.started_on),
            ("ended_on", _DAY, lambda post: post.ended_on),
        ],
        OrganisationPost.objects.filter(organisation=organisation).select_related("person").order_by("pk"),
    )


def _invitations(organisation: Organisation) -> Part:
    return _written(
        "invitations",
        "Whom the organisation invited.",
        [
            ("name", _TEXT, lambda one: one.name),
            ("email", _TEXT, lambda one: one.email),
            ("post", _TEXT, lambda one: one.post),
            ("created_at", _MOMENT, lambda one: one.created_at),
            ("expires_at", _MOMENT, lambda one: one.expires_at),
            ("accepted_at", _MOMENT, lambda one: one.accepted_at),
            ("revoked_at", _MOMENT, lambda one: one.revoked_at),
        ],
        Invitation.objects.filter(organisation=organisation).order_by("pk"),
    )


def _questions(organisation: Organisation) -> Part:
    return _written(
        "questions",
        "Answers that the organisation was asked for. Which other entries they would suit is not said.",
        [
            ("entry_id", _NUMBER, lambda one: one.entry_id),
            ("field", _TEXT, lambda one: one.field),
            ("asked_at", _MOMENT, lambda one: one.asked_at),
            ("answered_at", _MOMENT, lambda one: one.answered_at),
            ("answer", _TEXT, lambda one: one.answer),
        ],
        Question.objects.filter(entry__organisation=organisation).order_by("pk"),
    )


def _introductions(organisation: Organisation) -> Part:
    def side(one: Introduction) -> Side:
        return Side.WISH if one.wish.organisation_id == organisation.pk else Side.OFFER

    def mine(one: Introduction) -> Entry:
        return one.wish if side(one) == Side.WISH else one.offer

    def other(one: Introduction) -> Entry:
        return one.offer if side(one) == Side.WISH else one.wish

    return _written(
        "introductions",
        "Introductions of the organisation's entries. The other side is named as the pages name it.",
        [
            ("id", _NUMBER, lambda one: one.pk),
            ("key", _TEXT, lambda one: str(one.key)),
            ("side", _TEXT, lambda one: side(one).value),
            ("entry_id", _NUMBER, lambda one: mine(one).pk),
            ("other_organisation", _TEXT, lambda one: other(one).organisation.name),
            ("state", _TEXT, lambda one: one.state),
            ("people", _NUMBER, lambda one: one.people),
            ("starts_on", _DAY, lambda one: one.starts_on),
            ("ends_on", _DAY, lambda one: one.ends_on),
            ("proposed_at", _MOMENT, lambda one: one.proposed_at),
            ("answer_by", _DAY, lambda one: one.answer_by),
            ("accepted_at", _MOMENT, lambda one: getattr(one, f"{side(one).value}_accepted_at")),
            ("introduced_at", _MOMENT, lambda one: one.introduced_at),
            ("ended_at", _MOMENT, lambda one: one.ended_at),
        ],
        introductions_for(organisation).order_by("pk"),
    )


def _messages(organisation: Organisation) -> Part:
    own = Q(side=Side.WISH, introduction__wish__organisation=organisation) | Q(
        side=Side.OFFER, introduction__offer__organisation=organisation
    )
    return _written(
        "messages",
        "What the organisation's people wrote once introduced.",
        [
            ("introduction_id", _NUMBER, lambda one: one.introduction_id),
            ("author", _TEXT, lambda one: one.author.name if one.author else ""),
            ("text", _TEXT, lambda one: one.text),
            ("written_at", _MOMENT, lambda one: one.written_at),
        ],
        Message.objects.filter(own).select_related("author").order_by("pk"),
    )


def _interests(organisation: Organisation) -> Part:
    own = Q(side=Side.WISH, wish__organisation=organisation) | Q(side=Side.OFFER, offer__organisation=organisation)
    return _written(
        "interests",
        "Pairs for which the organisation asked to be introduced.",
        [
            ("entry_id", _NUMBER, lambda one: one.wish_id if one.side == Side.WISH else one.offer_id),
            ("note", _TEXT, lambda one: one.note),
            ("at", _MOMENT, lambda one: one.at),
        ],
        PairInterest.objects.filter(own).order_by("pk"),
    )


def _history(organisation: Organisation, entries: "QuerySet[Entry]") -> Part:
    """What was done with the organisation and its entries. Names of people stand nowhere in the journal."""
    own = Q(object_kind=Organisation._meta.label_lower, object_id=str(organisation.pk)) | Q(
        object_kind=Entry._meta.label_lower,
        object_id__in=entries.order_by().annotate(written=Cast("pk", CharField())).values("written"),
    )
    lines = JournalLine.objects.filter(own).order_by("sequence")

    return Part(
        "history",
        "What was done with the organisation and its entries, and when.",
        [
            Column("sequence", {"type": "integer"}),
            Column("at", _MOMENT, _plain),
            Column("verb", _TEXT),
            Column("object_kind", _TEXT),
            Column("object_id", _TEXT),
            Column("facts", {"type": "object"}, values.canonical),
        ],
        lambda: (
            [one.sequence, one.at, one.verb, one.object_kind, one.object_id, one.facts] for one in streamed(lines)
        ),
    )


def _copy_logo(name: str, folder: Path) -> None:
    if name and default_storage.exists(name):
        copy = folder / FILES / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as source:
            copy.write_bytes(source.read())
