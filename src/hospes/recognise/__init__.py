"""Reads what people typed by hand, in old spreadsheets and mails, and proposes values for an entry.

Plain Python without Django or a database, like the pairing engine. Each recogniser takes any text and
answers with a `Found`: a value, how sure it is, the part of the text it came from, what was left over,
and why, as codes with facts. It never raises and never invents. See docs/explanation/recognisers.md.
"""

from hospes.recognise.codes import formats, funding, measures, needs, profiles
from hospes.recognise.contacts import email, phone, weblink
from hospes.recognise.days import days
from hospes.recognise.direction import direction
from hospes.recognise.fewer import fewer_opportunities
from hospes.recognise.found import Found, Note, People, Sure, Territory
from hospes.recognise.languages import languages
from hospes.recognise.notes import NOTES
from hospes.recognise.people import people
from hospes.recognise.record import record
from hospes.recognise.tables import COLUMNS, Column, Layout, Record, headings
from hospes.recognise.territory import territory
from hospes.recognise.topics import fields, topics
from hospes.recognise.vocabulary import EMPTY, Term, Vocabulary
from hospes.recognise.windows import windows

__all__ = [
    "COLUMNS", "EMPTY", "NOTES", "Column", "Found", "Layout", "Note", "People", "Record", "Sure", "Term", "Territory",
    "Vocabulary", "days", "direction", "email", "fewer_opportunities", "fields", "formats", "funding", "headings",
    "languages", "measures", "needs", "people", "phone", "profiles", "record", "territory", "topics", "weblink",
    "windows",
]  # fmt: skip
