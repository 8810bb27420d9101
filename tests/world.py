"""The demo partnership with one person for each role, and one of everything that could leak.

"Our organisation" is the invented Institut Montclar. The stranger speaks for another member that has nothing to do
with it. Words that only few may read carry a canary, so that a leak is found wherever it happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.utils import timezone, translation

from hospes.demo import accounts, build
from hospes.demo.scene import ADMINISTRATOR, FACILITATOR, SECRETARIAT, Scene
from hospes.incoming.actions import files as incoming
from hospes.incoming.reading.sheets import tabled
from hospes.mail.models import OutgoingMail
from hospes.mail.stopping import stop_link
from hospes.matchmaking.actions import entries as entry_actions
from hospes.matchmaking.actions import introductions, messages, questions
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.models import Entry, Question
from hospes.matchmaking.queries import questions as open_questions
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules import renewal_links
from hospes.matchmaking.rules.introductions_links import answer_token, question_token
from hospes.matchmaking.rules.signed_proposals import sign
from hospes.moderation import actions as moderation
from hospes.moderation.reportable import Reported
from hospes.organisations.actions import joining, posts, regions
from hospes.organisations.choices import Post
from hospes.organisations.models import Invitation, Organisation
from hospes.outreach import actions as outreach
from hospes.outreach.models import News
from hospes.people import actions as people_actions
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, BrowserSession, Person
from hospes.people.scopes import Scope
from hospes.privacy.actions import accept_texts
from hospes.privacy.choices import ArchiveState, How
from hospes.privacy.models import OwnArchive
from hospes.reference.choices import OrganisationKind, SupporterCategory
from tests.apprenticeships.things import add_rules
from tests.consortia.things import add_consortia, an_idea
from tests.cooperation.things import add_cooperation
from tests.exchanges import things as exchange_things
from tests.exports.things import add_lists
from tests.factories.organisations import InvitationFactory
from tests.factories.people import AuthenticatorFactory
from tests.following.things import add_followed
from tests.radar.world import add_gaps
from tests.rounds.things import add_rounds
from tests.sharing.things import add_shared

VISITOR, DEACTIVATED = "visitor", "deactivated"
STRANGER, MEMBER, DEPUTY, REPRESENTATIVE = "stranger", "member", "deputy", "representative"
FACILITATING, SECRETARY, STEERING, REVIEWER, ADMIN = (
    "facilitator",
    "secretariat",
    "steering group",
    "reviewer",
    "administrator",
)
ROLES = (
    VISITOR,
    DEACTIVATED,
    STRANGER,
    STEERING,
    REVIEWER,
    MEMBER,
    DEPUTY,
    REPRESENTATIVE,
    FACILITATING,
    SECRETARY,
    ADMIN,
)

OURS, TERRITORY = "montclar", "ES511"
INVITATION_TOKEN = "an-invitation-that-nobody-guesses"

# Each stands in one place only; who may not see that place must never see the word.
DRAFT_CANARY = "zzdraftcanary"
CHECK_CANARY = "zzcheckcanary"
JOIN_CANARY = "zzjoincanary"
INVITED_CANARY = "zzinvitedcanary"
STAFF_CANARY = "zzstaffcanary"
TOKEN_CANARY = "zztokencanary"
NOTICE_CANARY = "zznoticecanary"
NEWS_CANARY = "zznewscanary"
THREAD_CANARY = "zzthreadcanary"
FILE_CANARY = "zzfilecanary"


@dataclass
class World:
    scene: Scene
    people: dict[str, Person | None] = field(default_factory=dict)
    # What stands in the address of a page about a thing: "draft" → {"pk": 7}.
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    # For programs: one key for each role.
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def ours(self) -> Organisation:
        return self.scene.organisations[OURS]

    def person(self, role: str) -> Person:
        found = self.people[role]
        assert found is not None
        return found


def made() -> World:
    """Make it, by the actions that the site calls."""
    with translation.override("en"):
        scene = build.planned("first-round", 7)
        scene.play(lambda deeds: deeds)
        accounts.open_doors(scene)
        world = World(scene)
        _people(world)
        _entries(world)
        _incoming(world)
        _organisation(world)
        _links(world)
        _introductions(world)
        _notice_and_news(world)
        _by_number(world)
        add_rounds(world.places, world.person(FACILITATING))
        add_gaps(world.places, world.person(FACILITATING), world.ours, world.person(REPRESENTATIVE))
        add_rules(world.places, world.person(SECRETARY))
        theirs = world.scene.organisations["eichtal"]
        add_cooperation(world.places, world.ours, theirs, we=world.person(REPRESENTATIVE), they=world.person(STRANGER))
        add_exchanges(world, world.scene.organisations["zielonka"])
        add_consortia(
            world.places,
            an_idea(world.ours),
            we=world.person(REPRESENTATIVE),
            they=world.person(STRANGER),
            theirs=theirs,
        )
        add_lists(world.places)
        return world


def add_exchanges(world: World, theirs: Organisation) -> None:
    facilitator = world.person(FACILITATING)
    exchange_things.add_exchanges(world.places, world.ours, theirs, we=world.person(REPRESENTATIVE), by=facilitator)
    world.things["legs to propose"] = world.places["legs to propose"]["legs"]


def _add_person(world: World, name: str, **options: Any) -> Person:
    address = f"{name.casefold().replace(' ', '.')}@hospes.example"
    person = people_actions.add_person(email=address, name=name, by=world.scene.secretariat, **options)
    accept_texts(person, language="en", how=How.INVITATION, by=person)
    return person


def _people(world: World) -> None:
    scene, ours = world.scene, world.ours
    member = _add_person(world, f"Mia {STAFF_CANARY}")
    posts.appoint(member, ours, Post.MEMBER, by=scene.secretariat)
    gone = _add_person(world, "Gone Colleague")
    posts.appoint(gone, ours, Post.MEMBER, by=scene.secretariat)
    steering = _add_person(world, "Stina Steering")
    people_actions.give_role(steering, PartnershipRole.STEERING_GROUP, by=None)
    world.people = {
        VISITOR: None,
        DEACTIVATED: gone,
        STRANGER: scene.speakers["eichtal"],
        STEERING: steering,
        REVIEWER: scene.people["Renaud Lexemple"],
        MEMBER: member,
        DEPUTY: scene.people["Jordi Inventat"],
        REPRESENTATIVE: scene.speakers[OURS],
        FACILITATING: scene.people[FACILITATOR],
        SECRETARY: scene.people[SECRETARIAT],
        ADMIN: scene.people[ADMINISTRATOR],
    }
    for role, person in world.people.items():
        if person is not None:
            name = TOKEN_CANARY if role == MEMBER else "A program"
            post = person.posts.first()
            _row, world.tokens[role] = people_actions.make_api_token(
                person,
                name=name,
                by=person,
                organisation_id=post.organisation_id if post else None,
                scopes=Scope.values,
            )
    OwnArchive.objects.create(
        person=member, state=ArchiveState.READY, asked_at=timezone.now(), made_at=timezone.now(), content=b"PK"
    )
    world.places["list of own data"] = {"name": "api_tokens"}
    world.places["member's token"] = {"pk": ApiToken.objects.get(name=TOKEN_CANARY).pk}
    world.places["our member"] = {"pk": member.pk}
    browser = BrowserSession.objects.create(person=member, session_key="a-browser", browser="Firefox")
    world.places["our member's browser"] = {"pk": browser.pk}
    world.places["a passkey"] = {"pk": 987654321}
    world.places["somebody with a second factor"] = {"pk": AuthenticatorFactory().user.pk}
    world.places["link to a new address"] = {"token": "not-a-link"}
    world.places["a role held"] = {"pk": steering.pk, "role": "steering_group"}
    people_actions.deactivate_person(gone, by=world.person(ADMIN))
    world.places["closed account"] = {"pk": gone.pk}


def _entries(world: World) -> None:
    member, ours = world.person(MEMBER), world.ours

    def draft(kind: EntryKind, title: str) -> Entry:
        values = {"title": title, "text": f"About {title}", "language": "en", "contact": member}
        return entry_actions.draft_entry(organisation=ours, kind=kind, values=values, by=member, acting_for=ours)

    entries = {"our draft": draft(EntryKind.OFFER, DRAFT_CANARY)}
    entries["our entry to check"] = entry_actions.submit_entry(
        draft(EntryKind.WISH, CHECK_CANARY), by=member, acting_for=ours
    )
    entries["our published entry"] = world.scene.entries["montclar-care"]
    entries["our draft idea"] = draft(EntryKind.IDEA, f"{DRAFT_CANARY} idea")
    world.things |= entries
    world.places |= {name: {"pk": entry.pk} for name, entry in entries.items()}
    world.places |= {
        "a picture that is not there": {"name": "logos/nothing.webp"},
        "pages for search engines": {"section": "pages"},
        **{f"{part} in the gallery": {"part": part} for part in ("forms", "lists", "pairs", "maps", "errors")},
        "an error in the gallery": {"code": "404"},
    }
    world.places |= {"offer": {"kind": "offer"}, "wish": {"kind": "wish"}, "idea": {"kind": "idea"}}


def _organisation(world: World) -> None:
    ours = world.ours
    speaker = world.person(REPRESENTATIVE)
    world.places |= {
        "us": {"slug": ours.slug},
        "our member's post": {"slug": ours.slug, "pk": world.person(MEMBER).posts.get().pk},
        "our region": {"code": TERRITORY},
    }
    about = {"language": "ca", "by": speaker, "acting_for": ours}
    challenge = regions.add_challenge(TERRITORY, kind="access", text="Els pobles són lluny.", **about)
    need = regions.add_skill_need(TERRITORY, field="0921", text="Cures", **about)
    world.places["our challenge"] = {"code": TERRITORY, "pk": challenge.pk}
    world.places["our skill need"] = {"code": TERRITORY, "pk": need.pk}
    invitation: Invitation = InvitationFactory(
        organisation=ours, email=f"{INVITED_CANARY}@hospes.example", token=INVITATION_TOKEN, invited_by=speaker
    )
    world.things["invitation"] = invitation
    world.places["our invitation"] = {"pk": invitation.pk}
    world.places["our invitation's link"] = {"token": INVITATION_TOKEN}
    request = joining.ask_to_join(
        name=f"Asking {JOIN_CANARY}",
        kind=OrganisationKind.NGO,
        country="NL",
        motivation="We would like to travel.",
        contact_name="Anne Asker",
        contact_email=f"{JOIN_CANARY}@hospes.example",
    )
    world.places["request to join"] = {"pk": request.pk}


def _links(world: World) -> None:
    member = world.person(MEMBER)
    stop = stop_link(member.email, "matchmaking.proposals", "en").rstrip("/").rsplit("/", 1)[-1]
    world.places["link that stops mails"] = {"signed": stop}
    # Of somebody who does not sign in meanwhile: that would use up the link.
    asker = world.scene.speakers["valsole"]
    uid, key = user_pk_to_url_str(asker), default_token_generator.make_token(asker)
    world.places["link for a new password"] = {"uidb36": uid, "key": key}
    until = world.things["our published entry"]
    world.places["link that renews our entry"] = {"signed": renewal_links.sign(until, member)}
    world.places["our member's one-time link"] = {"token": people_actions.make_one_time_link(member)}
    mail = OutgoingMail.objects.order_by("-pk").first()
    world.places["mail"] = {"pk": mail.pk if mail else 1}
    add_followed(world.places, member)
    add_shared(world.places, world.ours, world.person(REPRESENTATIVE))


def _incoming(world: World) -> None:
    """A file of old entries that a member has sent and looks at."""
    member, ours = world.person(MEMBER), world.ours
    content = f"We want to,Topics,Remarks\nhost,Guidance,{FILE_CANARY}\n".encode()
    table = tabled(content, heading_line=1)
    columns = {0: "kind", 1: "topics", 2: "remarks"}
    file = incoming.send_file(
        content, name=f"{FILE_CANARY}.csv", organisation=ours, table=table, sheet="", all_are="offer", by=member
    )
    incoming.choose_columns(file, columns=columns, signature=table.signature, by=member)
    incoming.read_file(file.pk)
    world.places["our file"] = {"pk": file.pk}
    world.places["row of our file"] = {"pk": file.pk, "row": file.rows.get().pk}


def _introductions(world: World) -> None:
    scene, ours = world.scene, world.ours
    proposed = scene.pairs["lindalen-care", "montclar-care"]
    introduced = scene.pairs["montclar-inclusion", "almgrund-inclusion"]
    messages.write_message(introduced, text=THREAD_CANARY, by=world.person(MEMBER), acting_for=ours)
    world.places["our proposed pair"] = {"pk": proposed.pk}
    world.places["our introduced pair"] = {"pk": introduced.pk}
    _unanswered(world)
    best = open_questions.agenda()[0]
    question = questions.ask(best.entry, best.proposal, by=scene.facilitator)
    token = question_token(question, recipients_for(best.entry)[0])
    _our_question(world)
    world.places["link that answers a question"] = {"token": token}
    world.places["column of the desk"] = {"code": "ready"}


def _our_question(world: World) -> None:
    """One that was asked of us, and one that the desk offers to ask."""
    period = {"code": "answer", "side": "offer", "field": "windows", "value": [["2027-05-01", "2027-05-31"]]}
    asked = Question.objects.create(
        entry=world.things["our published entry"],
        field="windows",
        proposal=period | {"facts": {}},
        asked_by=world.scene.facilitator,
    )
    world.places["our question by number"] = {"question_id": asked.pk}
    best = open_questions.agenda()[0]
    world.things["question to ask"] = sign(best.entry.pk, best.proposal)


def _unanswered(world: World) -> None:
    """A pair that waits for both sides, and one that nobody has proposed yet."""
    scene = world.scene
    wish, offer = scene.entries["brestova-care"], scene.entries["montclar-care"]
    pair = introductions.propose(
        wish,
        offer,
        people=2,
        starts_on=scene.day("05-10"),
        ends_on=scene.day("05-28"),
        answer_by=timezone.localdate() + timedelta(days=14),
        by=scene.facilitator,
    )
    world.places["our unanswered pair"] = {"pk": pair.pk}
    token = answer_token(pair, Side.OFFER, world.person(REPRESENTATIVE))
    world.places["link that answers for us"] = {"token": token}
    world.places["our pair"] = {"wish": scene.entries["neringa-care"].pk, "offer": offer.pk}


def _notice_and_news(world: World) -> None:
    entry = world.things["our published entry"]
    notice = moderation.give_notice(
        Reported(entry.title, entry.get_absolute_url()),
        about_kind="entry",
        about_id=str(entry.pk),
        kind="wrong",
        text=NOTICE_CANARY,
        contact_email=f"{NOTICE_CANARY}@hospes.example",
    )
    world.places["notice"] = {"pk": notice.pk}
    draft = outreach.draft_news(title="Not yet told", text=NEWS_CANARY, language="en", by=world.scene.secretariat)
    news = News.objects.filter(status="published").latest("published_at")
    supporter = outreach.add_supporter(
        name="A Friend", category=SupporterCategory.values[0], by=world.scene.secretariat
    )
    world.places |= {"draft of news": {"slug": draft.slug}, "news": {"slug": news.slug}}
    world.places |= {"draft of news by number": {"news_id": draft.pk}, "news by number": {"news_id": news.pk}}
    world.places["supporter"] = {"pk": supporter.pk}


def _by_number(world: World) -> None:
    """The same things as the API names them."""
    for name in [name for name in world.places if " pair" in name and "pk" in world.places[name]]:
        world.places[f"{name} by number"] = {"introduction_id": world.places[name]["pk"]}
    for name, thing in world.things.items():
        if isinstance(thing, Entry):
            world.places[f"{name} by number"] = {"entry_id": thing.pk}
    organisation = {"organisation_id": world.ours.pk}
    world.places["us by number"] = organisation
    for name, number in (
        ("our invitation", "invitation_id"),
        ("request to join", "join_request_id"),
        ("notice", "notice_id"),
        ("supporter", "supporter_id"),
        ("our member", "person_id"),
        ("closed account", "person_id"),
        ("member's token", "token_id"),
        ("member's search", "search_id"),
    ):
        world.places[f"{name} by number"] = {number: world.places[name]["pk"]}
    world.places["our member's post by number"] = organisation | {"post_id": world.places["our member's post"]["pk"]}
    for name, number in (("our challenge", "challenge_id"), ("our skill need", "skill_need_id")):
        world.places[f"{name} by number"] = {"code": TERRITORY, number: world.places[name]["pk"]}
    world.places["reference list"] = {"name": "topics"}
    world.places["address that the API does not have"] = {"rest": "nothing/here"}


@contextmanager
def kept_for_now() -> Iterator[None]:
    """Whatever is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
