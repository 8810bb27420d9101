"""On an empty installation: real organisations come in from a list, and two of them in two countries are introduced."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from hospes.jobs.worker import do_everything
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from tests.factories.people import PersonFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("HOSPES_REAL_DATA" not in os.environ, reason="HOSPES_REAL_DATA names no folder of real data"),
]
PASSWORD = "a long walk to Trento"


def newest_link(address: str, part: str) -> str:
    do_everything()
    texts = OutgoingMail.objects.filter(address=address).order_by("-pk").values_list("text", flat=True)
    return next(found[1] for text in texts if (found := re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", text)))


def joins(office: Client, organisation: Organisation, address: str, language: str) -> Client:
    """Invited by the secretariat, somebody there opens an account from the mail's link."""
    office.post(
        f"/organisations/{organisation.slug}/invite/",
        {"email": address, "name": "Somebody There", "post": "representative", "language": language},
    )
    client = Client()
    client.post(
        newest_link(address, "/invitations/"),
        {"name": "Somebody There", "password": PASSWORD, "language": language, "time_zone": "Europe/Rome"},
    )
    assert client.get("/todo/").status_code == 200
    return client


def writes(client: Client, kind: str, **typed: object) -> Entry:
    """The form as a browser sends it: what the page holds, and what was typed."""
    form = BeautifulSoup(client.get(f"/entries/new/{kind}/").content, "html.parser").select_one("main form")
    held = {box["name"]: box.get("value", "") for box in form.select("input[type=hidden], input[checked]")}
    held |= {box["name"]: chosen["value"] for box in form.select("select") if (chosen := box.select_one("[selected]"))}
    answer = client.post(f"/entries/new/{kind}/", held | {"submit": "1"} | typed)
    assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").select(".error-summary, .error")
    return Entry.objects.get(title=typed["title"])


def test_two_real_organisations_meet() -> None:
    folder = Path(os.environ["HOSPES_REAL_DATA"]) / "ka120_vet_organisations_sample"
    call_command("import_organisations", str(folder / "ka120_vet_sample.csv"), verbosity=0)
    assert Organisation.objects.count() == 169
    office, desk = Client(), Client()
    office.force_login(PersonFactory(role="secretariat"))
    desk.force_login(PersonFactory(role="facilitator"))
    sender, host = (Organisation.objects.filter(country=code).exclude(territory="")[0] for code in ("IT", "SE"))
    italian, swedish = (
        joins(office, sender, "anna@sender.example", "it"),
        joins(office, host, "bo@host.example", "sv"),
    )

    stay = {"formats": "LEARNER_PLACEMENT", "topics": "elderly-care", "days_least": "10", "days_most": "20"}
    when = {"window_1_from": "2027-05-01", "window_1_to": "2027-06-15", "language_1": "en", "level_1": "B1"}
    wish = writes(
        italian, "wish", title="Sei studenti", profiles="LEARNER_VET", people="6", needs="none", **stay, **when
    )
    offer = writes(
        swedish, "offer", title="Praktik", profiles="LEARNER_VET", places="8", measures="MENTOR", **stay, **when
    )
    for entry in (wish, offer):
        desk.post(f"/entries/{entry.pk}/publish/", {"version": entry.version})
    page = italian.get(f"/it/entries/{wish.pk}/suggestions/").content.decode()
    assert host.name in BeautifulSoup(page, "html.parser").get_text()

    answer_by = timezone.localdate() + timedelta(days=14)
    answer = desk.post(f"/pairs/{wish.pk}/{offer.pk}/propose/", {"people": "6", "answer_by": answer_by.isoformat()})
    assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ")
    for address in ("anna@sender.example", "bo@host.example"):
        Client().post(newest_link(address, "/answer/"), {"answer": "accept"})

    assert Introduction.objects.get().state == IntroductionState.INTRODUCED
    do_everything()
    told = {mail.address: mail for mail in OutgoingMail.objects.order_by("pk")}
    assert "bo@host.example" in told["anna@sender.example"].text
    assert "anna@sender.example" in told["bo@host.example"].text
    assert (told["anna@sender.example"].language, told["bo@host.example"].language) == ("it", "sv")
