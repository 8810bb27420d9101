"""The histories of entries and organisations, as their pages tell them."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.batches import batches
from hospes.exports.columns import flat, moment, text
from hospes.journal.queries import Told, lines_on, told
from hospes.matchmaking.queries.entries import writable_entries
from hospes.organisations.http import PublicRequest
from hospes.organisations.models import Organisation
from hospes.organisations.rules import may_see_people

LINES = flat(
    text("sequence", _("Number"), lambda row: row.line.sequence),
    moment("at", _("When")),
    text("verb", _("What (code)"), lambda row: row.line.verb),
    text("sentence", _("What")),
    text("actor", _("Who")),
    text("organisation", _("Organisation")),
)


def _history(thing: Model) -> Iterator[Told]:
    """Names come from two queries for each batch of lines."""
    for lines in batches(lines_on(thing)):
        yield from told(lines)


def _of_entry(request: PublicRequest) -> Iterator[Told]:
    number = request.GET.get("of", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return _history(get_object_or_404(writable_entries(request.user, request.organisations), pk=int(number)))


def _of_organisation(request: PublicRequest) -> Iterator[Told]:
    organisation = get_object_or_404(Organisation, slug=request.GET.get("of", "")[:80].replace("\x00", ""))
    if not may_see_people(request.user, organisation):
        raise Http404
    return _history(organisation)


for _name, _title, _rows in (
    ("entry-history", _("History of an entry"), _of_entry),
    ("organisation-history", _("History of an organisation"), _of_organisation),
):
    register.add(register.Table(_name, _title, _rows, register.always(LINES), rules.signed_in, is_personal=True))
