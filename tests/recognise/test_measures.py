"""How well the recognisers read texts that nobody tuned them to. The figures when they were first read stand in
docs/explanation/recognisers.md; these bounds keep them from sinking."""

import pytest

from hospes.recognise import Sure
from tests.recognise import heldout, unseen_fifth, unseen_fourth
from tests.recognise.judged import TABLES, judged, score

FIELDS = [field for table, field in TABLES.items() if hasattr(heldout, table)]


@pytest.fixture(scope="module")
def lines(vocabulary):
    return list(judged(heldout, vocabulary))


def test_nine_of_ten_proposals_are_right_and_nine_of_ten_values_are_found(lines):
    found = score(lines)

    assert found.lines > 200
    assert found.precision >= 0.9
    assert found.recall >= 0.9


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_left_behind(field, lines):
    found = score(one for one in lines if one.field == field)

    assert found.precision >= 0.8
    assert found.recall >= 0.8


def test_what_is_certain_is_hardly_ever_wrong(lines):
    certain = [one for one in lines if one.found.sure == Sure.CERTAIN]

    assert len(certain) > 90
    assert sum(one.is_wrong_value for one in certain) <= len(certain) * 0.03


def test_surer_is_righter(lines):
    def share(sure):
        of_that = [one for one in lines if one.found.sure == sure]
        return sum(one.is_right for one in of_that) / len(of_that)

    assert share(Sure.CERTAIN) >= share(Sure.LIKELY) >= share(Sure.GUESS) - 0.1


@pytest.mark.parametrize(
    ("module", "precision", "recall"), [(unseen_fourth, 0.92, 0.9), (unseen_fifth, 0.93, 0.89)], ids=["fourth", "fifth"]
)
def test_cells_with_the_faults_of_real_lists_are_read_as_well_as_before(module, precision, recall, vocabulary):
    found = score(judged(module, vocabulary))

    assert found.precision >= precision
    assert found.recall >= recall
    assert found.wrong_certain <= found.lines * 0.04
