"""Links recorded by hand: proposed by one organisation or a facilitator, confirmed by the other side, ended."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.cooperation import letters, rules
from hospes.cooperation.actions.steps import drop_if_bare, hold, link_for, prove
from hospes.cooperation.choices import LinkKind, LinkState, Source
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.rules import RefusedError
from hospes.journal.actions import record
from hospes.organisations.models import Organisation
from hospes.organisations.rules import speaks_for
from hospes.people.models import Person


@transaction.atomic
def propose(
    own: Organisation,
    other: Organisation,
    *,
    kind: LinkKind | str,
    since: date,
    by: Person,
    topic: str = "",
    field: str = "",
    title: str = "",
    address: str = "",
    note: str = "",
) -> LinkEvidence:
    """Say that two organisations work together. It counts once the other side has confirmed it.

    What somebody proposes for their own organisation they thereby confirm for it. A facilitator confirms for nobody.
    """
    if not rules.may_propose(by, own):
        raise PermissionDenied
    _must_be_two(own, other)
    if since > timezone.localdate():
        raise RefusedError("since_the_future")
    lately = LinkEvidence.objects.filter(added_by=by, added_at__gt=timezone.now() - timedelta(days=1))
    if lately.count() >= rules.MOST_PROPOSALS_A_DAY:
        raise RefusedError("too_many_today")
    first, second = sorted((own, other), key=lambda one: (one.territory, one.pk))
    link, is_new = link_for(first.territory, second.territory, kind=kind, topic=topic, field=field, since=since)
    about = {"link": link, "source": Source.AGREEMENT, "organisation_a": first, "organisation_b": second}
    if LinkEvidence.objects.filter(**about).exists():
        raise RefusedError("agreed_already")
    evidence = LinkEvidence(**about, since=since, title=title, address=address, note=note, added_by=by)
    own_letter: rules.Letter = "a" if own == first else "b"
    is_own = own_letter in rules.sides_of(by, evidence)
    if is_own:
        setattr(evidence, f"agreed_{own_letter}_at", timezone.now())
    evidence.save()
    letters.post_proposed(evidence)
    verb = "cooperation.drafted" if is_new else "cooperation.agreement_added"
    record(verb, on=link, by=by, acting_for=own if is_own else None)
    return evidence


@transaction.atomic
def confirm(evidence: LinkEvidence, *, by: Person) -> LinkEvidence:
    """Agree for every side that one speaks for. When both have, the link is confirmed. Twice is once."""
    link, evidence = _held(evidence)
    if evidence.proven_at is not None:
        return evidence
    sides = rules.sides_of(by, evidence)
    if not sides:
        raise PermissionDenied
    for letter in sides:
        setattr(evidence, f"agreed_{letter}_at", timezone.now())
    verb = "cooperation.agreed"
    if not rules.sides_to_agree(evidence):
        evidence.proven_at = timezone.now()
        verb = "cooperation.confirmed" if prove(link) else verb
        letters.post_confirmed(evidence)
    evidence.save()
    record(verb, on=link, by=by, acting_for=rules.organisation_on(evidence, sides[0]))
    return evidence


@transaction.atomic
def take_back(evidence: LinkEvidence, *, by: Person) -> bool:
    """An agreement that is not yet one is taken back or declined. True when its draft is gone with it."""
    link, evidence = _held(evidence)
    if evidence.proven_at is not None:
        raise RefusedError("confirmed_meanwhile")
    if not rules.may_take_back(by, evidence):
        raise PermissionDenied
    both = (evidence.organisation_a, evidence.organisation_b)
    acting_for = next((one for one in both if speaks_for(by, one)), None)
    letters.post_taken_back(evidence, by)
    evidence.delete()
    number = link.pk
    is_gone = drop_if_bare(link)
    link.pk = number
    verb = "cooperation.dropped" if is_gone else "cooperation.agreement_removed"
    record(verb, on=link, by=by, acting_for=acting_for)
    return is_gone


@transaction.atomic
def end(link: CooperationLink, *, because: str, by: Person, acting_for: Organisation | None = None) -> CooperationLink:
    """The two regions no longer work together in this field. The link stays in the history; a new one may begin."""
    held = hold(link.pk)
    if held is None or not rules.can_become(held, LinkState.ENDED):
        raise RefusedError("ended_already")
    if not rules.may_end(by, held):
        raise PermissionDenied
    link = held
    link.state, link.ended_at, link.ended_because = LinkState.ENDED, timezone.now(), because
    link.save(update_fields=["state", "ended_at", "ended_because"])
    record("cooperation.ended", on=link, by=by, acting_for=acting_for)
    return link


def _must_be_two(own: Organisation, other: Organisation) -> None:
    if own == other:
        raise RefusedError("same_organisation")
    for one in (own, other):
        if not rules.can_carry(one):
            raise RefusedError("region_unknown", organisation=one.name)


def _held(evidence: LinkEvidence) -> tuple[CooperationLink, LinkEvidence]:
    """The link held first, then its evidence as it is now. Who comes after it was taken back is told so."""
    link = hold(evidence.link_id)
    rows = LinkEvidence.objects.select_related("organisation_a", "organisation_b", "added_by")
    found = rows.filter(pk=evidence.pk).first()
    if link is None or found is None:
        raise RefusedError("taken_back_meanwhile")
    found.link = link
    return link, found
