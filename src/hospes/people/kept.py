"""What accounts keep about people: for the page of own data, the archive, and the erasure."""

import json
from collections.abc import Collection, Sequence

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import ACCOUNTS, HISTORY, MAIL, RUNNING
from hospes.journal import objects
from hospes.journal.models import JournalLine, PersonalPayload
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.mail.queries import mails_to
from hospes.people import actions, own, rules
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, BrowserSession, HeldRole, IdempotentAnswer, OneTimeLink, Person

_WAYS = {
    Authenticator.Type.TOTP.value: _("Authenticator app"),
    Authenticator.Type.RECOVERY_CODES.value: _("Recovery codes"),
    Authenticator.Type.WEBAUTHN.value: _("Passkey"),
}


def declare() -> None:
    """Called once, when the site starts."""
    objects.name_by(Person._meta.label_lower, _people)
    own.keep(
        "account",
        title=_("Your account"),
        activity=ACCOUNTS,
        columns={
            "email": own.text(_("E-mail address")),
            "name": own.text(_("Name")),
            "language": own.code(_("Language"), settings.LANGUAGES),
            "time_zone": own.text(_("Time zone")),
            "may_sign_in": own.yes_no(_("May sign in")),
            "opened_at": own.moment(_("Opened")),
            "last_sign_in_at": own.moment(_("Last sign-in")),
        },
        gather=_account,
    )
    own.keep(
        "roles",
        title=_("Your roles in the partnership"),
        activity=ACCOUNTS,
        columns={
            "role": own.code(_("Role"), PartnershipRole.choices),
            "given_at": own.moment(_("From")),
            "ended_at": own.moment(_("To")),
        },
        gather=lambda person: own.Rows(
            HeldRole.objects.filter(person=person).order_by("-given_at", "-pk"),
            lambda row: {"role": row.role, "given_at": row.given_at, "ended_at": row.ended_at},
        ),
    )
    own.keep(
        "api_tokens",
        title=_("Tokens for your own programs"),
        activity=ACCOUNTS,
        term=terms.API_TOKEN,
        columns={
            "name": own.text(_("Name")),
            "organisation": own.text(_("Acts for")),
            "may": own.text(_("What it may do")),
            "created_at": own.moment(_("Made")),
            "expires_at": own.moment(_("Ends")),
            "last_used_on": own.day(_("Last used")),
            "revoked_at": own.moment(_("Withdrawn")),
        },
        gather=lambda person: own.Rows(
            ApiToken.objects.filter(person=person).select_related("organisation").order_by("-created_at", "-pk"),
            _api_token,
        ),
    )
    own.keep(
        "ways_to_sign_in",
        title=_("Passkeys and authenticator apps"),
        activity=ACCOUNTS,
        term=terms.SIGN_IN_WAYS,
        columns={
            "kind": own.code(_("Kind"), _WAYS.items()),
            "name": own.text(_("Name")),
            "added_at": own.moment(_("Added")),
            "last_used_at": own.moment(_("Last used")),
        },
        gather=lambda person: own.Rows(Authenticator.objects.filter(user=person).order_by("-created_at", "-pk"), _way),
    )
    own.keep(
        "linked_accounts",
        title=_("Accounts at your institutions"),
        activity=ACCOUNTS,
        term=terms.SIGN_IN_WAYS,
        columns={
            "institution": own.text(_("Institution")),
            "number": own.text(_("Your number there")),
            "linked_at": own.moment(_("Linked")),
            "last_used_at": own.moment(_("Last used")),
            "said": own.long_text(_("What the institution said")),
        },
        gather=lambda person: own.Rows(
            SocialAccount.objects.filter(user=person).order_by("-date_joined", "-pk"),
            lambda row: {
                "institution": row.provider,
                "number": row.uid,
                "linked_at": row.date_joined,
                "last_used_at": row.last_login,
                "said": json.dumps(row.extra_data, ensure_ascii=False),
            },
        ),
    )
    own.keep(
        "browsers",
        title=_("Browsers in which you are signed in"),
        activity=RUNNING,
        term=terms.BROWSER,
        columns={
            "browser": own.text(_("Browser")),
            "system": own.text(_("System")),
            "started_at": own.moment(_("Signed in")),
            "seen_at": own.moment(_("Last seen")),
        },
        gather=lambda person: own.Rows(
            BrowserSession.objects.filter(person=person).order_by("-seen_at", "-pk"),
            lambda row: {
                "browser": row.browser,
                "system": row.system,
                "started_at": row.started_at,
                "seen_at": row.seen_at,
            },
        ),
    )
    own.keep(
        "one_time_links",
        title=_("Links that signed you in"),
        activity=RUNNING,
        term=terms.ONE_TIME_LINK,
        columns={"created_at": own.moment(_("Made")), "used_at": own.moment(_("Used"))},
        gather=lambda person: own.Rows(
            OneTimeLink.objects.filter(person=person).order_by("-created_at", "-pk"),
            lambda row: {"created_at": row.created_at, "used_at": row.used_at},
        ),
    )
    own.keep(
        "api_answers",
        title=_("Answers kept for your programs"),
        activity=RUNNING,
        term=terms.API_ANSWER,
        columns={
            "path": own.text(_("Address")),
            "answered_at": own.moment(_("Answered")),
            "answer": own.long_text(_("Answer")),
        },
        gather=lambda person: own.Rows(
            IdempotentAnswer.objects.filter(person=person).order_by("-made_at", "-pk"),
            lambda row: {"path": row.path, "answered_at": row.made_at, "answer": row.content},
        ),
    )
    own.keep(
        "mails",
        title=_("Mails that we wrote to you"),
        activity=MAIL,
        term=terms.MAIL_WORDS,
        columns={
            "written_at": own.moment(_("Written")),
            "subject": own.text(_("Subject")),
            "topic": own.mark(_("Kind")),
            "state": own.code(_("State"), MailStatus.choices),
        },
        gather=lambda person: own.Rows(mails_to(person.email).order_by("-written_at", "-pk"), _mail),
        forget=actions.forget_mails,
    )
    own.keep(
        "done",
        title=_("What you did"),
        activity=HISTORY,
        term=terms.JOURNAL,
        columns={
            "at": own.moment(_("When")),
            "what": own.text(_("What happened")),
            "verb": own.mark(_("Verb")),
            "about": own.text(_("About")),
            "object": own.mark(_("About")),
        },
        gather=lambda person: own.Rows(
            JournalLine.objects.filter(actor_key=person.key).order_by("-sequence"),
            tell_some=lambda lines: _done(person, lines),
        ),
    )
    own.keep(
        "named",
        title=_("Where the history names you"),
        activity=HISTORY,
        term=terms.JOURNAL_WORDS,
        columns={
            "at": own.moment(_("When")),
            "what": own.text(_("What happened")),
            "words": own.text(_("Words")),
        },
        gather=lambda person: own.Rows(
            PersonalPayload.objects.filter(about_key=person.key).select_related("line").order_by("-pk"),
            lambda row: {
                "at": row.line.at,
                "what": row.line.sentence,
                "words": " · ".join(str(value) for value in row.payload.values()),
            },
        ),
    )


