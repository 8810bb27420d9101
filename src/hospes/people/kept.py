"""What accounts keep about people: for the page of own data, the archive, and the erasure."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import ACCOUNTS, HISTORY, MAIL, RUNNING
from hospes.journal.models import JournalLine, PersonalPayload
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.mail.queries import mails_to
from hospes.people import actions, own
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, HeldRole, IdempotentAnswer, OneTimeLink, Person


def declare() -> None:
    """Called once, when the site starts."""
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
        title=_("Keys for your own programs"),
        activity=ACCOUNTS,
        term=terms.API_KEY,
        columns={
            "name": own.text(_("Name")),
            "organisation": own.text(_("Acts for")),
            "created_at": own.moment(_("Made")),
            "last_used_on": own.day(_("Last used")),
            "revoked_at": own.moment(_("Withdrawn")),
        },
        gather=lambda person: own.Rows(
            ApiToken.objects.filter(person=person).select_related("organisation").order_by("-created_at", "-pk"),
            _api_token,
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
            "topic": own.text(_("Kind")),
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
            "verb": own.text(_("Verb")),
            "object": own.text(_("About")),
        },
        gather=lambda person: own.Rows(
            JournalLine.objects.filter(actor_key=person.key).order_by("-sequence"),
            lambda line: {
                "at": line.at,
                "what": line.sentence,
                "verb": line.verb,
                "object": f"{line.object_kind} {line.object_id}".strip(),
            },
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


def _api_token(row: ApiToken) -> own.Row:
    return {
        "name": row.name,
        "organisation": row.organisation.name if row.organisation else None,
        "created_at": row.created_at,
        "last_used_on": row.last_used_on,
        "revoked_at": row.revoked_at,
    }


def _mail(mail: OutgoingMail) -> own.Row:
    """The words are in the reader's own mailbox; they may speak of others."""
    return {"written_at": mail.written_at, "subject": mail.subject, "topic": mail.topic, "state": mail.status}
