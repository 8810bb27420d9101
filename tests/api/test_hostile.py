"""What nobody should send, and is answered calmly all the same."""

import json
import time
from typing import Any

import pytest

from hospes.matchmaking.models import Entry
from tests.api.conftest import Program
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
DRAFT = b'{"kind": "offer", "title": "Learn with us", %s}'
DEEP = b"[" * 100_000 + b"]" * 100_000
MANY = b'"more": {' + b", ".join(b'"k%d": 1' % number for number in range(60_000)) + b"}"

BODIES = {
    "nothing": b"",
    "no JSON": b"title=Learn",
    "half of it": b'{"kind": "offer"',
    "a list": b"[]",
    "a text": b'"offer"',
    "null": b"null",
    "UTF-16": json.dumps({"kind": "offer", "title": "x"}).encode("utf-16"),
    "invalid UTF-8": b'{"kind": "offer", "title": "\xff\xfe"}',
    "a BOM": b"\xef\xbb\xbf" + DRAFT % b'"text": ""',
    "depth": DRAFT % (b'"topics": ' + DEEP),
    "depth that can be read": DRAFT % (b'"topics": ' + b"[" * 500 + b"]" * 500),
    "many keys": DRAFT % MANY,
    "NaN": DRAFT % b'"places": NaN',
    "Infinity": DRAFT % b'"places": -Infinity',
    "1e309": DRAFT % b'"places": 1e309',
    "10^30": DRAFT % (b'"places": 1' + b"0" * 30),
    "5,000 digits": DRAFT % (b'"places": ' + b"9" * 5000),
    "an Arabic digit": DRAFT % '"places": "٣"'.encode(),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_is_refused_quickly(member_of, name: str) -> None:
    program = member_of()
    started = time.monotonic()

    answer = program.post("/entries", BODIES[name] or None)

    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    # A parser that is lost in such a body needs minutes; a busy machine may need seconds.
    assert time.monotonic() - started < 30
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'"text": "a\\u0000b"', "text"),
        (b'"text": "a\\ud800b"', "text"),
        (b'"text": "a\\u001b[2Jb"', "text"),
        (b'"text": "a\\ufffeb"', "text"),
        (b'"support": [{"kind": "HOUSING", "amount": "\\u0000"}]', "support[0].amount"),
        (b'"windows": [["2027-05-01", "\\u0000"]]', "windows[0][1]"),
        (b'"a\\u0000b": 1', "a\\x00b"),
        (b'"a\\ud800b": 1', "a\\ud800b"),
        (b'"title": "again"', "title"),
        (b'"__proto__": {"is_staff": true}', "__proto__"),
    ],
)
def test_what_no_text_may_hold_is_refused_by_the_name_of_its_field(member_of, body: bytes, field: str) -> None:
    answer = member_of().post("/entries", DRAFT % body)

    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/html"]
)
def test_only_json_is_read(member_of, kind: str) -> None:
    answer = member_of().post("/entries", DRAFT % b'"text": ""', content_type=kind)

    assert answer.status_code == 415
    assert not Entry.objects.exists()


def test_compressed_bodies_are_not_unpacked(member_of) -> None:
    answer = member_of().post("/entries", b"\x1f\x8b" + b"0" * 100, Content_Encoding="gzip")

    assert answer.status_code == 415


def test_a_body_above_the_limit_is_refused_before_it_is_read(member_of) -> None:
    answer = member_of().post("/entries", b'"' + b"x" * (1024 * 1024) + b'"')

    assert answer.status_code == 413


def test_one_just_below_it_is_read(member_of) -> None:
    answer = member_of().post("/entries", DRAFT % (b'"text": "' + b"x" * 900_000 + b'"'))

    assert list(answer.json()["errors"]) == ["text"]


def test_thousands_of_parameters_are_refused(visitor: Program) -> None:
    answer = visitor.client.get("/api/v1/entries?" + "&".join(f"a{number}=1" for number in range(10_000)))

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("number", ["0", "-1", "999999", "9" * 30, "1.5", "%00", "..%2f..%2fetc", "1e3", "١"])
@pytest.mark.parametrize(
    "path", ["/entries/{}", "/organisations/{}", "/introductions/{}", "/news/{}", "/entries/{}/submit"]
)
def test_numbers_of_nothing_are_not_found_alike(member_of, path: str, number: str) -> None:
    program = member_of()
    missing = program.get("/entries/123456789")
    send = program.post if path.endswith("submit") else program.get

    answer = send(path.format(number))

    assert (answer.status_code, answer.content) == (404, missing.content)


