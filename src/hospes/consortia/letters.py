"""Mails about consortia: to the lead, to who is asked or applies, and to all partners."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.consortia.choices import PartnerState
from hospes.consortia.models import Consortium, Partner
from hospes.consortia.queries.roles import roles_missing
from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.organisations.models import Organisation
from hospes.organisations.queries import people_of, speakers_of
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

CONSORTIA = "consortia"
topics.add({CONSORTIA: gettext_lazy("Project ideas that your organisation leads or is asked to join")})

Builder = Callable[[Person], Letter]


def readers_of(organisation: Organisation) -> list[Person]:
    """Who speaks for it, else everybody who acts for it."""
    return speakers_of(organisation) or list(people_of(organisation))


def post_asked(partner: Partner) -> None:
    _to_partner(partner, lambda person: _asked(partner, person))


def post_applied(partner: Partner) -> None:
    _to_lead(partner.role.consortium, lambda person: _applied(partner, person))


def post_accepted(partner: Partner) -> None:
    """Both sides: from now on they see whom to write to."""
    _to_partner(partner, lambda person: _accepted(partner, person))
    _to_lead(partner.role.consortium, lambda person: _accepted(partner, person))


def post_declined(partner: Partner, *, was_asked: bool) -> None:
    if was_asked:
        _to_lead(partner.role.consortium, lambda person: _declined(partner, person))
    else:
        _to_partner(partner, lambda person: _declined(partner, person))


def post_withdrawn(partner: Partner, *, before: PartnerState, by: Person) -> None:
    """To the other side; of a partner who leaves, to both but who did it."""
    if before != PartnerState.ASKED:
        _to_lead(partner.role.consortium, lambda person: _withdrawn(partner, person), but=by)
    if before != PartnerState.APPLIED:
        _to_partner(partner, lambda person: _withdrawn(partner, person), but=by)


def post_complete(consortium: Consortium) -> None:
    _to_lead(consortium, lambda person: _complete(consortium, person))
    for partner in Partner.objects.accepted().filter(role__consortium=consortium).select_related("organisation"):
        _to_partner(partner, lambda person: _complete(consortium, person))


def post_deadline(consortium: Consortium) -> None:
    _to_lead(consortium, lambda person: _deadline(consortium, person))
    waiting = Partner.objects.filter(role__consortium=consortium, state=PartnerState.ASKED)
    for partner in waiting.select_related("organisation", "role"):
        partner.role.consortium = consortium
        _to_partner(partner, lambda person, partner=partner: _asked(partner, person))  # type: ignore[misc]


def _to_lead(consortium: Consortium, build: Builder, *, but: Person | None = None) -> None:
    for person in recipients_for(consortium.entry):
        if person != but:
            post(lambda person=person: build(person), to=reader(person), topic=CONSORTIA)  # type: ignore[misc]


def _to_partner(partner: Partner, build: Builder, *, but: Person | None = None) -> None:
    if partner.organisation is None:
        return
    for person in readers_of(partner.organisation):
        if person != but:
            post(lambda person=person: build(person), to=reader(person), topic=CONSORTIA)  # type: ignore[misc]


def _asked(partner: Partner, person: Person) -> Letter:
    consortium = partner.role.consortium
    lead = consortium.entry.organisation.name
    return _letter(
        consortium,
        person,
        subject=_("Would you take part in a project? %(idea)s") % {"idea": consortium.entry.title},
        paragraph=_("%(lead)s seeks a partner and asks your organisation. Say yes or no on the page of the consortium.")
        % {"lead": lead},
        button=_("Look at it and answer"),
        partner=partner,
        quote=partner.note,
    )


def _applied(partner: Partner, person: Person) -> Letter:
    return _letter(
        partner.role.consortium,
        person,
        subject=_("%(organisation)s would take a role in your project idea") % {"organisation": str(partner)},
        paragraph=_("Look at them, and say yes or no. Names and addresses are exchanged when you say yes."),
        button=_("Look at it and answer"),
        partner=partner,
        quote=partner.note,
    )


def _accepted(partner: Partner, person: Person) -> Letter:
    return _letter(
        partner.role.consortium,
        person,
        subject=_("%(organisation)s takes part: %(idea)s")
        % {"organisation": str(partner), "idea": partner.role.consortium.entry.title},
        paragraph=_("On the page of the consortium you find whom to write to."),
        button=_("Open the consortium"),
        partner=partner,
    )


def _declined(partner: Partner, person: Person) -> Letter:
    return _letter(
        partner.role.consortium,
        person,
        subject=_("Not this time: %(idea)s") % {"idea": partner.role.consortium.entry.title},
        paragraph=_("The role is still missing, or goes to somebody else."),
        button=_("Open the consortium"),
        partner=partner,
        quote=partner.reply,
    )


def _withdrawn(partner: Partner, person: Person) -> Letter:
    return _letter(
        partner.role.consortium,
        person,
        subject=_("Taken back: %(idea)s") % {"idea": partner.role.consortium.entry.title},
        paragraph=_("%(organisation)s does not take this role after all.") % {"organisation": str(partner)},
        button=_("Open the consortium"),
        partner=partner,
    )


def _complete(consortium: Consortium, person: Person) -> Letter:
    return _letter(
        consortium,
        person,
        subject=_("All partners are found: %(idea)s") % {"idea": consortium.entry.title},
        paragraph=_("Every role has its partner. Now you can write the application together."),
        button=_("Open the consortium"),
    )


def _deadline(consortium: Consortium, person: Person) -> Letter:
    missing = roles_missing(consortium)
    return _letter(
        consortium,
        person,
        subject=_("The deadline comes near: %(idea)s") % {"idea": consortium.entry.title},
        paragraph=_("Roles are still missing: %(roles)s. The page of the consortium suggests organisations to ask.")
        % {"roles": "; ".join(role.name for role in missing)},
        button=_("Look for partners"),
    )


def _letter(
    consortium: Consortium,
    person: Person,
    *,
    subject: str,
    paragraph: str,
    button: str,
    partner: Partner | None = None,
    quote: str = "",
) -> Letter:
    entry = consortium.entry
    facts = [(_("Project idea"), entry.title), (_("Lead"), entry.organisation.name)]
    if partner is not None:
        facts += [(_("Role"), partner.role.name), (_("Organisation"), str(partner))]
    if entry.deadline:
        facts.append((_("Deadline"), date_format(entry.deadline)))
    return Letter(
        subject=subject,
        greeting=greeting(person.name),
        paragraphs=[paragraph],
        facts=facts,
        quote=quote,
        buttons=[(button, absolute(consortium.get_absolute_url()))],
        reason=_("You get this mail because your organisation leads this project idea or is asked to join it."),
    )
