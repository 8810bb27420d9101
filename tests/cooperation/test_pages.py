"""The pages of cooperation links."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from hospes.cooperation.actions import agreements
from hospes.cooperation.choices import LinkKind
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.web.maps import europe_map
from tests.cooperation.conftest import Side, side_of
from tests.factories.introductions import facilitator, sending_organisation

LIST = "cooperation:link-list"


@pytest.fixture
def agreed(swedes: Side, norwegians: Side) -> LinkEvidence:
    evidence = agreements.propose(
        swedes.organisation,
        norwegians.organisation,
        kind=LinkKind.ADULT,
        since=date(2025, 3, 2),
        title="Letter of intent",
        by=swedes.speaker,
    )
    return agreements.confirm(evidence, by=norwegians.speaker)


def signed_in(side: Side) -> Client:
    client = Client()
    client.force_login(side.speaker)
    return client


def text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").main.get_text(" ", strip=True)  # type: ignore[union-attr]


def values(other: Side, **changes: str) -> dict[str, str]:
    return {"other": other.organisation.name, "kind": "VET", "since": "2026-02-01", **changes}


def test_everybody_reads_confirmed_links_on_the_list_and_on_both_pages(client: Client, agreed: LinkEvidence) -> None:
    assert "Letter of intent" in text(client, agreed.link.get_absolute_url())
    assert "Adult learning" in text(client, reverse(LIST))
    assert "Adult learning" in text(client, reverse("organisations:region-detail", args=["SE23"]))
    organisation = agreed.organisation_a
    assert organisation is not None
    page = text(client, organisation.get_absolute_url())
    assert agreed.organisation_b is not None
    assert agreed.organisation_b.name in page


def test_who_took_a_proposal_back_stays_unnamed_to_those_who_had_agreed_with_nobody_there(
    agreed: LinkEvidence, swedes: Side, norwegians: Side
) -> None:
    third = side_of(sending_organisation())
    proposed = agreements.propose(
        third.organisation, norwegians.organisation, kind=LinkKind.ADULT, since=date(2025, 3, 2), by=third.speaker
    )
    agreements.take_back(proposed, by=third.speaker)
    address = agreed.link.get_absolute_url()
    office = Client()
    office.force_login(facilitator())

    assert third.speaker.name in text(office, address)
    assert third.speaker.name not in text(signed_in(swedes), address)
    assert norwegians.speaker.name in text(signed_in(swedes), address)


def test_a_region_without_links_says_how_one_comes_to_be(client: Client, db: None) -> None:
    assert "A stay that took place confirms one." in text(client, reverse("organisations:region-detail", args=["FI19"]))
    assert "No cooperation is confirmed yet" in text(client, reverse(LIST))


def test_the_list_is_narrowed_by_region_and_kind(client: Client, agreed: LinkEvidence) -> None:
    assert "1 cooperation link" in text(client, reverse(LIST), region="SE2", kind="ADULT")
    assert "No cooperation link fits" in text(client, reverse(LIST), kind="VET")
    assert "No cooperation link fits" in text(client, reverse(LIST), region="FI")
    assert "1 cooperation link" in text(client, reverse(LIST), kind="nothing", region="\x00", year="²")


def test_a_link_is_proposed_confirmed_and_ended_on_the_pages(swedes: Side, norwegians: Side) -> None:
    client = signed_in(swedes)
    answer = client.post(reverse("cooperation:link-new"), values(norwegians), follow=True)
    assert answer.status_code == 200
    evidence = LinkEvidence.objects.get()
    other = signed_in(norwegians)
    assert "Yes, we work together" in text(other, evidence.link.get_absolute_url())
    assert "Yes, we work together" not in text(client, evidence.link.get_absolute_url())

    other.post(reverse("cooperation:agreement-confirm", args=[evidence.link_id, evidence.pk]))
    assert CooperationLink.objects.get().state == "confirmed"

    client.post(reverse("cooperation:link-end", args=[evidence.link_id]), {"because": "It is done."})
    assert CooperationLink.objects.get().state == "ended"


def test_a_draft_is_no_page_for_others(client: Client, swedes: Side, norwegians: Side) -> None:
    signed_in(swedes).post(reverse("cooperation:link-new"), values(norwegians))
    link = CooperationLink.objects.get()

    assert client.get(link.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"other": "Nobody knows this one"}, "other"),
        ({"other": "Lindalen"}, "other"),
        ({"since": "2199-01-01"}, "since"),
        ({"kind": "SOMETHING"}, "kind"),
        ({"topic": "\x00"}, "topic"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"note": "a" * 10_000}, "note"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    swedes: Side, norwegians: Side, changes: dict[str, str], field: str
) -> None:
    answer = signed_in(swedes).post(
        reverse("cooperation:link-new"), values(norwegians) | {"title": "=1+1 😀 <b>"} | changes
    )

    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.find(id="id_title")["value"] == "=1+1 😀 <b>"  # type: ignore[index]


def test_somebody_elses_stay_is_counted_and_not_named(
    client: Client, agreed: LinkEvidence, django_assert_max_num_queries: Any
) -> None:
    LinkEvidence.objects.update(source="introduction", introduction=agreed.link.key)

    with django_assert_max_num_queries(20):
        page = text(client, agreed.link.get_absolute_url())
    assert "Two organisations of these regions" in page
    assert "Letter of intent" not in page
    assert agreed.organisation_b is not None
    assert agreed.organisation_b.name not in page
    boss = Client()
    boss.force_login(facilitator())
    assert agreed.organisation_b.name in text(boss, agreed.link.get_absolute_url())


def test_the_list_goes_along_as_a_table(client: Client, agreed: LinkEvidence) -> None:
    answer = client.get(reverse("exports:table", args=["cooperation", "csv"]), {"headings": "codes"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    years = client.get(reverse("exports:table", args=["cooperation-years", "csv"]))

    assert len(lines) == 2
    assert "NO0A2" in lines[1]
    assert "ADULT" in b"".join(years.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_number_of_questions_does_not_grow_with_the_links(
    client: Client, agreed: LinkEvidence, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        CooperationLink.objects.create(
            territory_a="FI19",
            territory_b=f"SE{number}",
            kind=LinkKind.VET,
            state="confirmed",
            since=agreed.since,
            confirmed_at=agreed.proven_at,
        )

    with django_assert_max_num_queries(25):
        text(client, reverse(LIST))


def test_a_line_to_a_place_beyond_the_map_is_left_out() -> None:
    from hospes.core.shapes import Line, Symbol

    symbols = [Symbol((57.7, 12.0), "Göteborg"), Symbol((60.4, 5.3), "Bergen")]
    inside, beyond = Line((57.7, 12.0), (60.4, 5.3), 4), Line((57.7, 12.0), (4.9, -52.3))

    drawn = europe_map(symbols, title="", lines=[inside, beyond])

    assert [bow.width for bow in drawn.bows] == [3.7]
