"""Draw docs/limits.md from the constants in the code: `just limits`. `check` only compares."""

import ast
import importlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402

from hospes.matchmaking.rules.values import MOST_CODES  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hospes"
DOCUMENT = ROOT / "docs" / "limits.md"

# What the number limits, in words; where it stands; its unit where the value does not tell.
LIMITS: dict[str, list[tuple[str, str, str]]] = {
    "Requests": [
        ("Body of any request", "cli.serving.MOST_BODY_BYTES", "bytes"),
        ("Headers of a request together", "cli.serving.MOST_HEADER_BYTES", "bytes"),
        ("Form without its files", "settings.DATA_UPLOAD_MAX_MEMORY_SIZE", "bytes"),
        ("Fields of one form", "settings.DATA_UPLOAD_MAX_NUMBER_FIELDS", ""),
        ("Connections at once, for each process of the site", "cli.serving.MOST_CONNECTIONS", ""),
        ("Requests answered at once, for each process of the site", "cli.serving.THREADS", ""),
        ("A silent connection is closed after", "cli.serving.SILENT_CONNECTION_SECONDS", "seconds"),
        ("Time to finish what is in hand when the site is told to stop", "cli.serving.FINISHING_SECONDS", "seconds"),
    ],
    "The API": [
        ("Body of a request", "core.api.bodies.LARGEST_BODY", "bytes"),
        ("Depth of a body", "core.api.bodies.DEEPEST", "levels"),
        ("Values in one body", "core.api.bodies.MOST_VALUES", ""),
        ("Largest whole number", "core.api.bodies.LARGEST_NUMBER", ""),
        ("Rows of a page, when nothing is asked for", "core.api.lists.USUAL_PAGE", ""),
        ("Rows of a page, at most", "core.api.lists.LARGEST_PAGE", ""),
        ("Suggestions in one answer", "matchmaking.api.suggestions.MOST", ""),
        ("Time in which the requests of one token or address are counted", "core.api.pace.WINDOW", ""),
        ("Key of a request that may be sent again", "people.api.repeats.LONGEST_KEY", "characters"),
        ("A token lasts at most", "people.actions.TOKEN_LASTS", ""),
        ("Message in a thread, by the API", "matchmaking.api.introduction_answers.LONGEST_MESSAGE", "characters"),
    ],
    "Signing in": [
        ("Wrong passwords: for one account from one place, or in one known browser", "people.guessing.PASSWORDS", ""),
        ("Wrong passwords: for any accounts from one place", "people.guessing.PASSWORDS_FROM_A_PLACE", ""),
        ("Mails with a link that one place may ask for", "people.guessing.MAILS_FROM_A_PLACE", ""),
        ("Passkeys, and ways to another provider, from one place", "people.guessing.PASSKEYS", ""),
        ("The four above are counted within", "people.guessing.WINDOW", ""),
        ("Wrong codes of a second factor, for one account", "people.guessing.CODES", ""),
        ("Codes are counted within", "people.guessing.FACTOR_WINDOW", ""),
        ("Mails with a link that one address gets", "people.guessing.MAILS_TO_AN_ADDRESS", ""),
        ("Mails to one address are counted within", "people.guessing.MAIL_WINDOW", ""),
        ("A link that signs in lasts", "people.actions.LINK_LASTS", ""),
        ("A link to a new password lasts", "settings.PASSWORD_RESET_TIMEOUT", "seconds"),
        ("A link to a new address lasts", "people.addresses.LINK_LASTS", ""),
        ("A code of an app counts for", "people.second_factor.PERIOD", "seconds"),
        ("A fresh sign-in, which changes to an account ask for, is at most so old", "settings.FRESH_SIGN_IN", ""),
    ],
    "Files that are sent in": [
        ("Picture", "core.uploads.MOST_BYTES", "bytes"),
        ("Picture, width times height", "core.uploads.MOST_PIXELS", "pixels"),
        ("List of entries", "incoming.forms.files.MOST_BYTES", "bytes"),
        ("List of organisations", "organisations.views.importing.MOST_BYTES", "bytes"),
        ("Any sheet, by a command", "core.spreadsheets.MOST_BYTES", "bytes"),
        ("Workbook, unpacked", "core.spreadsheets.MOST_UNPACKED", "bytes"),
        ("Parts of a workbook", "core.spreadsheets.MOST_PARTS", ""),
        ("Columns of a sheet", "core.spreadsheets.MOST_COLUMNS", ""),
        ("Rows of a sheet", "core.spreadsheets.MOST_ROWS", ""),
        ("Reading stops after so many empty rows", "core.spreadsheets.EMPTY_IN_A_ROW", ""),
        ("Rows that are read while one waits; more are read by a worker", "incoming.rules.MOST_AT_ONCE", ""),
        ("Pasted text from which entries are read", "incoming.forms.paste.LONGEST_TEXT", "characters"),
        ("Words of a reference list, one file", "reference.label_files.LARGEST_FILE", "bytes"),
        ("One word of a reference list", "reference.label_files.LONGEST_LABEL", "characters"),
    ],
    "Exports": [
        ("Archive that is imported, unpacked", "exports.archive.opening.MOST_UNPACKED", "bytes"),
        ("Files in an archive", "exports.archive.opening.MOST_FILES", ""),
        ("Its list of files", "exports.archive.opening.MOST_MANIFEST", "bytes"),
        ("A file may be packed so many times smaller", "exports.archive.opening.MOST_TIMES_SMALLER", "times"),
        ("Lists that one network address takes along in an hour", "exports.views.tables.MOST_IN_AN_HOUR", ""),
        (
            "Archives of organisations that one person takes along in an hour",
            "exports.views.organisations.MOST_IN_AN_HOUR",
            "",
        ),
        ("Rows of own data that are made while one waits; more by a worker", "privacy.archive.MOST_AT_ONCE", ""),
        ("Own data asked for in an hour", "privacy.views.own_data.MOST_AN_HOUR", ""),
    ],
    "Work together": [
        ("Roles of a project idea", "consortia.rules.MOST_ROLES", ""),
        ("Partners in one role", "consortia.models.MOST_PARTNERS", ""),
        ("Codes of one kind in a role", "consortia.forms.MOST_CODES", ""),
        ("Organisations that one idea asks in a day", "consortia.rules.MOST_ASKED_A_DAY", ""),
        ("Cooperation links that one organisation proposes in a day", "cooperation.rules.MOST_PROPOSALS_A_DAY", ""),
        ("Organisations in an exchange that the board looks for", "exchanges.finding.LONGEST", ""),
        ("Parts of an exchange that is proposed", "matchmaking.rules.exchanges.MOST_LEGS", ""),
        ("An invitation to fill a gap lasts", "radar.rules.LINK_LASTS", ""),
        ("Near misses that an organisation is told of in a week", "following.queries.near.MOST_A_WEEK", ""),
        ("Invitations that one person sends in a day", "organisations.rules.MOST_INVITATIONS_A_DAY", ""),
        ("An invitation lasts", "organisations.actions.invitations.INVITATION_LASTS", ""),
        ("Longest stay", "matchmaking.queries.market.LONGEST_STAY", "days"),
        (
            "Time to answer a proposal, when the facilitator names no day",
            "matchmaking.forms.introductions.TIME_TO_ANSWER",
            "",
        ),
        ("Time to answer a proposal, at most", "matchmaking.forms.introductions.LONGEST_ANSWER", ""),
        ("Time to answer other terms", "matchmaking.actions.introductions_answers.TIME_TO_ANSWER", ""),
        (
            "The silent side is reminded before, by",
            "matchmaking.actions.introductions_dates.REMINDER_BEFORE",
            "",
        ),
        ("An entry is asked about before it ends by", "matchmaking.rules.validity.ASK_BEFORE", ""),
        ("Saved searches of one person", "following.rules.MOST_SEARCHES", ""),
        ("New entries of one saved search in one digest", "following.queries.searches.MOST_NEW", ""),
        ("A digest looks back at most", "following.rules.LOOKS_BACK", ""),
        ("Letters of one word that the search compares", "search.tokens.LONGEST", ""),
        ("Entries and dates in a calendar link", "sharing.queries.calendar.MOST", ""),
    ],
    "Mail, webhooks and background work": [
        ("Subject of a mail", "mail.rendering.SUBJECT_LIMIT", "characters"),
        ("Tries for one mail", "mail.sending.MOST_TRIES", ""),
        ("The mail server is waited for", "settings.EMAIL_TIMEOUT", "seconds"),
        ("A mail belongs to one worker for", "mail.sending.LEASE", ""),
        ("Webhooks of one organisation", "sharing.rules.MOST_WEBHOOKS", ""),
        ("Address of a webhook", "sharing.addresses.LONGEST", "characters"),
        ("A receiver is waited for", "sharing.sending.SECONDS", "seconds"),
        ("Tries for one delivery", "sharing.rules.MOST_TRIES", ""),
        ("A webhook that only fails is stopped after", "sharing.rules.STOPPED_AFTER", ""),
        ("What is older is told to no webhook", "sharing.rules.OLD_NEWS", ""),
        ("The secret before still counts for", "sharing.signatures.OLD_SECRET_LASTS", ""),
        ("Tries for one background task", "jobs.actions.MOST_TRIES", ""),
        ("A task belongs to one worker, without a sign of life, for", "jobs.actions.LEASE", ""),
    ],
    "When `hospes check` complains": [
        ("Free space on the disk below", "cli.checking_parts.LEAST_FREE_BYTES", "bytes"),
        ("A mail waits longer than", "cli.checking_parts.LATE_MAIL", ""),
        ("The newest backup is older than", "cli.checking_parts.OLD_BACKUP", ""),
        ("Clocks of site and database differ by more than", "cli.checking_parts.CLOCKS_APART", ""),
    ],
}

