"""The association's old spreadsheet goes in beside 169 real organisations, and its entries explain themselves."""

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client

from hospes.incoming.models import EntrySource
from hospes.journal.models import JournalLine
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from tests.factories.people import PersonFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("HOSPES_REAL_DATA" not in os.environ, reason="HOSPES_REAL_DATA names no folder of real data"),
]


def real(*parts: str) -> str:
    return str(Path(os.environ["HOSPES_REAL_DATA"]).joinpath(*parts))


def imported(*options: str) -> None:
    call_command("import_entries", real("old_entries", "entries-2024.xlsx"), *options)


def test_the_old_spreadsheet_goes_in_beside_real_organisations(capsys) -> None:
    call_command("import_organisations", real("ka120_vet_organisations_sample", "ka120_vet_sample.csv"), verbosity=0)
    imported("--submit")

    # 24 rows: three of them about both sides, one twice. Rows 5 and 6 have one address, so one organisation.
    said = capsys.readouterr().out
    assert "26 new, 0 changed, 0 unchanged, 0 changed here too, 1 twice in the file, 0 refused." in said
    assert "line 31: no entry (total)." in said
    assert Organisation.objects.count() == 169 + 22
    assert Entry.objects.filter(status=EntryStatus.SUBMITTED).count() == 26

    # A second time nothing changes: not an entry, not an organisation, not a line of the journal.
    lines = JournalLine.objects.count()
    imported("--submit")
    assert "0 new, 0 changed, 26 unchanged, 0 changed here too, 1 twice in the file" in capsys.readouterr().out
    assert (Entry.objects.count(), JournalLine.objects.count()) == (26, lines)

    what_was_typed_became_what_was_meant()
    the_entries_explain_themselves_in_suggestions()


def of_line(line: int, kind: EntryKind) -> Entry:
    return EntrySource.objects.select_related("entry__organisation").get(line=line, entry__kind=kind).entry


def what_was_typed_became_what_was_meant() -> None:
    bretagne = of_line(7, EntryKind.WISH)
    assert (bretagne.people, bretagne.fewer_opportunities, bretagne.needs) == (6, 2, ["STEP_FREE"])
    assert bretagne.windows == [["2027-05-01", "2027-06-15"]]
    assert (bretagne.days_least, bretagne.days_most) == (14, 21)
    assert "green-construction" in bretagne.topics
    assert bretagne.organisation.territory == "FRH"
    catalunya = of_line(8, EntryKind.OFFER)
    assert (catalunya.places, catalunya.topics) == (8, ["elderly-care"])
    assert set(catalunya.languages) == {"ca", "es", "en"}
    basque = of_line(14, EntryKind.OFFER)
    assert (basque.places, basque.at_once, basque.days_least) == (12, 4, 14)
    kreis = of_line(27, EntryKind.OFFER)
    assert (kreis.places, kreis.windows) == (3, [["2027-05-17", "2027-06-06"]])
    # The same address in two rows: one organisation.
    assert of_line(9, EntryKind.OFFER).organisation == of_line(10, EntryKind.WISH).organisation
    # Remarks go along for those who look after the entry, and into no text that others read.
    call_first = of_line(24, EntryKind.WISH)
    assert "please call me first" in call_first.source.note
    assert call_first.text == ""
    # What says how many need support is counted, and the words are kept nowhere.
    hearing = of_line(19, EntryKind.WISH)
    assert "hearing" not in hearing.source.note + hearing.text


def the_entries_explain_themselves_in_suggestions() -> None:
    desk = Client()
    desk.force_login(PersonFactory(facilitator=True))
    for entry in Entry.objects.all():
        assert desk.post(f"/entries/{entry.pk}/publish/", {"version": entry.version}).status_code == 302
    assert Entry.objects.filter(status=EntryStatus.PUBLISHED).count() == 26

    # Learners from Thessaloniki who look for a placement in tourism, and the hotel school in Malta that has beds.
    tourism = of_line(21, EntryKind.WISH)
    page = BeautifulSoup(desk.get(f"/entries/{tourism.pk}/suggestions/").content, "html.parser")
    host = next(
        card for card in page.select("main li, main article") if "Hotel School Demo Valletta" in card.get_text()
    )
    words = host.get_text(" ", strip=True)

    assert "Tourism" in words
    assert "English" in words
