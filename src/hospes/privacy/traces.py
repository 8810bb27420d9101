"""Where a person leaves traces that no app keeps a list of: sessions, tasks, mails to others, rows of libraries."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import CASCADE, ForeignObjectRel, Model, Q, QuerySet
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from hospes.mail.models import OutgoingMail
from hospes.people.models import Person

# History without a name: who held which role and post stays, and the row of the person stays for it.
STAYS = frozenset({"people.HeldRole", "organisations.OrganisationPost"})
# A short name, like a first name alone, tells of nobody, and many share it.
_SHORTEST_NAME = 6
_GONE = "…"
# Lines of a mail are broken between words and after hyphens, and quoted lines begin with a sign.
_BREAK, _MAYBE_BREAK = r"\s+(?:>\s*)?", r"(?:\s+(?:>\s*)?)?"


def end_sessions(person: Person) -> int:
    """Sessions say whose they are only when they are read."""
    theirs = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    gone, _by_model = Session.objects.filter(pk__in=theirs).delete()
    return gone


def forget_tasks_for(address: str) -> int:
    """Tasks that mail somebody hold the address they were asked for."""
    written = json.dumps(address)[1:-1]
    rows: QuerySet[Model] = DBTaskResult.objects.filter(
        Q(args_kwargs__icontains=address) | Q(args_kwargs__icontains=written) | Q(traceback__icontains=address)
    )
    gone, _by_model = rows.delete()
    return gone


def take_out_of_mails(address: str, name: str) -> int:
    """Mails to others that name the person go on without the name and the address."""
    named = len(name) >= _SHORTEST_NAME
    mentions = Q(reply_to__iexact=address) | Q(text__icontains=address) | Q(subject__icontains=address)
    mentions |= Q(html__icontains=escape(address))
    if named:
        mentions |= Q(subject__icontains=name) | Q(html__icontains=escape(name)) | Q(name__iexact=name)
    patterns = [_found_anywhere(address), _found_anywhere(name)] if named else [_found_anywhere(address)]
    changed = 0
    for mail in OutgoingMail.objects.filter(mentions).iterator(chunk_size=200):
        for field in ("subject", "text", "html", "name"):
            setattr(mail, field, _without(getattr(mail, field), patterns))
        if mail.reply_to.casefold() == address.casefold():
            # Somebody wrote to the partnership by the contact page: the words are theirs.
            mail.reply_to, mail.subject, mail.text, mail.html = "", _GONE, _GONE, _GONE
        mail.save(update_fields=["subject", "text", "html", "name", "reply_to"])
        changed += 1
    return changed


def delete_mail_files(address: str) -> int:
    """While no mail server is set, mails lie in a folder as files: those to this address go."""
    folder, wanted = getattr(settings, "EMAIL_FILE_PATH", None), address.casefold().encode()
    if not folder or not wanted:
        return 0
    found = [path for path in Path(folder).glob("*.log") if wanted in path.read_bytes().lower()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _found_anywhere(words: str) -> re.Pattern[str]:
    """The words as plain text and as HTML, also where a line was broken inside them, quoted or not."""
    forms = sorted({words, str(escape(words))})
    found = "|".join(_BREAK.join(map(_with_breaks, one.split())) for one in forms)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def _with_breaks(word: str) -> str:
    return f"{re.escape('-')}{_MAYBE_BREAK}".join(re.escape(part) for part in word.split("-"))


def _without(text: str, patterns: list[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(_GONE, text)
    return text


def delete_what_belongs_to(person: Person) -> None:
    """Rows that would go with the row of the person go now, those of libraries included."""
    for relation in belonging():
        model = relation.related_model
        assert isinstance(model, type)
        model._default_manager.filter(**{relation.field.name: person}).delete()


def belonging() -> Iterator[ForeignObjectRel]:
    """Every relation by which something belongs to one person."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or not isinstance(relation.related_model, type):
            continue
        if getattr(relation, "on_delete", None) is CASCADE and relation.related_model._meta.label not in STAYS:
            yield relation
