"""Two organisations, everybody who could ask, one of everything that can be asked about, and a deed for each operation.

What belongs to organisation A carries a canary in every field that not everybody reads.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from hospes.core.api.problems import TITLES
from hospes.following.actions.searches import save_search
from hospes.matchmaking.actions import introductions, messages
from hospes.matchmaking.actions import introductions_answers as answers
from hospes.matchmaking.choices import EntryStatus, Side
from hospes.matchmaking.models import Entry, Introduction, Question
from hospes.matchmaking.queries import questions as open_questions
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.rules.signed_proposals import sign
from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation
from hospes.people import actions as people_actions
from hospes.people.models import ApiToken, Person
from hospes.people.scopes import Scope
from hospes.web.api import api
from tests.api.conftest import Program
from tests.api.scene_of_gaps import a_gap_and_an_invitation
from tests.api.scene_of_links import add_links
from tests.api.scene_of_rounds import rounds_and_exchanges
from tests.apprenticeships.things import a_rule
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import (
    ChallengeFactory,
    InvitationFactory,
    JoinRequestFactory,
    OrganisationFactory,
    PostFactory,
    SkillNeedFactory,
)
from tests.factories.outreach import NewsFactory, NoticeFactory, SupporterFactory
from tests.factories.people import PersonFactory

REGION = "SE232"
CANARY = "zzcanary"
# Who is nobody here: what belongs to A is foreign to all of them.
STRANGERS = ("visitor", "deactivated", "stranger", "steering group", "reviewer")


@dataclass
class Scene:
    ours: Organisation
    theirs: Organisation
    programs: dict[str, Program] = field(default_factory=dict)
    # What the addresses name: "entry_id" → 7.
    numbers: dict[str, Any] = field(default_factory=dict)
    # What some operations need to be about: "introduction_withdraw" → {"introduction_id": 3}.
    instead: dict[str, dict[str, Any]] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def operations() -> Iterator[tuple[str, str, str]]:
    """Name, method and path of every operation."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method.upper(), path


def made() -> Scene:
    scene = Scene(
        ours=OrganisationFactory(authority_of=REGION, name="Our organisation"),
        theirs=OrganisationFactory(name="Their organisation"),
    )
    _people(scene)
    _entries(scene)
    _introductions(scene)
    _office(scene)
    _rounds(scene)
    add_links(scene, CANARY)
    return scene


def _people(scene: Scene) -> None:
    posts = {
        "representative": (scene.ours, Post.REPRESENTATIVE),
        "deputy": (scene.ours, Post.DEPUTY),
        "member": (scene.ours, Post.MEMBER),
        "leaving": (scene.ours, Post.MEMBER),
        "stranger": (scene.theirs, Post.REPRESENTATIVE),
        "host": (OrganisationFactory(name="Host of ours", country="NO", territory="NO0A2"), Post.MEMBER),
    }
    for role, (organisation, post) in posts.items():
        person = PersonFactory(name=f"{CANARY} name of {role}" if organisation == scene.ours else role)
        row = PostFactory(organisation=organisation, person=person, post=post)
        scene.programs[role] = Program(person, organisation)
        if role == "leaving":
            scene.numbers |= {"post_id": row.pk, "person_id": person.pk}
    for role in ("facilitator", "secretariat", "administrator", "steering group", "reviewer"):
        scene.programs[role] = Program(PersonFactory(name=role, role=role.replace(" ", "_")))
    gone = Program(PersonFactory(name="Gone"), scene.ours)
    Person.objects.filter(pk=gone.person.pk).update(is_active=False)
    closed = PersonFactory(name="Closed", deactivated=True)
    scene.programs |= {"visitor": Program(), "deactivated": gone}
    own, _secret = people_actions.make_api_token(
        scene.programs["member"].person, name=f"{CANARY} token", by=scene.programs["member"].person
    )
    scene.numbers["token_id"] = own.pk
    wanted = Wanted(kinds=("offer",))
    search = save_search(wanted, name=f"{CANARY} search", rhythm="weekly", by=scene.programs["member"].person)
    scene.numbers["search_id"] = search.pk
    scene.instead["account_reactivate"] = {"person_id": closed.pk}
    scene.numbers["organisation_id"] = scene.ours.pk


def _entries(scene: Scene) -> None:
    ours, member = scene.ours, scene.programs["member"].person
    words = {"title": f"{CANARY} title", "text": f"{CANARY} text", "decision_reason": f"{CANARY} reason"}
    draft = EntryFactory(organisation=ours, contact=member, full=True)
    private = {"refuses": {"organisations": [f"{CANARY} refused"]}, "wants": {"organisations": [f"{CANARY} wanted"]}}
    Entry.objects.filter(pk=draft.pk).update(**words, **private)
    submitted = EntryFactory(organisation=ours, submitted=True, **words)
    paused = EntryFactory(organisation=ours, paused=True, **words)
    published = EntryFactory(organisation=ours, published=True, full=True, title="On the market", contact=member)
    changed = EntryFactory(organisation=ours, published=True, changed_words=True)
    scene.numbers["entry_id"] = draft.pk
    for verb, entry in (
        ("publish", submitted),
        ("reject", submitted),
        ("pause", published),
        ("renew", published),
        ("resume", paused),
        ("confirm", changed),
    ):
        scene.instead[f"entry_{verb}"] = {"entry_id": entry.pk}
    scene.things |= {"draft": draft, "published": published}


