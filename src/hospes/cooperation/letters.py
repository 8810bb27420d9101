"""Mails about cooperation links that are recorded by hand: to who speaks for the organisations."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.cooperation import rules
from hospes.cooperation.models import LinkEvidence
from hospes.cooperation.phrases.links import about, regions
from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.organisations.models import Organisation
from hospes.organisations.queries import speakers_of
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

COOPERATION = "cooperation"
topics.add({COOPERATION: gettext_lazy("Cooperation links of your organisation")})

Builder = Callable[[Person], Letter]


def post_proposed(evidence: LinkEvidence) -> None:
    """Ask each side that has not agreed yet."""
    for letter in rules.sides_to_agree(evidence):
        own = rules.organisation_on(evidence, letter)
        other = rules.organisation_on(evidence, "b" if letter == "a" else "a")
        if own is not None and other is not None:
            _post(own, lambda person, other=other: _proposed(evidence, other, person))  # type: ignore[misc]


def post_confirmed(evidence: LinkEvidence) -> None:
    for own in (evidence.organisation_a, evidence.organisation_b):
        if own is not None:
            _post(own, lambda person: _confirmed(evidence, person))


def post_taken_back(evidence: LinkEvidence, by: Person) -> None:
    """To the sides for which the person does not speak."""
    both = (evidence.organisation_a, evidence.organisation_b)
    for own in both:
        if own is not None and by not in speakers_of(own):
            _post(own, lambda person: _taken_back(evidence, person))


def _post(organisation: Organisation, build: Builder) -> None:
    for person in speakers_of(organisation):
        post(lambda person=person: build(person), to=reader(person), topic=COOPERATION)  # type: ignore[misc]


def _proposed(evidence: LinkEvidence, other: Organisation, person: Person) -> Letter:
    page = absolute(evidence.link.get_absolute_url())
    return Letter(
        subject=_("Do you work together? %(organisation)s") % {"organisation": other.name},
        greeting=greeting(person.name),
        paragraphs=[
            _(
                "Somebody proposes to record that your organisation and %(organisation)s work together. It counts,"
                " and everybody can read it, once both of you have confirmed it."
            )
            % {"organisation": other.name}
        ],
        facts=_facts(evidence),
        quote=evidence.note,
        buttons=[(_("Look at it and answer"), page)],
        reason=_why(),
    )


def _confirmed(evidence: LinkEvidence, person: Person) -> Letter:
    return Letter(
        subject=_("Confirmed: %(regions)s") % {"regions": regions(evidence.link)},
        greeting=greeting(person.name),
        paragraphs=[
            _("Both organisations have confirmed that they work together. The pages of both regions now show it.")
        ],
        facts=_facts(evidence),
        buttons=[(_("Look at the cooperation link"), absolute(evidence.link.get_absolute_url()))],
        reason=_why(),
    )


def _taken_back(evidence: LinkEvidence, person: Person) -> Letter:
    return Letter(
        subject=_("Not confirmed: %(regions)s") % {"regions": regions(evidence.link)},
        greeting=greeting(person.name),
        paragraphs=[
            _("It is not recorded that the two organisations work together: one of them, or a facilitator, said no.")
        ],
        facts=_facts(evidence),
        reason=_why(),
    )


def _facts(evidence: LinkEvidence) -> list[tuple[str, str]]:
    both = [one.name for one in (evidence.organisation_a, evidence.organisation_b) if one is not None]
    rows = [
        (_("Organisations"), "; ".join(both)),
        (_("Regions"), regions(evidence.link)),
        (_("About"), about(evidence.link)),
        (_("Since"), date_format(evidence.since)),
    ]
    return rows + ([(_("Document"), evidence.title)] if evidence.title else [])


def _why() -> str:
    return _("You get this mail because you speak for this organisation.")
