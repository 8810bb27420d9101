"""Numbers, days and fields that nobody asked for, sent to every form of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import resolve, reverse

from hospes.core.fields import DigitsField
from hospes.core.models import LimitCount
from hospes.matchmaking.models import Entry, Introduction, Message
from hospes.moderation.models import Notice
from hospes.organisations.models import Invitation, JoinRequest, Organisation, OrganisationPost
from hospes.outreach.models import News
from hospes.people.models import ApiToken, HeldRole, Person
from tests.hostile.planting import WHO
from tests.permissions import asking
from tests.permissions.forms import FoundForm, encoded, forms_on, sensibly
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.world import MEMBER, ROLES, World, kept_for_now

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.timeout(300)]

NUMBERS = [
    "NaN",
    "Infinity",
    "1e309",
    "٣",
    "１",
    "1,5",
    "1.000,5",
    "1" + "0" * 30,
    "9" * 5000,
    "-1",
    "0x10",
    "1_0",
    "three",
]
DAYS = [
    *("2026-02-30", "0000-00-00", "9999-12-31", "31.12.26", str(2**63), "-0001-01-01", "2026-1-1", "20261231"),
    *("2026-12-31T00:00:00", "2026-W01-1", "٢٠٢٧-٠١-٠١", "tomorrow", "2027-02-29"),
]


@dataclass(frozen=True)
class Counted:
    """A form with boxes for numbers or days."""

    form: FoundForm
    numbers: tuple[str, ...]
    days: tuple[str, ...]

    @property
    def route(self) -> str:
        return resolve(self.form.url.partition("?")[0]).view_name


@pytest.fixture(scope="module")
def counted(world: World, browsers: dict[str, Client], django_db_blocker: Any) -> list[Counted]:
    """Each form once; of two with the same boxes one."""
    with django_db_blocker.unblock():
        found = {(one.numbers, one.days): one for one in _counted(world, browsers)}
        return list(found.values())


def _counted(world: World, browsers: dict[str, Client]) -> Iterator[Counted]:
    for line in TABLE:
        role = next((role for role in WHO if role in line.see), None)
        if role is None or line.is_api or line.only_in:
            continue
        answer = asking.look(world, browsers[role], role, line)
        body = asking.body(answer)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        if not any(sign in body for sign in ('type="number"', 'type="date"', 'inputmode="numeric"')):
            continue
        page = BeautifulSoup(body, "html.parser")
        numbers = {str(box["name"]) for box in page.select("input[type=number], input[inputmode=numeric][size]")}
        days = {str(box["name"]) for box in page.select("input[type=date]")}
        for form in forms_on(body, asking.address(world, line), role):
            names = [box.name for box in form.boxes]
            if numbers & set(names) or days & set(names):
                yield Counted(
                    form,
                    tuple(name for name in names if name in numbers),
                    tuple(name for name in names if name in days),
                )


def test_no_form_takes_a_number_or_a_day_that_is_none(counted: list[Counted], browsers: dict[str, Client]) -> None:
    taken, boxes = set(), 0
    for one in counted:
        for names, evils in ((one.numbers, NUMBERS), (one.days, DAYS)):
            boxes += len(names)
            for evil in evils if names else ():
                status, refused = _refused(browsers[one.form.role], one.form, dict.fromkeys(names, evil))
                if status not in (200, 400) or set(names) - refused:
                    taken.add((one.route, *sorted(set(names) - refused), evil[:20], status))

    assert taken == set()
    assert boxes > 40


def _refused(client: Client, form: FoundForm, typed: dict[str, str]) -> tuple[int, set[str]]:
    """The boxes that came back with an error that they point at."""
    client.raise_request_exception = False
    with kept_for_now():
        LimitCount.objects.all().delete()
        answer = client.post(
            form.url, encoded(sensibly(form) | typed), content_type="application/x-www-form-urlencoded"
        )
    page = BeautifulSoup(asking.body(answer), "html.parser")
    wrong = page.select('[aria-invalid="true"][aria-describedby]')
    told = {str(box.get("name")) for box in wrong if page.find(id=str(box["aria-describedby"]).split()[0])}
    return answer.status_code, told


@pytest.mark.parametrize("typed", ["٢٠٢٠", "２０２０", "2_020", "+2020", "2020.0", "2e3"])
def test_a_number_is_written_in_the_digits_0_to_9(typed: str) -> None:
    with pytest.raises(ValidationError):
        DigitsField().clean(typed)


def test_digits_are_a_number_and_nothing_is_none() -> None:
    assert (DigitsField().clean(" 2020 "), DigitsField(required=False).clean("")) == (2020, None)


def test_headings_in_a_line_that_the_file_does_not_have_are_refused_in_words(
    world: World, browsers: dict[str, Client]
) -> None:
    url = reverse("incoming:import-sheet", kwargs=world.places["our file"])

    answer = browsers[MEMBER].post(url, {"heading_line": "500"})

    assert answer.status_code == 400
    assert "The file ends before line 500." in answer.content.decode()


# Fields that nobody asked for (row 28)

UNASKED: dict[str, str] = {
    **dict.fromkeys(("is_staff", "is_superuser", "is_active", "verified", "kpi_approved", "accepted_by_host"), "1"),
    **dict.fromkeys(("role", "roles", "post"), "secretariat"),
    **dict.fromkeys(("owner", "person", "person_id", "by", "contact", "contact_id", "user", "invited_by"), "1"),
    **dict.fromkeys(("organisation_id", "acting_for", "wish_id", "offer_id"), "1"),
    **dict.fromkeys(("status", "state", "match_state"), "published"),
    **dict.fromkeys(("wish_answered_at", "offer_answered_at", "published_at", "decided_at"), "2020-01-01"),
    **{"membership": "active", "slug": "taken-over", "key": "x", "pk": "1", "id": "1", "score": "100"},
    **{"supporter_category": "INDUSTRY", "password": "taken-over-by-me", "token_hash": "x", "scopes": "write"},
}
# Where one of these names is a box of the form itself.
ASKED = {
    "people:role-give": {"role"},
    "organisations:appoint": {"post"},
    "organisations:invite": {"post"},
    "organisations:invitation-new": {"post"},
    "organisations:invitation-accept": {"password"},
    "organisations:membership-change": {"membership"},
    "organisations:organisation-edit": {"supporter_category"},
    "organisations:organisation-new": {"supporter_category"},
    "people:token-list": {"scopes"},
    # Who leaves no title begins again with another key: the box is there so that a form sent twice is one entry.
    "matchmaking:entry-new-kind": {"key"},
    "account_login": {"password"},
    "people:show-yourself": {"password"},
}


def powers() -> list[Any]:
    """What nobody gives themselves: posts, roles, owners, states. Without numbers of new rows: PostgreSQL gives each
    number once, also when its row is taken back."""
    return [
        sorted(HeldRole.objects.values_list("person__email", "role", "ended_at__date"), key=str),
        sorted(
            OrganisationPost.objects.values_list("person__email", "organisation__slug", "post", "ended_on"), key=str
        ),
        sorted(Person.objects.values_list("email", "is_active", "password"), key=str),
        sorted(Organisation.objects.values_list("name", "slug", "membership", "supporter_category"), key=str),
        sorted(Entry.objects.values_list("title", "kind", "status", "organisation__slug", "contact"), key=str),
        sorted(Introduction.objects.values_list("wish", "offer", "state", "proposed_by"), key=str),
        sorted(Message.objects.values_list("introduction", "side", "author"), key=str),
        sorted(Invitation.objects.values_list("email", "organisation__slug", "post", "invited_by"), key=str),
        sorted(JoinRequest.objects.values_list("name", "status", "decided_by"), key=str),
        sorted(News.objects.values_list("title", "status", "organisation__slug"), key=str),
        sorted(Notice.objects.values_list("text", "status", "decision"), key=str),
        sorted(ApiToken.objects.values_list("name", "person__email", "organisation__slug"), key=str),
    ]


def _powers_after(world: World, client: Client, line: Line, more: dict[str, str]) -> list[Any]:
    with kept_for_now():
        LimitCount.objects.all().delete()
        cookies = client.cookies.copy()
        asking.body(client.post(asking.address(world, line), asking.filled(world, line.send) | more))
        client.cookies = cookies  # type: ignore[assignment]
        return powers()


def test_fields_that_nobody_asked_for_give_nobody_anything(world: World, browsers: dict[str, Client]) -> None:
    """Every form and every button, once as it is and once with all these names: the same powers afterwards."""
    given, tried = {}, 0
    for line in TABLE:
        role = next((role for role in reversed(ROLES) if role in line.act), None)
        if role is None or line.is_api:
            continue
        more = {name: value for name, value in UNASKED.items() if name not in ASKED.get(line.route, ())}
        more = {name: value for name, value in more.items() if name not in line.send}
        before = _powers_after(world, browsers[role], line, {})
        if before != (after := _powers_after(world, browsers[role], line, more)):
            given[str(line)] = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
        tried += 1

    assert list(given) == []
    assert tried > 70
