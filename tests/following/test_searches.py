"""Saving a search with and without an account, and what the links in mails open."""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hospes.core.retention import keep_all
from hospes.following import links, rules
from hospes.following.actions import readers, searches
from hospes.following.choices import DIGEST
from hospes.following.models import Reader, SavedSearch
from hospes.following.queries import searches as queries
from hospes.following.tasks import forget_guests_who_left
from hospes.mail.actions import mute
from hospes.mail.models import Muted, OutgoingMail
from hospes.mail.rules import address_hash
from hospes.matchmaking.queries.catalogue import Wanted
from tests.factories.matchmaking import EntryFactory
from tests.factories.people import PersonFactory
from tests.site import BACKEND

pytestmark = pytest.mark.django_db

QUERY = "kind=offer&topic=elderly-care"
NEW = f"/searches/new/?{QUERY}"
GUEST = {"name": "Hosts", "rhythm": "weekly", "email": "guest@example.org", "fax_number": ""}


@pytest.fixture
def person(client):
    found = PersonFactory()
    client.force_login(found, backend=BACKEND)
    return found


def paths_in(mail: OutgoingMail) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:8000(/\S+)", mail.text)


def test_the_catalogue_leads_to_saving_what_it_shows(client, person) -> None:
    EntryFactory(published=True)
    page = BeautifulSoup(client.get(f"/entries/?{QUERY}").content, "html.parser")
    (link,) = page.select('a[href^="/searches/new/"]')

    form = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
    saved = client.post(str(link["href"]), {"name": "Care hosts", "rhythm": "daily"})

    search = SavedSearch.objects.get()
    assert form.select_one('[name="name"]')["value"] == "Offer to host, Care of older people"  # type: ignore[index]
    assert saved["Location"] == "/searches/"
    assert (search.name, search.query, search.rhythm, search.reader.person) == ("Care hosts", QUERY, "daily", person)
    assert search.confirmed_at is not None


def test_the_same_search_saved_twice_is_one_with_the_newer_name(client, person) -> None:
    client.post(NEW, {"name": "One", "rhythm": "daily"})
    client.post("/searches/new/?topic=elderly-care&kind=offer&sort=end", {"name": "Two", "rhythm": "weekly"})

    assert list(SavedSearch.objects.values_list("name", "rhythm")) == [("Two", "weekly")]


