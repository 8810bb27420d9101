"""A whole pasted mail: labelled lines and running prose."""

from datetime import date

from hospes.recognise.reading import read
from hospes.recognise.tables import Record
from hospes.recognise.vocabulary import EMPTY, Vocabulary


def record(text: object, *, as_of: date, vocabulary: Vocabulary = EMPTY) -> Record:
    return Record({}, read(text).original)
