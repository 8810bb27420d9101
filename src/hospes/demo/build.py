"""Plan the demo partnership. Everything is made by the actions that the site calls."""

import random
from collections.abc import Iterable
from functools import partial

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.utils import timezone

from hospes.demo import apprentices, cast, exchange, first_round, founding, news, projects, story, waiting
from hospes.demo.entries import InventedEntry
from hospes.demo.scene import SECRETARIAT, Scene
from hospes.matchmaking.actions import entries as entry_actions
from hospes.matchmaking.actions import suggestions
from hospes.organisations.actions import organisations as organisation_actions
from hospes.organisations.actions import posts
from hospes.organisations.choices import Membership, Post
from hospes.people import actions as people_actions
from hospes.people import second_factor
from hospes.people.choices import WITH_SECOND_FACTOR
from hospes.privacy.actions import accept_texts
from hospes.privacy.choices import How
from hospes.radar.actions.look import look

STAGES = ("founding", "first-round", "europe")


def planned(stage: str, seed: int) -> Scene:
    """A scene in which everything of the stage is planned and nothing has happened yet."""
    now = timezone.now().replace(microsecond=0)
    scene = Scene(now=now, chance=random.Random(seed))  # noqa: S311  the same seed gives the same demo
    _people(scene, (one for one in cast.PEOPLE if one.founding and one.organisation is None), 430)
    _organisations(scene, (one for one in cast.ORGANISATIONS if one.founding), 420)
    _people(scene, (one for one in cast.PEOPLE if one.founding and one.organisation), 418)
    publish(scene, founding.ENTRIES, 120)
    story.found(scene)
    news.found(scene)
    apprentices.found(scene)
    if stage != "founding":
        _organisations(scene, (one for one in cast.ORGANISATIONS if not one.founding), 92)
        _people(scene, (one for one in cast.PEOPLE if not one.founding), 90)
        publish(scene, first_round.ENTRIES, 74)
        publish(scene, exchange.ENTRIES, 40)
        for one in waiting.ENTRIES:
            submit(scene, one, 3)
        story.first_round(scene)
        projects.first_round(scene)
        exchange.first_round(scene)
        news.first_round(scene)
    scene.happens(0, partial(_everybody_accepts, scene))
    scene.happens(0, _compare_with_the_market)
    return scene


def _people(scene: Scene, people: Iterable[cast.InventedPerson], days_ago: int) -> None:
    for one in people:
        # The secretariat comes first: everybody else is added by her.
        scene.happens(days_ago + (1 if one.name == SECRETARIAT else 0), partial(_add_person, scene, one))


def _add_person(scene: Scene, one: cast.InventedPerson) -> None:
    account = people_actions.add_person(
        email=one.email,
        name=one.name,
        by=scene.people.get(SECRETARIAT),
        language=one.language,
        time_zone=one.time_zone,
    )
    scene.people[one.name] = account
    for role in one.roles:
        people_actions.give_role(account, role, by=None)
    if WITH_SECOND_FACTOR & set(one.roles):
        # Whoever may do so much has an authenticator app; without it the role would not count.
        scene.app_secrets[one.name] = secret = generate_totp_secret()
        second_factor.add_app(account, secret, by=account)
    if one.organisation:
        posts.appoint(account, scene.organisations[one.organisation], one.post, by=scene.secretariat)
        if one.post == Post.REPRESENTATIVE:
            scene.speakers[one.organisation] = account


def _everybody_accepts(scene: Scene) -> None:
    """The terms in the version that stands: only who comes later sees the line that asks."""
    for account in scene.people.values():
        accept_texts(account, language=account.language, how=How.BANNER, by=account)


def _organisations(scene: Scene, organisations: Iterable[cast.InventedOrganisation], days_ago: int) -> None:
    for one in organisations:
        scene.happens(days_ago, partial(_add_organisation, scene, one))


def _add_organisation(scene: Scene, one: cast.InventedOrganisation) -> None:
    scene.organisations[one.code] = organisation_actions.add_organisation(
        name=one.name,
        kind=one.kind,
        country=one.country,
        by=scene.secretariat,
        membership=Membership.ACTIVE,
        member_since=timezone.localdate(),
        territory=one.territory,
        town=one.town,
        languages=list(one.languages),
        about=one.about,
        about_language=one.about_language,
        in_earlall=one.in_earlall,
        supporter_category=one.supporter or "",
        website=f"https://{one.code}.example/",
    )


def publish(scene: Scene, entries: Iterable[InventedEntry], days_ago: int) -> None:
    """Draft, send and check each entry on three days in a row; a day later the next one has its turn."""
    for index, one in enumerate(entries):
        submit(scene, one, days_ago - index)
        scene.happens(days_ago - index - 2, partial(_publish, scene, one))


def submit(scene: Scene, one: InventedEntry, days_ago: int) -> None:
    scene.happens(days_ago, partial(_draft, scene, one))
    scene.happens(days_ago - 1, partial(_submit, scene, one))


def _draft(scene: Scene, one: InventedEntry) -> None:
    by, organisation = scene.speakers[one.organisation], scene.organisations[one.organisation]
    values = one.fields(scene.now.year + 1) | {"contact": by}
    scene.entries[one.code] = entry_actions.draft_entry(
        organisation=organisation, kind=one.kind, values=values, by=by, acting_for=organisation
    )


def _submit(scene: Scene, one: InventedEntry) -> None:
    by, organisation = scene.speakers[one.organisation], scene.organisations[one.organisation]
    entry_actions.submit_entry(scene.entries[one.code], by=by, acting_for=organisation)


def _publish(scene: Scene, one: InventedEntry) -> None:
    entry_actions.publish_entry(scene.entries[one.code], by=scene.facilitator)


def _compare_with_the_market() -> None:
    """What the worker does in the background, so that the desk is full on the first morning."""
    while suggestions.refresh():
        pass
    look()
