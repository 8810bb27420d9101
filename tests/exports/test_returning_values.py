"""Whatever stands in the file of an organisation: it is taken, or refused with a sentence."""

from typing import Any

import pytest

from hospes.exports.archive import returning
from hospes.exports.archive.opening import ArchiveError
from hospes.exports.archive.own import own_kind
from hospes.exports.archive.values import UnfitValueError, reader, writer
from hospes.matchmaking.actions.documents import draft_of
from hospes.matchmaking.models import Entry
from tests.factories.matchmaking import EntryFactory

pytestmark = pytest.mark.django_db
ODD: list[Any] = [
    None, 5, -1, 10**30, 1.5, True, "x", "", "\x00", "2027-13-01", [], {}, [1], [None], [["x"]], [[1, 2]], ["\x00"],
    [["2027-05-02", "2027-05-01"]], {"a": {"b": [1]}}, {"countries": 5}, {"countries": [5]}, {"en": None},
    {"en": ["A1"]}, [{"amount": 5}], [{"kind": "x"}],
]  # fmt: skip


@pytest.mark.parametrize("kind", ["offer", "wish", "idea"])
def test_no_odd_value_in_an_entry_breaks_the_reading(kind: str) -> None:
    entry = EntryFactory(kind=kind, published=True)
    fields = own_kind(Entry).fields
    plain = {one.attname: writer(one)(getattr(entry, one.attname)) for one in fields}
    refused = taken = 0
    for name in plain:
        for odd in ODD:
            try:
                values = {one.attname: reader(one)((plain | {name: odd})[one.attname]) for one in fields}
                read = returning._entry(1, values, entry.organisation)
                read.pk = entry.pk
                draft_of(read)
                taken += 1
            except (ArchiveError, UnfitValueError):
                refused += 1

    assert taken > 100
    assert refused > 100
