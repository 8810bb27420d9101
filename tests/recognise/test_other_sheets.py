"""Other lists of the same kind: other languages, other faults."""

from datetime import date, datetime

import pytest

from hospes.recognise import People, Sure, Territory, headings
from tests.recognise.judged import ask, plain

# Dutch, merged cells, dates of a spreadsheet, decimal commas, the answer "2-4" spoiled into a date.
DUTCH = [
    ["Overzicht uitwisselingen 2027", None, None, None, None, None, None, None, None, None],
    [None] * 10,
    ["Instelling", None, "Wens", None, "Praktisch", None, None, None, "Contact", None],
    [
        "Naam",
        "Land / regio",
        "Ontvangen / zenden",
        "Onderwerp",
        "Aantal",
        "Van",
        "Tot",
        "Duur",
        "E-mailadres",
        "Opmerkingen",
    ],
    [
        "Demo ROC",
        "Nederland, Noord-Brabant",
        "ontvangen",
        "zorg en welzijn",
        6.0,
        datetime(2027, 5, 3),
        datetime(2027, 5, 28),
        "2-4 weken",
        "info@demo-roc.example",
        None,
    ],
    [
        "Demo Kapperschool",
        "NL",
        "zenden",
        "kapper",
        datetime(2027, 4, 2),
        "week 20 2027",
        "week 22 2027",
        "14 dgn",
        "kap@demo.example; x@demo.example",
        "1 rolstoelgebruiker",
    ],
    [
        "Naam",
        "Land / regio",
        "Ontvangen / zenden",
        "Onderwerp",
        "Aantal",
        "Van",
        "Tot",
        "Duur",
        "E-mailadres",
        "Opmerkingen",
    ],
    [
        "Demo Hogeschool",
        "België (Vlaanderen)",
        "allebei",
        "duurzaam bouwen",
        "1,5",
        "sept. 2027",
        "okt. 2027",
        "n.v.t.",
        "geen",
        "-",
    ],
    ["Totaal", None, None, None, "7,5", None, None, None, None, None],
]

# Polish and others below one another, headings in two languages, no numbers of rows, a note at the end.
POLISH = [
    [
        "Nazwa instytucji / Institution",
        "Kraj / Country",
        "Rola / Role",
        "Temat",
        "Forma",
        "Uczestnicy",
        "Ile osób?",
        "Termin",
        "Czas trwania",
        "Języki",
        "Dostępność",
        "Finansowanie",
        "E-mail",
        "Uwagi",
    ],
    [
        "Zespół Szkół Demo",
        "Polska, Małopolskie",
        "wysyłająca",
        "mechatronika",
        "praktyki zawodowe",
        "uczniowie technikum",
        "12 + 2 opiekunów",
        "maj/czerwiec 2027",
        "3 tyg.",
        "PL, EN B1",
        "tak",
        "Erasmus+ akredytacja",
        "szkola@demo.example",
        "2 osoby z mniejszymi szansami",
    ],
    [
        "Escola Demo",
        "Portugal, Algarve",
        "acolher",
        "turismo e restauração",
        "estágio",
        "alunos do ensino profissional",
        "até 10",
        "de 3 a 28 de maio de 2027",
        "4 semanas",
        "português, inglês",
        "sim",
        "fundos próprios",
        "escola@demo.example",
        None,
    ],
    [
        "ΕΠΑΛ Δοκιμή",
        "Ελλάδα, Κρήτη",
        "φορέας αποστολής",
        "νοσηλευτική",
        "πρακτική άσκηση",
        "μαθητές ΕΠΑΛ",
        "8 άτομα",
        "Απρίλιος - Μάιος 2027",
        "2 εβδομάδες",
        "Ελληνικά, Αγγλικά B1",
        "όχι",
        "διαπίστευση Erasmus+",
        "epal@demo.example",
        None,
    ],
    [
        "Demo ammattiopisto",
        "Suomi / Pirkanmaa",
        "vastaanottaa",
        "matkailu",
        "työharjoittelu",
        "ammattiopiskelijat",
        "2-4 henkilöä",
        "syksy 2027",
        "2-6 viikkoa",
        "suomi, englanti B1",
        "esteetön",
        "oma rahoitus",
        "opisto@demo.example",
        None,
    ],
    [
        "Kutsekool Demo",
        "Eesti, Lõuna-Eesti",
        "mõlemad",
        "puit, mööbel",
        "õpipraktika",
        "kutseõppurid",
        "kuni 6",
        "aprill 2027",
        "10 päeva",
        "eesti, inglise B1",
        "ligipääsetav",
        "omavahendid",
        "kool@demo.example",
        None,
    ],
    [
        "Zadzwonić do wszystkich w styczniu!",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    ],
]