# What people type, by the table and field that keeps it.
TEXTS = {
    "people.Person": ["name"],
    "people.ApiToken": ["name"],
    "organisations.Organisation": ["name", "about", "logo_alt"],
    "organisations.JoinRequest": ["name", "contact_name", "motivation", "reason"],
    "matchmaking.Entry": ["title", "text", "partners_sought", "decision_reason"],
    "matchmaking.Introduction": ["note", "comment"],
    "matchmaking.Message": ["text"],
    "moderation.Notice": ["text", "contact_name", "statement"],
    "outreach.News": ["title", "text"],
    "following.SavedSearch": ["name"],
}

# Forms that are counted where they are received, with the number in the call.
FORMS = {
    "accept": "Invitations opened and accepted",
    "contact": "Letters to the secretariat",
    "erase": "Tries to erase one's own account",
    "invited-to-host": "Drafts begun by an invitation to host",
    "join": "Requests to join",
    "report": "Reports of content",
    "save-search": "Searches of guests saved",
    "save-search-for": "Searches of guests saved for one mail address",
}

# Numbers that set the pace of our own work. They refuse nothing to anybody.
INTERNAL = {
    "core.api.door.MOST_NAMED",
    "core.api.pace.MOST_KNOWN",
    "following.phrases.MOST_LINES",
    "rounds.forms.LONGEST",
    "rounds.outcomes.MOST",
    "consortia.drawing.MOST_SEATS",
    "consortia.queries.parties.MOST_ENTRIES",
    "cooperation.queries.links.MOST_FLOWS",
    "exchanges.queries.legs.MOST_AROUND",
    "rounds.solving.MOST_PINS",
    "core.deadlocks.MOST_TRIES",
    "incoming.actions.rows.MOST_COMPARED_AGAIN",
    "incoming.actions.writing.MOST_TRIES",
    "incoming.management.commands.import_entries.MOST_SAID",
    "incoming.reading.pasted.LONGEST_MARK",
    "jobs.broker.MOST_AT_ONCE",
    "search.meaning.MOST_LETTERS",
}

