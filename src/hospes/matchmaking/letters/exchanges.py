"""Mails about an exchange: one for each organisation, whatever it takes part in. Each draws the whole ring in words."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import DeclineReason, IntroductionState, Side
from hospes.matchmaking.letters.introductions_posting import INTRODUCTIONS, REMINDERS, Facts
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.phrases import pairs, terms, words
from hospes.matchmaking.queries.introductions import contact_of
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.exchanges import Part
from hospes.matchmaking.rules.exchanges_links import exchange_token
from hospes.matchmaking.rules.introductions import entry_of, organisation_of, other
from hospes.organisations.models import Organisation
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

Parts = Sequence[Introduction]
Builder = Callable[[Exchange, Parts, Organisation, Person], Letter]

# Posting


def post_proposal(exchange: Exchange, parts: Parts) -> None:
    for organisation in rules.organisations_in(parts):
        _post("proposal", exchange, parts, organisation, proposal)


def post_reminder(exchange: Exchange, parts: Parts, organisation: Organisation) -> None:
    _post("reminder", exchange, parts, organisation, reminder, topic=REMINDERS)


def post_countered(exchange: Exchange, parts: Parts, changed: Introduction, by: Side) -> None:
    """Only the other side of that part has something new to answer."""
    first = organisation_of(changed, by).name

    def build(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> Letter:
        return countered(exchange, parts, organisation, person, first=first, comment=changed.comment)

    _post("countered", exchange, parts, organisation_of(changed, other(by)), build)


def post_agreed(exchange: Exchange, parts: Parts) -> None:
    for organisation in rules.organisations_in(parts):
        _post("agreed", exchange, parts, organisation, agreed)


def post_ended(exchange: Exchange, parts: Parts) -> None:
    for organisation in rules.organisations_in(parts):
        _post("ended", exchange, parts, organisation, ended)


def _post(
    kind: str, exchange: Exchange, parts: Parts, organisation: Organisation, build: Builder, *, topic: str = ""
) -> None:
    """To everybody who answers for one of its entries, once each."""
    own = rules.parts_of(organisation, parts)
    for person in recipients(own):
        post(
            lambda person=person: build(exchange, parts, organisation, person),  # type: ignore[misc]
            to=reader(person),
            topic=topic or INTRODUCTIONS,
            key=f"exchange-{exchange.pk}-{rules.terms_version(own)}-{kind}-{organisation.pk}-{person.key}",
            unsubscribe=bool(topic),
        )


def recipients(own: Sequence[Part]) -> list[Person]:
    found = {person.pk: person for part, side in own for person in recipients_for(entry_of(part, side))}
    return list(found.values())


# What the mails say


def proposal(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> Letter:
    return Letter(
        subject=_("Would you like to take part in an exchange? Please answer by %(day)s")
        % {"day": words.day(exchange.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            *_from_facilitator(exchange),
            *_own_parts(parts, organisation),
            phrases.all_or_none(parts),
        ],
        facts=[*_ring(parts), (_("Answer by"), words.day(exchange.answer_by)), *_why(parts, organisation)],
        quote=exchange.note,
        buttons=_answers(exchange, parts, organisation, person),
        closing=_("When everybody has accepted, you get the names and e-mail addresses of your partners. Not before."),
        reason=_why_you(),
    )


def reminder(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> Letter:
    return Letter(
        subject=_("Reminder: an exchange waits for you. Please answer by %(day)s")
        % {"day": words.day(exchange.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            *_own_parts(parts, organisation),
            phrases.all_or_none(parts),
            _("We have no answer from you yet. One click is enough. After that day the exchange ends by itself."),
        ],
        facts=[*_ring(parts), (_("Answer by"), words.day(exchange.answer_by))],
        buttons=_answers(exchange, parts, organisation, person),
        reason=_why_you(),
    )


def countered(
    exchange: Exchange, parts: Parts, organisation: Organisation, person: Person, *, first: str, comment: str
) -> Letter:
    return Letter(
        subject=_("%(organisation)s proposes other terms. Please answer by %(day)s")
        % {"organisation": first, "day": words.day(exchange.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            _("%(organisation)s would like to take part in the exchange, but on other terms.")
            % {"organisation": first},
            *_own_parts(parts, organisation),
            _("What you accepted in that part before counts no more. Please answer again."),
        ],
        facts=[*_ring(parts), (_("Answer by"), words.day(exchange.answer_by))],
        quote=comment,
        buttons=_answers(exchange, parts, organisation, person),
        reason=_why_you(),
    )


def agreed(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> Letter:
    facts: Facts = []
    for part, side in rules.parts_of(organisation, parts):
        contact = contact_of(part, other(side))
        if contact is not None:
            facts += [(_("Your contact at %(organisation)s") % {"organisation": contact.organisation}, contact.name)]
            facts += [(_("E-mail"), contact.email)]
    return Letter(
        subject=_("The exchange is agreed: everybody has accepted"),
        greeting=greeting(person.name),
        paragraphs=[
            _("Everybody has accepted, so all parts of the exchange come about."),
            *_own_parts(parts, organisation),
            _("They have your name and address too. Whoever writes first moves things along."),
        ],
        facts=[*facts, *_ring(parts)],
        buttons=[(_("Open the exchange"), absolute(exchange.get_absolute_url()))],
        reason=_why_you(),
    )


def ended(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> Letter:
    broken = next((part for part in parts if part.state == IntroductionState.DECLINED), None)
    facts: Facts = []
    if broken is not None:
        facts = [(_("Reason"), str(DeclineReason(broken.decline_reason).label))]
    # A word of who declined is for the other side of that part alone.
    is_near = broken is not None and any(part.pk == broken.pk for part, _side in rules.parts_of(organisation, parts))
    return Letter(
        subject=_("The exchange does not come about"),
        greeting=greeting(person.name),
        paragraphs=[
            phrases.why_it_ended(exchange, parts),
            _("An exchange stands or falls as a whole, so your part has ended too. Nobody has learnt your contact."),
            _("Your entries stay on the market. We look for another way to close the ring."),
        ],
        facts=[*facts, *_ring(parts)],
        quote=broken.comment if broken is not None and is_near else "",
        buttons=[(_("See the exchange"), absolute(exchange.get_absolute_url()))],
        reason=_why_you(),
    )


# Parts


def _from_facilitator(exchange: Exchange) -> list[str]:
    if exchange.proposed_by is None:
        return []
    return [_("%(name)s proposes an exchange to you.") % {"name": exchange.proposed_by.name}]


def _own_parts(parts: Parts, organisation: Organisation) -> list[str]:
    return [phrases.own_part(part, side) for part, side in rules.parts_of(organisation, parts)]


def _ring(parts: Parts) -> Facts:
    """The whole exchange: who goes where, how many, and when."""
    rows = []
    for part in parts:
        label = _("%(sender)s to %(host)s") % {
            "sender": organisation_of(part, Side.WISH).name,
            "host": organisation_of(part, Side.OFFER).name,
        }
        told = {"people": words.people(part.people or 1), "period": terms.period(part)}
        # Translators: how many travel, and from when to when
        rows.append((label, _("%(people)s, %(period)s") % told))
    return rows


def _why(parts: Parts, organisation: Organisation) -> Facts:
    """The best reason for each of its own parts, as on the day of the proposal."""
    rows = []
    for part, side in rules.parts_of(organisation, parts):
        kept = [one for one in part.assessment.get("reasons", ()) if one["side"] == side and one["points"]]
        if kept:
            best = max(kept, key=lambda one: one["points"])
            rows.append((organisation_of(part, other(side)).name, pairs.sentence(best)))
    return rows


def _answers(exchange: Exchange, parts: Parts, organisation: Organisation, person: Person) -> list[tuple[str, str]]:
    own = rules.parts_of(organisation, parts)
    address = absolute(reverse("exchanges:answer", args=[exchange_token(exchange, organisation, own, person)]))
    return [
        (_("Accept your parts"), f"{address}?answer=accept"),
        (_("Propose other dates or another size"), f"{address}?answer=counter"),
        (_("Decline"), f"{address}?answer=decline"),
    ]


def _why_you() -> str:
    return _("You get this mail because you answer for an entry of your organisation in this exchange.")