READ = {
    1: (
        "wish",
        Territory("PL", "PL21"),
        "electronics-automation",
        "LEARNER_PLACEMENT",
        "LEARNER_VET",
        People(12, 12, accompanying=2),
        "2027-05-01..2027-06-30",
        (21, 21),
        {"pl": None, "en": "B1"},
        "STEP_FREE",
        "ERASMUS_ACCREDITED",
    ),
    2: (
        "offer",
        Territory("PT", "PT15"),
        "hospitality-cooking tourism",
        "LEARNER_PLACEMENT",
        "LEARNER_VET",
        People(most=10),
        "2027-05-03..2027-05-28",
        (28, 28),
        {"pt": None, "en": None},
        "STEP_FREE",
        "OWN_BUDGET",
    ),
    3: (
        "wish",
        Territory("GR", "EL43"),
        "nursing",
        "LEARNER_PLACEMENT",
        "LEARNER_VET",
        People(8, 8),
        "2027-04-01..2027-05-31",
        (14, 14),
        {"el": None, "en": "B1"},
        "",
        "ERASMUS_ACCREDITED",
    ),
    4: (
        "offer",
        Territory("FI", "FI19B"),
        "tourism",
        "LEARNER_PLACEMENT",
        "LEARNER_VET",
        People(2, 4),
        "2027-09-01..2027-11-30",
        (14, 42),
        {"fi": None, "en": "B1"},
        "STEP_FREE",
        "OWN_BUDGET",
    ),
    5: (
        "offer wish",
        Territory("EE", "EE008"),
        "wood-furniture",
        "LEARNER_PLACEMENT",
        "LEARNER_VET",
        People(most=6),
        "2027-04-01..2027-04-30",
        (10, 10),
        {"et": None, "en": "B1"},
        "STEP_FREE",
        "OWN_BUDGET",
    ),
}
READERS = (
    "direction",
    "territory",
    "topics",
    "formats",
    "profiles",
    "people",
    "windows",
    "days",
    "languages",
    "measures",
    "funding",
)


def test_dutch_headings_below_a_title_and_merged_cells():
    layout = headings(DUTCH)

    assert layout.heading_row == 3
    assert [(column.field, column.group) for column in layout.columns] == [
        ("organisation", "Instelling"), ("territory", "Instelling"), ("kind", "Wens"), ("topics", "Wens"),
        ("people", "Praktisch"), ("window_from", "Praktisch"), ("window_to", "Praktisch"), ("days", "Praktisch"),
        ("contact_email", "Contact"), ("remarks", "Contact"),
    ]  # fmt: skip
    assert layout.entries == (4, 5, 7)
    assert {at: layout.skipped[at] for at in (0, 1, 2, 3, 6, 8)} == {
        0: "title", 1: "blank", 2: "group", 3: "heading", 6: "repeated_heading", 8: "total",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "field", "value", "sure"),
    [
        (4, 1, "territory", Territory("NL", "NL41"), Sure.CERTAIN),
        (4, 4, "people", People(6, 6), Sure.CERTAIN),
        (4, 5, "windows", "2027-05-03..2027-05-03", Sure.LIKELY),
        (4, 7, "days", (14, 28), Sure.CERTAIN),
        # "2-4" became the second of April.
        (5, 4, "people", People(2, 4), Sure.GUESS),
        (5, 5, "windows", "2027-05-17..2027-05-23", Sure.CERTAIN),
        (5, 7, "days", (14, 14), Sure.CERTAIN),
        (5, 8, "email", "kap@demo.example", Sure.LIKELY),
        (7, 1, "territory", Territory("BE", "BE2"), Sure.CERTAIN),
        # One and a half persons: nobody.
        (7, 4, "people", None, Sure.NOTHING),
        (7, 5, "windows", "2027-09-01..2027-09-30", Sure.CERTAIN),
        (7, 7, "days", None, Sure.NOTHING),
        (7, 8, "email", None, Sure.NOTHING),
    ],
)
def test_cells_of_the_dutch_list(row, column, field, value, sure, vocabulary):
    found = ask(field, DUTCH[row][column], vocabulary)

    assert (plain(field, found), found.sure) == (value, sure)