HEAD = """# Limits

Every number at which Hospes says no, waits, or stops. Drawn from the constants in the code by `just limits`; a test
fails while this page is out of date, and when a limit of the code is missing here. Whoever meets a limit reads a
sentence that names it, beside the field where there is one. A program reads the same in the answer of the API.

Numbers that the operator sets stand in [settings](reference/settings.md). How long what is kept stands in
[retention](reference/retention.md). The server in front has limits of its own: [how to deploy](deploy.md).
"""


def value_of(path: str) -> object:
    module, name = path.rsplit(".", 1)
    if module == "settings":
        return getattr(settings, name)
    return getattr(importlib.import_module(f"hospes.{module}"), name)


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}" + ("" if number == 1 else "s")


def _seconds(value: float) -> str:
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if value >= size and value % size == 0:
            return _counted(int(value // size), word)
    return _counted(int(value), "second") if value == int(value) else f"{value} seconds"


def _bytes(value: int) -> str:
    for size, word in ((1024**3, "GB"), (1024**2, "MB"), (1024, "kB")):
        if value >= size and value % size == 0:
            return f"{value // size:,} {word}"
    return f"{value:,} bytes"


def in_words(value: object, unit: str) -> str:
    if isinstance(value, timedelta):
        return _seconds(value.total_seconds())
    if unit == "seconds" and isinstance(value, int | float):
        return _seconds(value)
    if unit == "bytes" and isinstance(value, int):
        return _bytes(value)
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no number to show")
    return f"{value:,} {unit}".strip()


def _texts() -> Iterator[str]:
    for label, fields in TEXTS.items():
        model = apps.get_model(label)
        for name in fields:
            length = model._meta.get_field(name).max_length
            yield f"| {label.split('.')[1]}: {name.replace('_', ' ')} | {length:,} characters | `{label}.{name}` |"


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Each place of the code that asks whether somebody does something too often: what, where, the call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "is_too_often"):
                continue
            if isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), ".".join(path.relative_to(SOURCE).with_suffix("").parts), call