def _done(person: Person, lines: Sequence[JournalLine]) -> list[own.Row]:
    """What the person did, and to what, where they may still see it."""
    names = objects.names_for(person, lines)
    return [
        {
            "at": line.at,
            "what": line.sentence,
            "verb": line.verb,
            "about": names.get((line.object_kind, line.object_id), ""),
            "object": f"{line.object_kind} {line.object_id}".strip(),
        }
        for line in lines
    ]


def _people(person: Person, ids: Collection[int]) -> dict[int, str]:
    """Oneself; for administrators everybody."""
    found = Person.objects.filter(pk__in=ids, erased_at=None)
    return dict(
        (found if rules.may_look_after_people(person) else found.filter(pk=person.pk)).values_list("pk", "name")
    )


def _account(person: Person) -> own.Row:
    return {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "may_sign_in": person.is_active,
        "opened_at": person.created_at,
        "last_sign_in_at": person.last_login,
    }


def _way(row: Authenticator) -> own.Row:
    """Secrets and public keys stay here."""
    return {
        "kind": row.type,
        "name": str(row.data.get("name", "")),
        "added_at": row.created_at,
        "last_used_at": row.last_used_at,
    }


def _api_token(row: ApiToken) -> own.Row:
    return {
        "name": row.name,
        "organisation": row.organisation.name if row.organisation else None,
        "may": ", ".join(row.scopes),
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "last_used_on": row.last_used_on,
        "revoked_at": row.revoked_at,
    }


def _mail(mail: OutgoingMail) -> own.Row:
    """The words are in the reader's own mailbox; they may speak of others."""
    return {"written_at": mail.written_at, "subject": mail.subject, "topic": mail.topic, "state": mail.status}