def test_headings_in_two_languages_and_a_note_at_the_end():
    layout = headings(POLISH)

    assert layout.heading_row == 0
    assert [column.field for column in layout.columns] == [
        "organisation", "country", "kind", "topics", "formats", "profiles", "people", "windows", "days", "languages",
        "accessible", "funding", "contact_email", "remarks",
    ]  # fmt: skip
    assert layout.entries == (1, 2, 3, 4, 5)
    assert layout.skipped == {0: "heading", 6: "note"}


@pytest.mark.parametrize("row", READ)
def test_rows_of_the_polish_list(row, vocabulary):
    cells = POLISH[row][2:3] + POLISH[row][1:2] + POLISH[row][3:12]

    read = tuple(plain(field, ask(field, cell, vocabulary)) for field, cell in zip(READERS, cells, strict=True))

    assert read == READ[row]


def test_without_headings_columns_are_guessed_from_what_stands_in_them():
    rows = [
        ["1", "Demo A", "host", "3 days", "a@demo.example", "May 2027", "EN, DE"],
        ["2", "Demo B", "send", "2 weeks", "b@demo.example", "June 2027", "FR, EN B1"],
        ["3", "Demo C", "both", "5 days", "c@demo.example", "autumn 2027", "SV, EN"],
    ]

    layout = headings(rows)

    assert layout.heading_row is None
    assert layout.entries == (0, 1, 2)
    assert {column.at: column.field for column in layout.columns} == {
        0: "number", 1: "ignore", 2: "kind", 3: "days", 4: "contact_email", 5: "windows", 6: "languages",
    }  # fmt: skip
    assert all(column.sure <= Sure.GUESS for column in layout.columns)


def test_what_stands_in_the_cells_decides_between_the_meanings_of_a_heading():
    mails = [["Name", "Topic", "Contact"], ["Demo A", "care", "a@demo.example"], ["Demo B", "wood", "b@demo.example"]]
    people = [["Name", "Topic", "Contact"], ["Demo A", "care", "Anna Demo"], ["Demo B", "wood", "Bo Demo"]]

    assert headings(mails).columns[2].field == "contact_email"
    assert headings(people).columns[2].field == "contact_name"


@pytest.mark.parametrize("rows", [[], [[]], [[None]], [["", None], []], [["only one cell"]]])
def test_nearly_nothing_is_still_a_sheet(rows):
    layout = headings(rows)

    assert layout.heading_row is None
    assert sorted([*layout.entries, *layout.skipped]) == list(range(len(rows)))


def test_a_real_day_of_a_spreadsheet_is_one_day_and_the_first_of_a_month_doubtful(vocabulary):
    found = ask("windows", date(2027, 5, 1), vocabulary)

    assert plain("windows", found) == "2027-05-01..2027-05-01"
    assert found.sure == Sure.GUESS
    assert {note.code for note in found.because} == {"one_day", "first_of_month"}
