"""Saving a search, and what becomes of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hospes.following import letters, rules
from hospes.following.actions.readers import reader_at, reader_for
from hospes.following.choices import DIGEST, Rhythm
from hospes.following.models import Reader, SavedSearch
from hospes.following.queries.searches import query_of
from hospes.journal.actions import record
from hospes.mail.actions import unmute
from hospes.mail.rules import address_hash
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.people.models import Person
from hospes.privacy.actions import agree_as_guest, take_back_as_guest


@transaction.atomic
def save_search(wanted: Wanted, *, name: str, rhythm: Rhythm | str, by: Person) -> SavedSearch:
    """Save a search for oneself. Saved a second time, it takes the new name and rhythm."""
    search = _kept(reader_for(by), wanted, name=name, rhythm=rhythm)
    search.name, search.rhythm = name, Rhythm(rhythm)
    search.confirmed_at, search.paused_at = search.confirmed_at or timezone.now(), None
    search.save()
    record("search.saved", on=search, by=by)
    return search


@transaction.atomic
def ask_to_confirm(
    wanted: Wanted, *, name: str, rhythm: Rhythm | str, address: str, language: str, time_zone: str
) -> None:
    """Somebody says this is their address: nothing is sent there but one link, until it is opened.

    What is already followed there stays as it is, whoever asks, and nobody learns whether there is anything.
    """
    reader = reader_at(address, language=language, time_zone=time_zone)
    try:
        search = _kept(reader, wanted, name=name, rhythm=rhythm)
    except ValidationError:
        return
    if search.confirmed_at is None:
        search.name, search.rhythm = name, Rhythm(rhythm)
        search.save(update_fields=["name", "rhythm"])
        record("search.saved", on=search, by=None)
    letters.post_confirmation(search, address, language)


@transaction.atomic
def confirm_search(search: SavedSearch) -> None:
    """The reader of the mail says yes. Whoever stopped all digests of this address before wants them again."""
    if search.confirmed_at is None:
        now = timezone.now()
        search.confirmed_at, search.told_up_to, search.paused_at = now, now, None
        search.save(update_fields=["confirmed_at", "told_up_to", "paused_at"])
        record("search.confirmed", on=search, by=None)
    if search.reader.person is None:
        agree_as_guest(search.reader.address, "searches", language=get_language() or "en")
    unmute(hashed_address=address_hash(letters.address_of(search.reader)), topic=DIGEST)


def _kept(reader: Reader, wanted: Wanted, *, name: str, rhythm: Rhythm | str) -> SavedSearch:
    query = query_of(wanted)
    found = SavedSearch.objects.filter(reader=reader, query=query).first()
    if found is None and not rules.may_save_more(reader):
        message = _("You have %(number)s saved searches, which is as many as one can have. Delete one first.")
        raise ValidationError(message, code="too_many", params={"number": rules.MOST_SEARCHES})
    if found is None:
        found, _made = SavedSearch.objects.get_or_create(
            reader=reader, query=query, defaults={"name": name, "rhythm": Rhythm(rhythm)}
        )
    return found


# Later. `by` is None when a guest acts through the link in a mail.


@transaction.atomic
def change_search(search: SavedSearch, *, name: str, rhythm: Rhythm | str, by: Person | None) -> None:
    _refuse_others(search, by)
    search.name, search.rhythm = name, Rhythm(rhythm)
    search.save(update_fields=["name", "rhythm"])
    record("search.changed", on=search, by=by)


@transaction.atomic
def pause_search(search: SavedSearch, *, by: Person | None) -> None:
    _refuse_others(search, by)
    if SavedSearch.objects.filter(pk=search.pk, paused_at=None).update(paused_at=timezone.now()):
        record("search.paused", on=search, by=by)


@transaction.atomic
def resume_search(search: SavedSearch, *, by: Person | None) -> None:
    """Go on from now: what came during the pause stays in the catalogue and is not told."""
    _refuse_others(search, by)
    now = timezone.now()
    if SavedSearch.objects.filter(pk=search.pk, paused_at__isnull=False).update(paused_at=None, told_up_to=now):
        record("search.resumed", on=search, by=by)


@transaction.atomic
def remove_search(search: SavedSearch, *, by: Person | None) -> None:
    _refuse_others(search, by)
    record("search.removed", on=search, by=by)
    search.delete()
    if by is None and not SavedSearch.objects.filter(reader=search.reader).exists():
        take_back_as_guest(search.reader.address, "searches")


def _refuse_others(search: SavedSearch, by: Person | None) -> None:
    """Without a person it is a guest's link that asks, and it opens that guest's searches only."""
    if by is None and search.reader.person_id is not None:
        raise PermissionDenied
    if by is not None and not rules.may_change(by, search):
        raise PermissionDenied
