"""Whole mails, pasted as they came."""

import pytest

from hospes.recognise import Sure, Territory, record
from tests.recognise.judged import AS_OF, plain

# The field of a record, and the recogniser whose way of writing values it has.
LIKE = {"kind": "direction", "accessible": "measures"}

MAILS = {
    "labelled, German": (
        """Einrichtung: Demo Berufskolleg
Land/Region: Deutschland, Nordrhein-Westfalen
Wir möchten: aufnehmen
Wann: 17.05.-06.06.2027
Wie lange? 2-3 Wochen
Wie viele: bis zu 8 Azubis
Sprachen: Deutsch, Englisch B1
Thema: Tischler
Barrierefrei: ja, Aufzug
Finanzierung: Eigenmittel
E-Mail: kontakt@demo-kolleg.example
Bemerkungen: Unterkunft in der Nähe""",
        {
            "organisation": "Demo Berufskolleg",
            "territory": Territory("DE", "DEA"),
            "kind": "offer",
            "windows": "2027-05-17..2027-06-06",
            "days": (14, 21),
            "languages": {"de": None, "en": "B1"},
            "topics": "wood-furniture",
            "accessible": "STEP_FREE",
            "funding": "OWN_BUDGET",
            "contact_email": "kontakt@demo-kolleg.example",
            "profiles": "APPRENTICE",
            "remarks": "Unterkunft in der Nähe",
        },
    ),
    "prose, Swedish: care is no host": (
        "Vi vill skicka fyra elever inom vård i tre veckor.",
        {"kind": "wish", "days": (21, 21)},
    ),
    "prose, English": (
        """Subject: Looking for a host in Finland
From: Anna Demo <anna@demo-vast.example>
To: team@partnership.example

Dear colleagues,

we are a vocational school in Borås, Sweden. We would like to send 6 apprentices and 2 teachers
for three weeks in May or June 2027. They want to learn about elderly care.
Working languages: English (B1) and Swedish.
We have an Erasmus+ accreditation.

Please answer before 15 January 2027.

Best regards
Anna Demo
Demo Vocational School
+46 70 000 00 00""",
        {
            "title": "Looking for a host in Finland",
            "kind": "wish",
            "wants": Territory("FI"),
            "territory": Territory("SE"),
            "windows": "2027-05-01..2027-06-30",
            "days": (21, 21),
            "languages": {"en": "B1", "sv": None},
            "funding": "ERASMUS_ACCREDITED",
            "contact_email": "anna@demo-vast.example",
            "contact_phone": "+46 70 000 00 00",
            "organisation": "Demo Vocational School",
        },
    ),
    "prose, French": (
        """Bonjour,
Notre lycée professionnel en Bretagne souhaite accueillir un groupe de 4 à 6 apprentis menuisiers
pour un stage de 2 à 3 semaines en octobre 2027. Nous parlons français et un peu d'anglais (A2).
Cordialement, Jean Démo""",
        {
            "kind": "offer",
            "territory": Territory("FR", "FRH"),
            "windows": "2027-10-01..2027-10-31",
            "days": (14, 21),
            "profiles": "APPRENTICE",
            "formats": "APPRENTICE_PLACEMENT",
            "languages": {"fr": None, "en": "A2"},
        },
    ),
    "prose, Swedish": (
        """Hej! Vi tar gärna emot 3-4 lärlingar under våren 2027, helst i april. Vi är en gård i Skåne.
Vistelsen kan vara 2-3 veckor. Vi talar svenska och engelska.
Vänliga hälsningar
Kontakt: gard@demo-skane.example""",
        {
            "kind": "offer",
            "profiles": "APPRENTICE",
            "days": (14, 21),
            "languages": {"sv": None, "en": None},
            "territory": Territory("SE", "SE224"),
            "contact_email": "gard@demo-skane.example",
        },
    ),
    "questions and answers, Spanish": (
        """¿Quién?
profesorado FP
¿Cuándo?
febrero 2027
¿Cuántas personas?
10
¿Cuánto tiempo?
1 semana
Idiomas
ES, EN B1""",
        {
            "profiles": "TEACHER_TRAINER",
            "windows": "2027-02-01..2027-02-28",
            "days": (7, 7),
        },
    ),
    "labelled, Polish": (
        """Kiedy: maj/czerwiec 2027
Ile osób: 12 + 2 opiekunów
Jak długo: 3 tygodnie
Języki: polski, angielski B1
Temat: mechatronika
E-mail: szkola@demo.example""",
        {
            "windows": "2027-05-01..2027-06-30",
            "days": (21, 21),
            "languages": {"pl": None, "en": "B1"},
            "topics": "electronics-automation",
            "contact_email": "szkola@demo.example",
        },
    ),
    "one line, semicolons": (
        "Wann: Mai 2027; Wie lange: 2 Wochen; Wie viele: 4; Sprache: Englisch",
        {"windows": "2027-05-01..2027-05-31", "days": (14, 14), "languages": {"en": None}},
    ),
    "quoted answer, Italian": (
        """> Periodo: marzo–aprile 2027
> Durata: 21 gg
> Partecipanti: apprendisti
> Lingue: italiano, inglese A2""",
        {
            "windows": "2027-03-01..2027-04-30",
            "days": (21, 21),
            "profiles": "APPRENTICE",
            "languages": {"it": None, "en": "A2"},
        },
    ),
    "catalan": (
        """Bon dia, som un institut de Catalunya i volem acollir fins a 8 alumnes de cicles formatius
per a estades de 15 dies durant tot l'any. Treballem la cura de gent gran.
Salutacions""",
        {
            "kind": "offer",
            "days": (15, 15),
            "windows": "2026-11-23..2027-11-22",
            "topics": "elderly-care",
            "territory": Territory("ES", "ES51"),
        },
    ),
}  # fmt: skip


def read(mail, vocabulary):
    return record(mail, as_of=AS_OF, vocabulary=vocabulary)


@pytest.mark.parametrize("name", MAILS)
def test_mails_say_what_a_person_reads_in_them(name, vocabulary):
    mail, expected = MAILS[name]

    found = read(mail, vocabulary).fields

    assert {
        field: plain(LIKE.get(field, field), found[field]) if field in found else "" for field in expected
    } == expected


@pytest.mark.parametrize("name", ["prose, English", "prose, French", "prose, Swedish", "catalan"])
def test_sentences_make_nothing_certain_but_addresses(name, vocabulary):
    fields = read(MAILS[name][0], vocabulary).fields
    sure = {field for field, found in fields.items() if found.sure == Sure.CERTAIN}

    assert sure <= {"contact_email", "contact_phone", "website", "languages"}


def test_a_deadline_is_no_period(vocabulary):
    fields = read("We look for a host. Please answer before 15 January 2027.", vocabulary).fields

    assert "windows" not in fields


def test_the_lines_that_say_nothing_are_given_back(vocabulary):
    found = read("Wann: Mai 2027\nDie Sonne scheint hier oft.\nSprachen: Deutsch", vocabulary)

    assert found.left == "Die Sonne scheint hier oft."


def test_a_first_and_a_last_day_on_lines_of_their_own_are_one_period(vocabulary):
    fields = read("Start date: 3 May 2027\nEnd date: 14 May 2027", vocabulary).fields

    assert plain("windows", fields["windows"]) == "2027-05-03..2027-05-14"
    assert {"window_from", "window_to"}.isdisjoint(fields)


@pytest.mark.parametrize("text", ["", "   ", None, "Hello!", "?", "Regards"])
def test_a_text_without_anything_has_no_fields(text, vocabulary):
    assert read(text, vocabulary).fields == {}
