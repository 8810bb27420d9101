"""Seeing what is kept about oneself, and taking it along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.core.limits import is_too_often, try_later
from hospes.core.paginate import Page, paginate
from hospes.core.personal import ACCOUNTS, ACTIVITIES, Activity, Basis, Words
from hospes.people import own
from hospes.people.http import SignedInRequest
from hospes.privacy import actions, archive, queries, tasks
from hospes.privacy.choices import ArchiveState

# Whoever takes more than this along in an hour is a program that went wrong.
MOST_AN_HOUR = 20


@dataclass(frozen=True)
class Kept:
    """A list, and how much is in it."""

    keeper: own.Keeper
    count: int


@dataclass(frozen=True)
class Shown:
    """One value of a row, as the page shows it."""

    column: own.Column
    value: own.Plain


@require_safe
def own_data(request: SignedInRequest) -> HttpResponse:
    """All of it, by purpose: what each list is, how much is in it, why and for how long."""
    counts = queries.counts_of(request.user)
    groups = list(_groups(counts))
    account = own.keeper("account")
    assert account is not None
    context = {
        "groups": groups,
        "grounds": _grounds(activity for activity, _lists in groups),
        "keeper": account,
        "account": next(_shown(account, row) for row in account.each(request.user)),
        "empty": [keeper for keeper in own.keepers() if not counts[keeper.name]],
        "archive": queries.archive_of(request.user),
        "is_large": sum(counts.values()) > archive.MOST_AT_ONCE,
    }
    return render(request, "privacy/own_data.html", context)


def _groups(counts: dict[str, int]) -> Iterator[tuple[Activity, list[Kept]]]:
    """The lists that hold something, by activity. The account's own values stand on the page themselves."""
    for activity in ACTIVITIES:
        lists = [Kept(keeper, counts[keeper.name]) for keeper in own.keepers() if keeper.activity is activity]
        lists = [one for one in lists if one.count and one.keeper.name != "account"]
        if lists or activity is ACCOUNTS:
            yield activity, lists


def _grounds(activities: Iterable[Activity]) -> list[tuple[Words, list[Words]]]:
    """Each ground once, with what rests on it."""
    found: dict[Basis, list[Words]] = {}
    for activity in activities:
        found.setdefault(activity.basis, []).append(activity.title)
    return [(basis.words, titles) for basis, titles in found.items()]


@require_safe
def own_list(request: SignedInRequest, name: str) -> HttpResponse:
    """One list, a page at a time."""
    keeper = own.keeper(name)
    if keeper is None:
        raise Http404
    rows = keeper.rows_of(request.user)
    if isinstance(rows, own.Rows):
        page = paginate(rows.found, request, size=25)
        told = rows.told(page.items)
    else:
        told = list(rows)
        page = Page(told, 1, max(1, len(told)), len(told), request.GET)
    context = {"keeper": keeper, "page": page, "rows": [_shown(keeper, row) for row in told]}
    return render(request, "privacy/own_list.html", context)


def _shown(keeper: own.Keeper, row: own.Row) -> list[Shown]:
    columns = keeper.columns or {name: own.text(name) for name in row}
    return [Shown(column, column.shown(row.get(name))) for name, column in columns.items() if column.kind != "mark"]


@require_POST
def take_along(request: SignedInRequest) -> HttpResponse:
    """The file at once; or, when there is much, by a worker, with a mail when it is ready."""
    person = request.user
    language = get_language() or person.language
    if is_too_often("own-archive", str(person.key), most=MOST_AN_HOUR, within=timedelta(hours=1)):
        return try_later(request)
    if archive.rows_of(person) > archive.MOST_AT_ONCE:
        actions.ask_for_archive(person, language=language, by=person)
        tasks.make_archive.enqueue(person.pk)
        messages.success(request, _("We are making your file. A mail tells you when it is ready."))
        return redirect("privacy:own-data")
    return _file(archive.pack(person, language=language))


@require_safe
def own_archive(request: SignedInRequest) -> HttpResponse:
    """The file that a worker made."""
    row = queries.archive_with_content(request.user)
    if row is None or row.state != ArchiveState.READY:
        raise Http404
    return _file(bytes(row.content))


def _file(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=archive.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{archive.FILE_NAME}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
