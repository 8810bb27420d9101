"""Hostile words in every text that anybody can set, found from the models and from the forms themselves.

Each text carries a number of its own, `zq017`, so that a page that breaks says whose words broke it. A new text field
is planted without a line here: only what no person words (codes, keys, fingerprints) is named.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import resolve

from hospes.core.models import LimitCount
from tests.permissions import asking
from tests.permissions.forms import Box, FoundForm, encoded, forms_on, sensibly
from tests.permissions.table import TABLE
from tests.world import ADMIN, FACILITATING, MEMBER, REPRESENTATIVE, SECRETARY, VISITOR, World

# What a browser would call if any of the words below lived.
HOOK = "zqhook"
BREAKS_OUT = f"\"><img src=x onerror={HOOK}()><svg onload={HOOK}()>'</title></textarea>"
BREAKS_OUT += f"</script><script>{HOOK}()</script>"
PLACEHOLDERS = f"{{{{settings.SECRET_KEY}}}}{{%debug%}}{{0.__class__}}{{user.password}}%(name)s[x](javascript:{HOOK}())"
HEADER = "\r\nBcc: zq@evil.example"
SHORT = f'"><svg onload={HOOK}()>'
TOKEN_LENGTH = len("zq0000")
WHO = (VISITOR, MEMBER, REPRESENTATIVE, FACILITATING, SECRETARY, ADMIN)

# Texts that the site itself writes, and that mean something to it: codes, keys, fingerprints, marks of files.
NOBODYS_WORDS = {
    "journal.JournalLine": "verb object_kind object_id personal_hash previous_hash hash",
    "journal.PersonalPayload": "salt",
    "jobs.Worker": "name",
    "jobs.Lease": "token worker",
    "jobs.Schedule": "task",
    # Made by `letters`, of words that are planted elsewhere; the letters themselves are judged.
    "mail.OutgoingMail": "key topic language html text link stop_link lease",
    "mail.Muted": "address_hash topic",
    "mail.Preferred": "address_hash topic",
    "reference.Label": "scheme code language text source",
    "search.Document": "kind heading body codes",
    "core.LimitCount": "key",
    "people.Person": "password language time_zone search_words",
    "people.OneTimeLink": "token_hash",
    "people.ApiToken": "token_hash",
    "people.IdempotentAnswer": "key request_hash path content",
    "people.BrowserSession": "session_key",
    "privacy.Consent": "text version language",
    "privacy.OwnArchive": "language",
    "privacy.Erasure": "address_hash",
    "organisations.Organisation": "country territory about_language oid pic supporter_category search_words",
    "organisations.Accreditation": "number field",
    "organisations.Invitation": "language token_hash",
    "organisations.JoinRequest": "country territory contact_language",
    "organisations.RegionChallenge": "territory language",
    "organisations.RegionSkillNeed": "territory field language",
    "moderation.Notice": "about_kind about_id about_url language",
    "outreach.News": "language",
    "matchmaking.Entry": "language sector search_words",
    "matchmaking.EntryTerm": "scheme code",
    "matchmaking.Question": "field answer",
    "following.Reader": "language time_zone",
    # Cleaned when it is saved, and read as an address: hostile addresses are asked for in their own test.
    "following.SavedSearch": "query",
    "sharing.CalendarLink": "token_hash",
    "sharing.Delivery": "event body",
    "sharing.JournalMark": "reader",
    "incoming.EntryImport": "signature language all_are",
    "incoming.ImportRow": "kind fingerprint",
    "incoming.EntrySource": "fingerprint",
    "incoming.KeptMapping": "signature",
}
# Forms that end or close something: the answer is read, and then it is as if nobody had sent them.
ENDINGS = {
    "account_login",
    "account_reset_password",
    "exports:remove",
    "matchmaking:answer",
    "matchmaking:entry-publish",
    "matchmaking:entry-send-back",
    "matchmaking:introduction-counter",
    "matchmaking:introduction-decline",
    "matchmaking:introduction-mark",
    "matchmaking:pair-set-aside",
    "moderation:notice-detail",
    "organisations:invitation-accept",
    "organisations:join-request-accept",
    "organisations:join-request-decline",
    "organisations:membership-change",
    "people:link-ask",
    "privacy:erase",
    "sharing:webhook-change",
}


@dataclass
class Planted:
    """Whose words each number stands for, and what took none."""

    whose: dict[str, str] = field(default_factory=dict)
    # The record that holds it, where it was planted past the forms.
    rows: dict[str, models.Model] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def words(self, owner: str, limit: int | None, *, lines: bool = True) -> str:
        """As much hostility as fits, with a number of its own."""
        token = f"zq{next(self._numbers):04}"
        self.whose[token] = owner
        everything = BREAKS_OUT + PLACEHOLDERS + (HEADER if lines else "")
        # Where not all fits, every other one breaks out, and every other one calls for a value.
        either = (BREAKS_OUT, PLACEHOLDERS) if int(token[2:]) % 2 else (PLACEHOLDERS, BREAKS_OUT)
        for evil in (everything, *either, SHORT, ""):
            if limit is None or len(token) + len(evil) <= limit:
                return token + evil
        return token[:limit]


def in_models(planted: Planted) -> None:
    """Past all forms, as if a check had been forgotten: what pages show must be harmless whatever is kept."""
    for model in apps.get_models():
        if model.__module__.startswith("hospes."):
            _in_model(model, planted)


def worded(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields of a model that hold somebody's words."""
    named = set(NOBODYS_WORDS.get(model._meta.label, "").split())
    special = (models.SlugField, models.EmailField)
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField)
        and not isinstance(one, special)
        and not one.choices
        and one.name not in named
    ]