def test_the_page_says_how_many_are_new_since_the_last_digest(client, person) -> None:
    client.post("/searches/new/?kind=offer", {"name": "Hosts", "rhythm": "weekly"})
    SavedSearch.objects.update(told_up_to=timezone.now() - timedelta(days=3))
    EntryFactory(kind="offer", published=True)
    EntryFactory(kind="offer", published=True)
    EntryFactory(kind="wish", published=True)
    EntryFactory(kind="offer", published=True, first_published_at=timezone.now() - timedelta(days=9))

    assert b"2 new entries since" in client.get("/searches/").content


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_the_same_number_of_times(
    client, person, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        wanted = Wanted(codes={"country": ("SE", "FR", "ES")[number : number + 1]})
        searches.save_search(wanted, name=f"S{number}", rhythm="weekly", by=person)

    with django_assert_num_queries(8):
        page = client.get("/searches/")

    assert len(BeautifulSoup(page.content, "html.parser").select("article.card")) == count


def test_a_search_is_changed_paused_resumed_and_deleted_by_its_owner_alone(client, person) -> None:
    search = searches.save_search(Wanted(), name="All", rhythm="weekly", by=person)
    stranger = PersonFactory()
    for deed in (searches.pause_search, searches.resume_search, searches.remove_search):
        with pytest.raises(PermissionDenied):
            deed(search, by=stranger)
        with pytest.raises(PermissionDenied):
            deed(search, by=None)

    client.post(f"/searches/{search.pk}/change/", {"name": "Everything", "rhythm": "daily"})
    client.post(f"/searches/{search.pk}/pause/")
    search.refresh_from_db()
    paused = (search.name, search.rhythm, search.paused_at is not None)
    client.post(f"/searches/{search.pk}/resume/")
    search.refresh_from_db()
    resumed = search.paused_at
    client.post(f"/searches/{search.pk}/remove/")

    assert (paused, resumed, SavedSearch.objects.count()) == (("Everything", "daily", True), None, 0)


def test_one_has_so_many_searches_and_no_more(person) -> None:
    reader = readers.reader_for(person)
    SavedSearch.objects.bulk_create(
        SavedSearch(reader=reader, name="S", query=f"search={number}", confirmed_at=timezone.now())
        for number in range(rules.MOST_SEARCHES)
    )

    with pytest.raises(ValidationError, match="as many as one can have"):
        searches.save_search(Wanted(), name="One more", rhythm="weekly", by=person)


def test_a_guest_gets_one_link_and_nothing_until_it_is_opened(client) -> None:
    answer = client.post(NEW, GUEST)

    (mail,) = OutgoingMail.objects.all()
    (search,) = SavedSearch.objects.all()
    assert (answer["Location"], mail.address, search.confirmed_at) == ("/searches/sent/", "guest@example.org", None)
    assert not SavedSearch.objects.live().exists()

    (path,) = [path for path in paths_in(mail) if "/confirm/" in path]
    looked = client.get(path)
    search.refresh_from_db()
    before = search.confirmed_at
    client.post(path)
    search.refresh_from_db()

    assert (looked.status_code, before) == (200, None)
    assert search.confirmed_at is not None


def test_the_link_that_said_yes_asks_again_only_after_the_mails_were_stopped(client) -> None:
    client.post(NEW, GUEST)
    (path,) = [path for path in paths_in(OutgoingMail.objects.get()) if "/confirm/" in path]
    client.post(path)

    opened_again = client.get(path).content.decode()
    mute(hashed_address=address_hash("guest@example.org"), topic=DIGEST)
    opened_after_a_stop = client.get(path).content.decode()

    assert "We tell you what is new" in opened_again
    assert "Shall we tell you about new entries?" in opened_after_a_stop


def test_the_mail_to_an_address_carries_no_words_of_whoever_typed_it(client) -> None:
    client.post("/searches/new/?search=zz+buy+this&kind=offer", GUEST | {"name": "zz click http://spam.example"})

    (mail,) = OutgoingMail.objects.all()
    assert "zz" not in mail.text + mail.html + mail.subject
    assert "Offer to host" in mail.text


def test_a_stranger_who_types_the_address_of_a_member_changes_nothing_of_theirs(client) -> None:
    member = PersonFactory(email="member@example.org")
    mine = searches.save_search(Wanted(kinds=("offer",)), name="Mine", rhythm="weekly", by=member)

    known = client.post("/searches/new/?kind=offer", GUEST | {"email": "MEMBER@example.org", "name": "Theirs"})
    unknown = client.post("/searches/new/?kind=offer", GUEST | {"email": "nobody@example.org", "name": "Theirs"})
    client.post("/searches/new/?kind=wish", GUEST | {"email": "member@example.org", "name": "Planted"})

    mine.refresh_from_db()
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mine.name == "Mine"
    assert [one.name for one in queries.searches_of_person(member)] == ["Mine"]


def test_a_member_who_confirms_finds_the_search_in_their_account(client) -> None:
    member = PersonFactory(email="member@example.org")
    client.post(NEW, GUEST | {"email": "member@example.org"})
    (path,) = [path for path in paths_in(OutgoingMail.objects.get()) if "/confirm/" in path]

    client.post(path)

    assert [one.name for one in queries.searches_of_person(member)] == ["Hosts"]
    assert Reader.objects.filter(person=None).count() == 0


def test_who_stopped_all_digests_and_confirms_a_new_search_gets_them_again(client) -> None:
    Muted.objects.create(address_hash=address_hash("guest@example.org"), topic=DIGEST)
    client.post(NEW, GUEST)
    (path,) = [path for path in paths_in(OutgoingMail.objects.get()) if "/confirm/" in path]

    looked = client.get(path).status_code
    still = Muted.objects.count()
    client.post(path)

    assert (looked, still, Muted.objects.count()) == (200, 1, 0)


def guest_with_two() -> Reader:
    reader = readers.reader_at("guest@example.org", language="fr", time_zone="Europe/Paris")
    for name, query in (("Hosts", "kind=offer"), ("Guests", "kind=wish")):
        SavedSearch.objects.create(reader=reader, name=name, query=query, confirmed_at=timezone.now())
    return reader


def test_a_guests_link_opens_their_searches_and_nobody_elses(client) -> None:
    reader = guest_with_two()
    other = searches.save_search(Wanted(), name="zz theirs", rhythm="weekly", by=PersonFactory())
    path = f"/searches/by-mail/{links.reader_token(reader)}/"
    (hosts, guests) = reader.searches.order_by("pk")

    page = client.get(path)
    client.post(path, {"deed": "pause", "search": hosts.pk})
    client.post(path, {"deed": "remove", "search": guests.pk})
    foreign = client.post(path, {"deed": "remove", "search": other.pk})
    odd = client.post(path, {"deed": "explode", "search": hosts.pk})

    hosts.refresh_from_db()
    assert b"Hosts" in page.content
    assert b"zz theirs" not in page.content
    assert (hosts.paused_at is not None, reader.searches.count(), foreign.status_code, odd.status_code) == (
        True, 1, 404, 200,
    )  # fmt: skip
    assert SavedSearch.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("signed", ["x", "null", "a:b:c", "%00", "IjEi:1tPq:x"])
@pytest.mark.parametrize("page", ["confirm", "by-mail"])
def test_a_link_that_we_did_not_make_opens_nothing(client, signed: str, page: str) -> None:
    answer = client.post(f"/searches/{page}/{signed}/")

    assert answer.status_code == 404
    assert b"no longer works" in answer.content


def test_a_link_of_one_kind_opens_nothing_of_the_other(client) -> None:
    reader = guest_with_two()
    search = reader.searches.first()
    assert search is not None

    assert client.get(f"/searches/by-mail/{links.confirm_token(search)}/").status_code == 404
    assert client.get(f"/searches/confirm/{links.reader_token(reader)}/").status_code == 404


def test_after_a_week_the_link_is_dead_and_the_address_forgotten(client) -> None:
    client.post(NEW, GUEST)
    (path,) = [path for path in paths_in(OutgoingMail.objects.get()) if "/confirm/" in path]

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        late = client.post(path).status_code
        keep_all(timezone.now())
        forget_guests_who_left.call()

    assert (late, SavedSearch.objects.count(), Reader.objects.count()) == (404, 0, 0)


def test_many_searches_from_one_place_or_for_one_address_are_refused(client) -> None:
    codes = [client.post(f"/searches/new/?search={number}", GUEST).status_code for number in range(6)]

    assert codes == [302] * 5 + [429]
    assert OutgoingMail.objects.count() == 5


@pytest.mark.parametrize("evil", ["a\x00b", "x" * 10_000, "\u200b", "=HYPERLINK(1)", "<img src=x>", "😀\u202e"])
def test_a_name_is_kept_as_it_is_or_refused_beside_the_field(client, person, evil: str) -> None:
    answer = client.post(NEW, {"name": evil, "rhythm": "weekly"})
    page = client.get("/searches/")

    assert answer.status_code in (200, 302)
    assert answer.status_code == 302 or b'id="id_name_error"' in answer.content
    assert b"<img src=x>" not in page.content


@pytest.mark.parametrize(
    "query", ["?search=%00", "?kind=x&topic=x", "?" + "topic=a&" * 2000, "?month=x", "?search=%F0"]
)
def test_no_address_breaks_the_form(client, query: str) -> None:
    assert client.get(f"/searches/new/{query}").status_code == 200
