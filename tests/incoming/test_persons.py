"""Lists of participants' names are left out, with a word about it: entries count people and never name them."""

import pytest
from django.core.management import call_command

from hospes.incoming.models import EntrySource
from hospes.incoming.reading.persons import names_people
from hospes.incoming.reading.sheets import tabled
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation

NAMING = [
    "Names of participants", "Participant name", "Student's name", "List of participants", "Name / Surname",
    "Nom des participants", "Noms et prénoms", "Teilnehmende (Namen)", "Name der Teilnehmer", "VORNAME",
    "Apellidos", "Nombre del alumno", "Nombres de los participantes", "Nome e cognome", "Nom i cognoms",
    "Namn på elever", "Naam leerling", "Imię i nazwisko ucznia", "Jméno a příjmení", "Opiskelijan nimi",
    "Ονοματεπώνυμο", "Име и фамилия", "Name of accompanying teacher", "Date of birth", "Passport number", "Nationality",
]  # fmt: skip
NOT_NAMING = [
    "Name", "Nom", "Name of the organisation", "Name of the participating school", "Participant organisation name",
    "Participants", "Profile of participants", "Number of students", "Anzahl Teilnehmer", "Nombre de participants",
    "Nombre d'élèves", "Nome dell'ente", "Nombre de la empresa", "Name der Einrichtung", "Project name", "Country",
    "Languages of participants", "Liste der Themen", "Topics", "Titel", "Contact e-mail", "Dates", "", "123", "\x00",
]  # fmt: skip
SHEET = """Organisation,Country,Host or send,Topics,How many,Participants (names),Date of birth,When
Kerval,FR,send,Carpentry,2,"Zoe Canaryson, Li Canaryson",2008-03-04,May 2027
"""


@pytest.mark.parametrize("heading", NAMING)
def test_a_heading_of_names_is_known_in_many_languages(heading):
    assert names_people(heading)


@pytest.mark.parametrize("heading", NOT_NAMING)
def test_a_heading_of_organisations_or_of_numbers_is_not_one(heading):
    assert not names_people(heading)


def test_the_column_stays_out_and_its_cells_are_not_shown():
    table = tabled(SHEET.encode())

    private = {one.text: (one.guess, one.samples) for one in table.headings if one.names_people}
    assert private == {"Participants (names)": ("ignore", ()), "Date of birth": ("ignore", ())}
    assert {one.guess for one in table.headings} >= {"organisation", "people", "topics"}


@pytest.mark.django_db
def test_no_name_comes_in_and_the_report_says_so(tmp_path, capsys):
    path = tmp_path / "old.csv"
    path.write_text(SHEET, encoding="utf-8")

    call_command("import_entries", str(path))

    said = capsys.readouterr().out
    assert "seem to name single people, left out: Participants (names), Date of birth" in said
    entry = Entry.objects.get()
    assert entry.people == 2
    assert "Canaryson" not in str(list(Entry.objects.values())) + str(list(Organisation.objects.values()))
    assert EntrySource.objects.exists()
    assert "Canaryson" not in str(list(EntrySource.objects.values()))
