"""Why a cell was read as it was: nobody meets a doubt without its reason."""

from hospes.incoming.phrases import notes
from hospes.recognise import NOTES


def test_every_reason_that_the_recognisers_give_has_its_sentence() -> None:
    silent = [code for code in NOTES if code not in notes._SENTENCES]

    assert silent == []
    assert notes.note_sentences([("two_digit_year", {"year": 2027})]) == ["The year has two digits. We took 2027."]
