"""What the whole partnership takes along, kind by kind; and what stays, with the reason.

Every model stands in one of the two lists: a test fails for one that stands in none. All fields of a kind
go along unless they are left out here. A field that is left out is made anew when the archive is read:
`anew` says how, from the rest of the row.
"""

import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db.models import Field, Model

from hospes.core.tokens import hash_token
from hospes.matchmaking.actions import terms
from hospes.organisations.actions import search_words as words_of_organisation
from hospes.people.actions import search_words as words_of_person

_SEARCH = "made from the other fields, for the search"
_SECRET = "a secret of this installation"  # noqa: S105  the reason, not a secret


@dataclass(frozen=True)
class Kind:
    """One model in the archive: `name` is the name of its files."""

    name: str
    label: str
    about: str
    left_out: Mapping[str, str] = field(default_factory=dict)
    anew: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    @property
    def fields(self) -> list["Field[Any, Any]"]:
        return [one for one in self.model._meta.concrete_fields if one.name not in self.left_out]

    @property
    def columns(self) -> list[str]:
        """The primary key first, then as the model declares them."""
        return [one.attname for one in self.fields]


KINDS: tuple[Kind, ...] = (
    Kind(
        "people",
        "people.Person",
        "People with an account. They keep it: the first sign-in is by a link in a mail.",
        {"password": _SECRET, "session_seal": _SECRET, "search_words": _SEARCH},
        {
            "password": lambda _person: make_password(None),
            "session_seal": lambda _person: uuid.uuid4(),
            "search_words": words_of_person,
        },
    ),
    Kind("roles", "people.HeldRole", "Roles in the partnership that people hold or held."),
    Kind(
        "organisations",
        "organisations.Organisation",
        "Organisations, members or not.",
        {"search_words": _SEARCH},
        {"search_words": words_of_organisation},
    ),
    Kind("accreditations", "organisations.Accreditation", "Accreditations that organisations hold."),
    Kind("posts", "organisations.OrganisationPost", "Who acts for which organisation, from and to."),
    Kind(
        "invitations",
        "organisations.Invitation",
        "Invitations. Their links are dead elsewhere: send open ones again.",
        {"token_hash": _SECRET},
        {"token_hash": lambda _invitation: hash_token(secrets.token_urlsafe(32))},
    ),
    Kind("join-requests", "organisations.JoinRequest", "Requests to join, and how they were decided."),
    Kind("challenges", "organisations.RegionChallenge", "Challenges of regions, in the words of their members."),
    Kind("skill-needs", "organisations.RegionSkillNeed", "Skills that regions need."),
    Kind("notices", "moderation.Notice", "Notices about public content, and the decisions on them."),
    Kind("news", "outreach.News", "News, drafts included."),
    Kind("supporters", "outreach.Supporter", "Supporters that are no organisation here."),
    Kind("apprentice-rules", "apprenticeships.ApprenticeRule", "Rules for apprentices between two territories."),
    Kind("apprentice-rule-versions", "apprenticeships.ApprenticeRuleVersion", "Every version of these rules, and why."),
    Kind(
        "cooperation-links", "cooperation.CooperationLink", "Links between regions: drafts, confirmed and ended ones."
    ),
    Kind("cooperation-evidence", "cooperation.LinkEvidence", "Stays and agreements that speak for these links."),
    Kind(
        "entries",
        "matchmaking.Entry",
        "Offers, wishes and project ideas, in every state. Counts people with fewer opportunities.",
        {"search_words": _SEARCH, "paired_at": "suggestions are found anew"},
        {"search_words": terms.search_words},
    ),
    Kind("consortia", "consortia.Consortium", "Consortia of project ideas."),
    Kind("consortium-roles", "consortia.Role", "Partners that project ideas seek."),
    Kind("consortium-partners", "consortia.Partner", "Who was asked, applied or takes part."),
    Kind("questions", "matchmaking.Question", "Missing answers that were asked for, and what they opened."),
    Kind("exchanges", "matchmaking.Exchange", "Introductions that come about together or not at all."),
    Kind("introductions", "matchmaking.Introduction", "Proposed pairs, both answers, and what became of them."),
    Kind("messages", "matchmaking.Message", "What both sides wrote to each other once introduced."),
    Kind("pairs-set-aside", "matchmaking.PairSetAside", "Pairs that the desk does not show again."),
    Kind("interests", "matchmaking.PairInterest", "Pairs for which a side asked to be introduced."),
    Kind(
        "rounds",
        "rounds.Round",
        "Rounds, with the market as it was frozen. The market counts people with fewer opportunities.",
    ),
    Kind("round-pins", "rounds.Pin", "Pairs that were put together or kept apart by hand, and why."),
    Kind("round-plans", "rounds.Run", "Plans of rounds: what was asked for, and the plan file."),
    Kind(
        "round-stays",
        "rounds.Placement",
        "Stays of these plans, and the introductions proposed for them. Counts people with fewer opportunities.",
    ),
    Kind("round-outcomes", "rounds.Outcome", "What these plans mean for each entry."),
    Kind("gaps", "radar.Gap", "Hosts that were missing in the market, and how many people they would have placed."),
    Kind("gap-invitations", "radar.GapInvitation", "Who was invited to be such a host. Links are dead elsewhere."),
    Kind("gap-entries", "radar.GapEntry", "Entries that came of it, and how many people they placed."),
    Kind("entry-sources", "incoming.EntrySource", "Which line of which old file an entry came from."),
    Kind("kept-mappings", "incoming.KeptMapping", "What the columns of old files were taken for."),
    Kind("imported-contacts", "incoming.ImportedContact", "Addresses that old files give for organisations."),
    Kind("readers", "following.Reader", "Who is told of what is new, and how often."),
    Kind("saved-searches", "following.SavedSearch", "Searches whose new finds are told by mail."),
    Kind("near-misses-told", "following.NearMissTold", "Changes that would make a pair possible, told once each."),
    Kind("consents", "privacy.Consent", "Who accepted which version of a text, and took it back."),
    Kind("erasures", "privacy.Erasure", "That somebody was erased; nothing in it leads to a person."),
    Kind("muted", "mail.Muted", "Kinds of mail that an address does not want; the address is a hash."),
    Kind("preferred", "mail.Preferred", "When an address wants which kind of mail; the address is a hash."),
    Kind("labels", "reference.Label", "Labels of codes that were loaded from official files."),
    Kind("journal", "journal.JournalLine", "Who did what, when; each line holds the hash of the one before."),
    Kind("journal-words", "journal.PersonalPayload", "Words about people that belong to lines of the journal."),
)

