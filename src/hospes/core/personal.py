"""Personal data is declared where it is kept.

Each model has `personal_data`: the processing activity it belongs to, and what is kept about people for which
purpose, field by field:

    personal_data: ClassVar[PersonalData] = Personal(
        NOTICES,
        {"contact_email": "to tell the decision"},
        nobody="about_kind about_id",
    )

`nobody` names the open fields that hold nothing about a person. An open field is one into which words, files or a
link to a person fit: each of them must be named, so that a new field cannot slip in. A model that keeps nothing about
people says `about_nobody("name slug")`. The register of processing (docs/register.md) is drawn from these
declarations, the page of own data groups by activity, and a test fails for a model or a field that says nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PersonalData = Mapping[str, str]
NOTHING_PERSONAL: PersonalData = {}

Words = str | Promise

# Beside every field in which people write freely about learners.
ABOUT_GROUPS = _("Write about the group, never about a single person, and nothing about anybody’s health.")


class Basis(Enum):
    """On what ground personal data may be kept: General Data Protection Regulation, Article 6, paragraph 1."""

    CONSENT = "a"
    LEGAL_DUTY = "c"
    PUBLIC_TASK_OR_INTEREST = "e or f"
    LEGITIMATE_INTEREST = "f"

    @property
    def words(self) -> Words:
        return _BASES[self]


_BASES: dict[Basis, Words] = {
    Basis.CONSENT: _("You agreed, and can take it back at any time (GDPR, Article 6(1)(a))."),
    Basis.LEGAL_DUTY: _("The law asks for it (GDPR, Article 6(1)(c))."),
    Basis.PUBLIC_TASK_OR_INTEREST: _(
        "Your organisation takes part in the partnership and you act for it: a task in the public interest, or a "
        "legitimate interest (GDPR, Article 6(1)(e) and (f))."
    ),
    Basis.LEGITIMATE_INTEREST: _("A legitimate interest in a safe and working service (GDPR, Article 6(1)(f))."),
}


@dataclass(frozen=True)
class Activity:
    """One line of the register of processing (GDPR, Article 30)."""

    code: str
    title: Words
    purpose: Words
    basis: Basis
    # Whose data, and who gets to see them. For the register, in English.
    people: str
    recipients: str


ACCOUNTS = Activity(
    "accounts",
    _("Your account"),
    _("So that you can sign in, do what your roles allow, and be written to."),
    Basis.PUBLIC_TASK_OR_INTEREST,
    "People with an account",
    "Administrators; colleagues of the same organisation; the secretariat and facilitators",
)
ORGANISATIONS = Activity(
    "organisations",
    _("Your organisations"),
    _("To know who acts for an organisation, and who did."),
    Basis.PUBLIC_TASK_OR_INTEREST,
    "People who act for an organisation, were invited to, or ask to join",
    "Colleagues of the same organisation; the secretariat; administrators",
)
MATCHMAKING = Activity(
    "matchmaking",
    _("Offers, wishes and introductions"),
    _("To bring hosting and sending organisations together, and to prepare stays."),
    Basis.PUBLIC_TASK_OR_INTEREST,
    "People who act for an organisation, and facilitators",
    "The other side of an introduction that both sides accepted; facilitators and the secretariat",
)
NOTICES = Activity(
    "notices",
    _("Reports of content"),
    _("To look into what somebody reported, and to tell the decision and its reasons."),
    Basis.LEGAL_DUTY,
    "People who report content, and the secretariat",
    "The secretariat",
)
NEWS = Activity(
    "news",
    _("News"),
    _("To tell the public and the members what happens in the partnership."),
    Basis.PUBLIC_TASK_OR_INTEREST,
    "The secretariat",
    "The public reads the news, not who wrote it",
)
MAIL = Activity(
    "mail",
    _("Mails"),
    _("To write to you, and to stop writing when you say so."),
    Basis.PUBLIC_TASK_OR_INTEREST,
    "People who were written to",
    "The mail provider of the installation; administrators see failed mails",
)
HISTORY = Activity(
    "history",
    _("The history of what was done"),
    _("So that everybody concerned can rely on what was said and decided."),
    Basis.LEGITIMATE_INTEREST,
    "People with an account",
    "Who may see the thing that the line is about",
)
OWN_DATA = Activity(
    "own-data",
    _("Your rights"),
    _("To keep what you agreed to, to give you your data, and to keep erased what was erased."),
    Basis.LEGAL_DUTY,
    "People with or without an account who use their rights",
    "Nobody",
)
RUNNING = Activity(
    "running",
    _("Keeping the site running and safe"),
    _("So that the site works, remembers its work, and keeps strangers out."),
    Basis.LEGITIMATE_INTEREST,
    "People who use the site",
    "Operators of the installation",
)
ACTIVITIES: tuple[Activity, ...] = (
    ACCOUNTS,
    ORGANISATIONS,
    MATCHMAKING,
    NEWS,
    NOTICES,
    MAIL,
    HISTORY,
    OWN_DATA,
    RUNNING,
)


class Personal(Mapping[str, str]):
    """What a model keeps about people: field → purpose, within one activity."""

    def __init__(self, activity: Activity, fields: Mapping[str, str], *, nobody: str = "") -> None:
        self.activity = activity
        self.fields = dict(fields)
        self.nobody = frozenset(nobody.split())

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


class AboutNobody(dict[str, str]):
    """A model that keeps nothing about people, and the open fields that were looked at to say so."""

    def __init__(self, nobody: str) -> None:
        super().__init__()
        self.nobody = frozenset(nobody.split())


def about_nobody(fields: str) -> PersonalData:
    return AboutNobody(fields)


def open_fields(model: type[models.Model]) -> set[str]:
    """Fields into which something about a person could be written, or that link to a person."""
    return {field.name for field in model._meta.concrete_fields if _is_open(field)}


def _is_open(field: "models.Field[object, object]") -> bool:
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        return isinstance(target, type) and target._meta.label == "people.Person"
    if isinstance(
        field, models.CharField | models.TextField | models.JSONField | models.BinaryField | models.FileField
    ):
        return not field.choices and not field.primary_key
    return isinstance(field, models.GenericIPAddressField)