def _in_model(model: type[models.Model], planted: Planted) -> None:
    fields = worded(model)
    rows = list(model._base_manager.all()) if fields else []
    for one in fields:
        kept = [row for row in rows if getattr(row, one.name) and not _is_mark(getattr(row, one.name))]
        for row in kept:
            most = getattr(one, "max_length", None)
            before = "https://x.example/" if isinstance(one, models.URLField) else ""
            most = most - len(before) if most else None
            words = planted.words(f"{model._meta.label}.{one.name}", most)
            planted.rows[words[:TOKEN_LENGTH]] = row
            setattr(row, one.name, before + words)
    if rows:
        model._base_manager.bulk_update(rows, [one.name for one in fields])


def _is_mark(text: str) -> bool:
    """What tests look for, and what the addresses of the world are made of, stays."""
    return text.startswith("zq")


def forms_of(world: World, browsers: dict[str, Client]) -> list[FoundForm]:
    """Every form that takes words, once, as the first who sees it."""
    found: dict[str, FoundForm] = {}
    for line in TABLE:
        role = next((role for role in WHO if role in line.see), None)
        if role is None or line.is_api or line.only_in:
            continue
        answer = asking.look(world, browsers[role], role, line)
        body = asking.body(answer)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for form in forms_on(body, asking.address(world, line), role):
                if any(box.is_free for box in form.boxes):
                    found.setdefault(f"{form.name} {line.about}", form)
    return list(found.values())


def through_forms(forms: list[FoundForm], browsers: dict[str, Client], planted: Planted) -> Iterator[tuple[str, Any]]:
    """Send each form as a hostile person would; gives every answer on the way, and says which boxes took none."""
    for form in forms:
        route = resolve(form.url.split("?")[0]).view_name
        taken: set[str] = set()
        for evil in ("long", "short"):
            most = 40 if evil == "short" else 1000
            values = sensibly(form) | {
                box.name: planted.words(f"{route} {box.name}", most)
                for box in form.boxes
                if box.is_free and box.name not in taken
            }
            for _turn in range(3):
                answer = _sent(form, browsers[form.role], values, keeps=route not in ENDINGS)
                yield str(form), answer
                refused = {box.name for box in form.boxes if box.is_free and _is_refused(answer, box)}
                if not refused & values.keys():
                    break
                values |= {box.name: _tame(box, values[box.name]) for box in form.boxes if box.name in refused}
            else:
                refused = {box.name for box in form.boxes if box.is_free}
            taken |= {name for name, value in values.items() if value.startswith("zq") and name not in refused}
        planted.refused |= {f"{route} {box.name}" for box in form.boxes if box.is_free and box.name not in taken}


def _sent(form: FoundForm, client: Client, values: dict[str, str], *, keeps: bool) -> Any:
    cookies = deepcopy(client.cookies)
    LimitCount.objects.all().delete()
    try:
        with transaction.atomic():
            answer = client.post(form.url, encoded(values), content_type="application/x-www-form-urlencoded")
            if answer.status_code == 302 and answer["Location"].startswith("/"):
                answer = client.get(answer["Location"])
            if not keeps:
                transaction.set_rollback(True)
    except IntegrityError as error:
        raise AssertionError(str(form)) from error
    finally:
        client.cookies = cookies
    return answer


def _is_refused(answer: Any, box: Box) -> bool:
    context = getattr(answer, "context", None)
    errors = context["form"].errors if context and "form" in context and hasattr(context["form"], "errors") else {}
    return box.name in errors


def _tame(box: Box, before: str) -> str:
    """What a polite person would write instead; some word where none at all was refused."""
    return box.sensible or ("somebody@hospes.example" if box.kind == "email" else "" if before else "words")