def test_large_numbers_inside_bodies_and_filters_find_nothing(member_of, facilitator: Program) -> None:
    large = 2**53

    answers = [
        facilitator.get(f"/entries?organisation={10**30}"),
        facilitator.get(f"/introductions?wish={10**30}"),
        facilitator.get(f"/suggestions?entry={10**30}"),
        facilitator.get(f"/journal?object_kind=entry&object_id={10**30}"),
        facilitator.get("/journal?object_kind=person&object_id=1"),
        facilitator.post("/introductions", {"wish": large, "offer": large, "people": 1, "answer_by": "2027-01-01"}),
        facilitator.post("/entries", {"kind": "offer", "title": "x", "organisation": large}),
        facilitator.post("/entries", {"kind": "offer", "title": "x", "organisation": -large}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 404, 404, 400, 400, 404, 404]


def test_a_method_in_a_header_changes_nothing(member_of) -> None:
    entry = EntryFactory(published=True)
    program = member_of(entry.organisation)

    answer = program.get(f"/entries/{entry.pk}", X_HTTP_Method_Override="PATCH")

    assert answer.status_code == 200
    assert program.get(f"/entries/{entry.pk}/withdraw").status_code == 405
    entry.refresh_from_db()
    assert entry.status == "published"


ORGANISATION: list[tuple[dict[str, Any], str]] = [
    ({"name": "x" * 10_000}, "name"),
    ({"name": ""}, "name"),
    ({"name": " \u200b"}, "name"),
    ({"name": None}, "name"),
    ({"kind": "spaceship"}, "kind"),
    ({"country": "ZZ"}, "country"),
    ({"territory": "XX1"}, "territory"),
    ({"territory": "FRH0"}, "territory"),
    ({"website": "javascript:alert(1)"}, "website"),
    ({"languages": ["tlh"]}, "languages"),
    ({"languages": "sv"}, "languages"),
    ({"oid": "E1"}, "oid"),
    ({"oid": "E1000000٣"}, "oid"),
    ({"in_earlall": "yes"}, "in_earlall"),
    ({"about": "We train people."}, "about_language"),
    ({"membership": "active"}, "membership"),
    ({"supporter_category": "EU_REGIONAL_NETWORKS"}, "supporter_category"),
    ({"slug": "other"}, "slug"),
    ({"key": "x"}, "key"),
]


@pytest.mark.parametrize(("body", "field"), ORGANISATION)
def test_what_the_page_of_an_organisation_refuses_is_refused_here(member_of, body: dict[str, Any], field: str) -> None:
    program = member_of()

    answer = program.patch(f"/organisations/{program.organisation.pk}", body)

    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]


def test_an_organisation_changes_what_its_page_changes(member_of, secretariat: Program) -> None:
    program = member_of()
    path = f"/organisations/{program.organisation.pk}"
    change = {
        "about": "<b>We</b> train\npeople 👩‍🔧",
        "about_language": "en",
        "town": "Borås",
        "languages": ["sv", "fi"],
    }

    answer = program.patch(path, change)

    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in change} == change
    assert program.patch(path, {"territory": "SE23"}).json()["territory"] == "SE23"
    assert program.patch(path, {"territory": ""}).json()["territory"] == ""
    assert secretariat.patch(path, {"town": "Kinna"}).json()["town"] == "Kinna"
    assert secretariat.patch(path, {"town": "x"}, tag='"1"').status_code == 412
    assert (
        secretariat.client.patch(
            f"/api/v1{path}",
            {"town": "x"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {secretariat.token}"},
        ).status_code
        == 428
    )


def test_strangers_change_nothing_of_an_organisation(member_of, facilitator: Program) -> None:
    organisation = OrganisationFactory(town="Kinna")

    for stranger in (member_of(), facilitator):
        assert stranger.patch(f"/organisations/{organisation.pk}", {"town": "x"}).status_code == 403

    organisation.refresh_from_db()
    assert organisation.town == "Kinna"


@pytest.mark.parametrize("number", [-(10**30), -1, 0, 10**30])
@pytest.mark.parametrize("path", ["/entries?organisation=", "/news?organisation=", "/introductions?wish="])
def test_filters_by_numbers_that_nothing_has_find_nothing(facilitator: Program, path: str, number: int) -> None:
    answer = facilitator.get(f"{path}{number}")

    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_words_to_an_organisation_that_are_too_long_are_refused_by_the_name_of_their_field(
    facilitator: Program,
) -> None:
    entry = EntryFactory(submitted=True)

    for verb, field in (("publish", "note"), ("reject", "reason")):
        answer = facilitator.post(f"/entries/{entry.pk}/{verb}", {field: "x" * 3000})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
