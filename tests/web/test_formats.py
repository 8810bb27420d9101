"""Dates as each language writes them in the middle of a sentence."""

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from hospes.web.formats import MONTHS

# Only these write their months with a capital.
WITH_A_CAPITAL = {"en", "de"}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code not in WITH_A_CAPITAL])
def test_months_are_written_as_in_the_middle_of_a_sentence(language: str) -> None:
    source = settings.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
    with source.open("rb") as file:
        catalogue = read_po(file)

    written = [str(message.string) for name in MONTHS if (message := catalogue.get(name)) and message.string]

    assert [month for month in written if month != month.lower()] == []
