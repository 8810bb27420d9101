"""`hospes journal`: what was done with a record, or by somebody, between two moments."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import Reader, take

_LINES_AT_ONCE = 500


def journal(given: list[str]) -> int:
    options: dict[str, Reader | None] = {"--about": str, "--by": str, "--from": moment, "--to": moment, "--json": None}
    words = take(given, options=options)
    start_django()
    require_migrated()
    from django.utils import translation

    count = 0
    with translation.override("en"):
        for line in _asked(words["--about"], words["--by"], words["--from"], words["--to"]):
            print(_as_json(line) if words["--json"] else _as_text(line))
            count += 1
    if not count and not words["--json"]:
        print("Nothing was done that fits. Reading leaves no line: see docs/guides/incident.md.")
    return 0


def moment(text: str) -> datetime | date:
    """A day, or a day with a time; without a zone it is read on the clock of Europe/Brussels."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        message = "give a day like 2026-11-23, or a moment like 2026-11-23T14:30"
        raise ValueError(message) from None


def _asked(
    about: str | None, by: str | None, start: datetime | date | None, end: datetime | date | None
) -> Iterator[Any]:
    """Told lines in the order in which they were written. A last day counts whole."""
    from hospes.journal.models import JournalLine
    from hospes.journal.queries import told

    rows = JournalLine.objects.order_by("sequence")
    if about:
        rows = rows.filter(**_record(about))
    if by:
        rows = rows.filter(actor_key=_key(by))
    if start:
        rows = rows.filter(at__gte=_aware(start))
    if end:
        last = _aware(end)
        rows = rows.filter(at__lte=last) if isinstance(end, datetime) else rows.filter(at__lt=last + timedelta(days=1))
    found, after = True, 0
    while found:
        lines = list(rows.filter(sequence__gt=after)[:_LINES_AT_ONCE])
        yield from told(lines)
        found, after = bool(lines), lines[-1].sequence if lines else 0


def _record(about: str) -> dict[str, str]:
    """`entry:123` or `matchmaking.entry:123`; a person also by address."""
    from django.apps import apps

    kind, colon, key = about.partition(":")
    labels = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("hospes.")}
    fitting = [label for label in sorted(labels) if kind.lower() in {label, label.rpartition(".")[2]}]
    if not colon or not key or len(fitting) != 1:
        raise MistakeError(f"--about {about!r} names no record. Write its kind and number, like entry:123.", code=2)
    if fitting == ["people.person"] and "@" in key:
        from hospes.people.queries import person_by_email

        person = person_by_email(key)
        if person is None:
            raise MistakeError(f"There is no account with the address {key!r}.")
        key = str(person.pk)
    return {"object_kind": fitting[0], "object_id": key}


def _key(by: str) -> UUID:
    from hospes.people.queries import person_by_email

    if "@" not in by:
        try:
            return UUID(by)
        except ValueError:
            raise MistakeError(f"--by {by!r} is neither an address nor a person’s key.", code=2) from None
    person = person_by_email(by)
    if person is None:
        raise MistakeError(f"There is no account with the address {by!r}.")
    return UUID(str(person.key))


def _aware(given: datetime | date) -> datetime:
    from django.utils import timezone

    if not isinstance(given, datetime):
        given = datetime.combine(given, time.min)
    return given if timezone.is_aware(given) else timezone.make_aware(given)


def _as_text(told: Any) -> str:
    line = told.line
    who = "the site, a command or a visitor" if told.by_the_site else told.actor or f"erased ({line.actor_key})"
    acting = f" for {told.organisation}" if told.organisation else ""
    about = f"{line.object_kind}:{line.object_id}" if line.object_kind else "-"
    when = f"{line.sequence:>8}  {line.at:%Y-%m-%d %H:%M:%S}Z"
    return f"{when}  {line.verb:<28}  {about:<28}  {who}{acting}  {told.sentence}"


def _as_json(told: Any) -> str:
    line = told.line
    row = {
        "sequence": line.sequence,
        "at": line.at.isoformat(),
        "verb": line.verb,
        "object_kind": line.object_kind,
        "object_id": line.object_id,
        "actor_key": str(line.actor_key) if line.actor_key else None,
        "actor": told.actor or None,
        "organisation": told.organisation or None,
        "facts": line.facts,
    }
    return json.dumps(row, ensure_ascii=False)