def _introductions(scene: Scene) -> None:
    host = scene.programs["host"]
    wish = EntryFactory(kind="wish", organisation=scene.ours, published=True, full=True, title="Our wish")
    Entry.objects.filter(pk=wish.pk).update(
        refuses={"organisations": [f"{CANARY} refused"]}, wants={"organisations": [f"{CANARY} wanted"]}
    )
    hosts = [
        EntryFactory(organisation=host.organisation, published=True, full=True, title=f"Host {number}")
        for number in range(3)
    ]
    waiting = _proposed(scene, wish, hosts[0])
    introduced = _proposed(scene, wish, hosts[1])
    for side, program in ((Side.WISH, scene.programs["member"]), (Side.OFFER, host)):
        answers.accept(introduced, side=side, terms_version=1, by=program.person)
    messages.write_message(introduced, text=f"{CANARY} message", by=scene.programs["member"].person)
    question = Question.objects.create(
        entry=wish,
        field="windows",
        proposal={
            "code": "answer",
            "side": "wish",
            "field": "windows",
            "value": [["2027-05-01", "2027-05-31"]],
            "facts": {},
        },
        asked_by=scene.programs["facilitator"].person,
    )
    scene.numbers |= {"introduction_id": waiting.pk, "question_id": question.pk}
    for name in ("introduction_mark", "message_list", "message_write"):
        scene.instead[name] = {"introduction_id": introduced.pk}
    scene.things |= {"wish": wish, "free host": hosts[2], "introduced": introduced, "waiting": waiting}


def _proposed(scene: Scene, wish: Any, offer: Any) -> Introduction:
    return introductions.propose(
        wish,
        offer,
        people=1,
        answer_by=timezone.localdate() + timedelta(days=9),
        note=f"{CANARY} note",
        by=scene.programs["facilitator"].person,
    )


def _office(scene: Scene) -> None:
    invitation = InvitationFactory(
        organisation=scene.ours, email=f"{CANARY}@hospes.example", invited_by=scene.programs["representative"].person
    )
    published = NewsFactory()
    scene.numbers |= {
        "invitation_id": invitation.pk,
        "join_request_id": JoinRequestFactory(contact_name=f"{CANARY} asker").pk,
        "notice_id": NoticeFactory(text=f"{CANARY} notice").pk,
        "news_id": NewsFactory(draft=True, title=f"{CANARY} news").pk,
        "supporter_id": SupporterFactory().pk,
        "rule_id": a_rule(scene.programs["secretariat"].person, "FI", "DK").pk,
        "challenge_id": ChallengeFactory(organisation=scene.ours).pk,
        **a_gap_and_an_invitation(scene.ours, scene.programs["member"].person),
        "skill_need_id": SkillNeedFactory(organisation=scene.ours).pk,
        "code": REGION,
        "name": "topics",
    }
    scene.instead["news_withdraw"] = {"news_id": published.pk}


def _rounds(scene: Scene) -> None:
    we, by = (scene.programs[role].person for role in ("member", "facilitator"))
    assert we and by
    for name, added in rounds_and_exchanges(CANARY, scene.ours, we=we, by=by).items():
        getattr(scene, name).update(added)


def address(scene: Scene, name: str, path: str, **instead: Any) -> str:
    """Where the operation is asked about our things; with other numbers in `instead`."""
    known = scene.numbers | scene.instead.get(name, {}) | instead
    return re.sub(r"{(\w+)}", lambda found: str(known[found[1]]), path.removeprefix("/api/v1"))


PROBLEMS = frozenset(TITLES)
STATUSES = tuple(EntryStatus.values)


def send(
    program: Program, method: str, path: str, body: Any = None, *, tag: str | None = None, **headers: str
) -> HttpResponse:
    """Change requests carry the tag that the thing has now, unless another is named."""
    if method == "GET":
        return program.get(path, **headers)
    if method == "PATCH":
        headers["if_match"] = tag if tag is not None else program.get(path).headers.get("ETag", '"none"')
    elif tag is not None:
        headers["if_match"] = tag
    return program._send(method, path, body, headers)


def with_scopes(program: Program, *scopes: str) -> Program:
    """The same person for the same organisation, with a token for other things."""
    assert program.person is not None
    other = Program(program.person, program.organisation)
    ApiToken.objects.filter(pk=ApiToken.objects.latest("pk").pk).update(scopes=[Scope.READ.value, *scopes])
    return other


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is done inside has not been done afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def question_to_ask() -> str:
    """One that the desk offers now, as a facilitator would ask it; empty when there is none."""
    return next((sign(one.entry.pk, one.proposal) for one in open_questions.agenda()), "")


def as_text(answer: Any) -> str:
    content = answer.getvalue()
    if answer.streaming:
        # It flows once, and is looked at again.
        answer.streaming_content = [content]
    return content.decode() + json.dumps(dict(answer.headers))
