"""People with an account, and the roles they hold in the partnership."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import ACCOUNTS, RUNNING, Personal, PersonalData
from hospes.people.choices import PartnershipRole
from hospes.people.scopes import Scope


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> Self:
        """People who may sign in."""
        return self.filter(is_active=True)

    def with_role(self, *roles: PartnershipRole) -> Self:
        """Active people who hold one of the roles now."""
        return self.active().filter(held_roles__role__in=roles, held_roles__ended_at__isnull=True).distinct()


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        person: Person = self.get(email__iexact=username)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. Their organisations are in `organisations.OrganisationRole`."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS,
        {
            "email": "to sign in and to receive mail",
            "name": "to be recognised by the people one works with",
            "language": "to be written to in one's own language",
            "time_zone": "to show moments in one's own time",
            "search_words": "to be found by administrators, whatever the accents",
            "password": "to sign in; a salted hash",
        },
    )

    # The journal names people by this key only, so that erasing a person leaves the chain whole.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Brussels")
    # Name and address without accents or capitals, for the search. Actions write it.
    search_words = models.CharField(max_length=800, blank=True, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Part of every session's signature: a new one ends all of the person's sessions at once.
    session_seal = models.UUIDField(default=uuid.uuid4, editable=False)
    # Erased on request: nothing about the person is left here but the key.
    erased_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_is_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with a new password, and with a new seal."""
        return salted_hmac(
            "hospes.people.session", f"{self.password}{self.session_seal}", secret=secret, algorithm="sha256"
        ).hexdigest()


class HeldRoleQuerySet(models.QuerySet["HeldRole"]):
    def now(self) -> Self:
        """Roles that have not ended."""
        return self.filter(ended_at__isnull=True)


class HeldRole(models.Model):
    """A role in the partnership that a person holds or held."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS,
        {
            "person": "to know who may do what, and who could at the time",
            "given_by": "to know who gave the role",
        },
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held_roles")
    role = models.CharField(_("role"), max_length=20, choices=PartnershipRole)
    given_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = HeldRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], condition=Q(ended_at=None), name="role_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class OneTimeLink(models.Model):
    """A link in a mail that signs its reader in, once."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS, {"person": "to sign in without a password"}, nobody="token_hash"
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"


class ApiToken(models.Model):
    """A secret that lets a person's own program read and write in their name."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS,
        {"person": "to act in one's name through the API", "name": "so that its owner recognises it"},
        nobody="token_hash scopes",
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    # What the program may do with it: values of `scopes.Scope`.
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    # Tokens of before there were end dates have none.
    expires_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def may_write(self) -> list[str]:
        """What it lets its program do besides reading, in words."""
        known = [Scope(scope) for scope in self.scopes if scope in Scope.values]
        return [str(scope.label) for scope in known if scope != Scope.READ]

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()


class IdempotentAnswer(models.Model):
    """What was answered to a request with an `Idempotency-Key`: sent again, it is answered the same, and done once."""

    personal_data: ClassVar[PersonalData] = Personal(
        RUNNING,
        {
            "person": "to give an answer again only to the person who asked",
            "content": "to answer a request that is sent again, for a day",
        },
        nobody="key request_hash path headers",
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    # Of method, address, organisation and body: the key belongs to this request and to no other.
    request_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    content = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_key_belongs_to_one_request")]

    def __str__(self) -> str:
        return f"{self.path} {self.made_at:%Y-%m-%d}"


class BrowserSession(models.Model):
    """A browser in which a person is signed in, as its owner recognises it."""

    personal_data: ClassVar[PersonalData] = Personal(
        RUNNING,
        {
            "person": "to show where one is signed in, and to end it",
            "session_key": "to end the session from another browser",
            "browser": "to recognise one's own browsers",
            "system": "to recognise one's own devices",
        },
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="browsers")
    session_key = models.CharField(max_length=40, unique=True)
    # "Firefox" and "Windows": in their own words, and nothing finer. Empty where the browser does not say.
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.browser} {self.system}".strip() or "browser"