def _forms() -> Iterator[str]:
    for what, where, call in sorted(calls(), key=lambda found: found[0]):
        if what not in FORMS:
            continue
        given = {word.arg: ast.unparse(word.value) for word in call.keywords}
        within = {"hour": timedelta(hours=1), "day": timedelta(days=1)}.get(given["within"])
        if within is None:
            size, count = re.fullmatch(r"timedelta\((\w+)=(\d+)\)", given["within"]).groups()  # type: ignore[union-attr]
            within = timedelta(**{size: int(count)})
        whose = "network address" if "client_address" in ast.unparse(call.args[1]) else "person"
        if what.endswith("-for"):
            whose = "mail address"
        yield f"| {FORMS[what]} | {given['most']} within {in_words(within, '')}, for each {whose} | `{where}` |"


def _codes() -> Iterator[str]:
    for field, most in MOST_CODES.items():
        yield f"| Entry: choices in {field} | {most} | `matchmaking.rules.values.MOST_CODES` |"


def _table(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([f"## {heading}\n", "| what | limit | in the code |", "|---|---|---|", *lines]) + "\n"


def page() -> str:
    parts = [HEAD]
    for heading, rows in LIMITS.items():
        parts.append(
            _table(heading, (f"| {what} | {in_words(value_of(path), unit)} | `{path}` |" for what, path, unit in rows))
        )
    parts.append(_table("Forms that are counted", _forms()))
    parts.append(_table("What people type and choose", [*_texts(), *_codes()]))
    return "\n".join(parts)


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit("" if DOCUMENT.read_text(encoding="utf-8") == page() else "Run `just limits`: limits.md")
    DOCUMENT.write_text(page(), encoding="utf-8")