_SIGN_IN = "opens an account here and nowhere else; people sign in anew by a link in a mail"
_RUNNING = "belongs to the machines that run this installation"
_MADE_ANEW = "made anew from the rest"
_WAITS_A_DAY = "waits here for somebody for a day or a week, and is sent again elsewhere"
_FRAMEWORK = "kept by the framework, and not used by us"

NOT_KEPT: Mapping[str, str] = {
    "account.EmailAddress": _SIGN_IN,
    "account.EmailConfirmation": _SIGN_IN,
    "auth.Group": _FRAMEWORK,
    "auth.Group_permissions": _FRAMEWORK,
    "auth.Permission": _FRAMEWORK,
    "contenttypes.ContentType": _FRAMEWORK,
    "core.LimitCount": _RUNNING,
    "django_tasks_database.DBTaskResult": _RUNNING,
    "following.NearMissLook": _MADE_ANEW,
    "exchanges.Possibility": _MADE_ANEW,
    "exchanges.Search": _MADE_ANEW,
    "incoming.EntryImport": _WAITS_A_DAY,
    "incoming.ImportRow": _WAITS_A_DAY,
    "jobs.Lease": _RUNNING,
    "jobs.Schedule": _RUNNING,
    "jobs.Worker": _RUNNING,
    "mail.OutgoingMail": "letters hold links that open things here, and must not be sent twice",
    "matchmaking.EntryTerm": _MADE_ANEW,
    "matchmaking.FoundQuestion": _MADE_ANEW,
    "matchmaking.SuggestedPair": _MADE_ANEW,
    "organisations.PendingImport": _WAITS_A_DAY,
    "people.ApiToken": _SIGN_IN,
    "mfa.Authenticator": _SIGN_IN,
    "people.BrowserSession": _SIGN_IN,
    "people.IdempotentAnswer": _RUNNING,
    "people.OneTimeLink": _SIGN_IN,
    "privacy.OwnArchive": _WAITS_A_DAY,
    "radar.Look": _MADE_ANEW,
    "search.Document": _MADE_ANEW,
    "search.Meaning": _MADE_ANEW,
    "search.Revision": _MADE_ANEW,
    "sessions.Session": _SIGN_IN,
    "sharing.CalendarLink": _SIGN_IN,
    "sharing.Delivery": _RUNNING,
    "sharing.JournalMark": _RUNNING,
    "sharing.Webhook": "a copy must not speak to the machines of others; its owner sets it up again, with a new secret",
    "socialaccount.SocialAccount": _SIGN_IN,
    "socialaccount.SocialApp": _SIGN_IN,
    "socialaccount.SocialToken": _SIGN_IN,
}

# Named as secrets are, and none.
NO_SECRETS: Mapping[str, str] = {
    "journal.JournalLine.hash": "proves the line, and opens nothing",
    "journal.JournalLine.personal_hash": "proves the words, and opens nothing",
    "journal.JournalLine.previous_hash": "proves the order, and opens nothing",
    "journal.PersonalPayload.salt": "makes a hash of words hard to guess once they are erased",
    "mail.Muted.address_hash": "is how the wish of an address is kept",
    "mail.Preferred.address_hash": "is how the wish of an address is kept",
    "privacy.Erasure.address_hash": "leads to nobody, and opens nothing",
}


def kind_of(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.name == name), None)
