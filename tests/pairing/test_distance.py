"""How near two codes stand."""

from hospes.pairing.distance import trees_from
from tests.pairing.worlds import TREES


def test_a_code_is_nearest_to_itself_even_outside_the_tree():
    assert TREES.topics.closeness("unheard-of", "unheard-of") == 4


def test_ancestors_and_descendants_count_three_quarters_at_any_depth():
    assert TREES.fields.closeness("07", "0732") == TREES.fields.closeness("0732", "07") == 3
    assert TREES.regions.closeness("SE", "SE232") == 3


def test_codes_under_the_same_parent_count_half():
    assert TREES.fields.closeness("0731", "0732") == 2
    assert TREES.topics.closeness("timber", "green-construction") == 2
    assert TREES.regions.closeness("SE231", "SE232") == 2


def test_codes_under_the_same_grandparent_count_a_quarter_among_fields_only():
    assert TREES.fields.closeness("0732", "0715") == 1
    assert TREES.regions.closeness("NO0A2", "SE232") == 0
    assert (
        trees_from(
            topics={"a": None, "b": "a", "c": "a", "d": "b", "e": "c"}, fields=[], regions={}, countries={}
        ).topics.closeness("d", "e")
        == 0
    )


def test_codes_at_the_top_are_strangers_because_the_root_does_not_count():
    assert TREES.topics.closeness("building", "care") == 0
    assert TREES.fields.closeness("07", "09") == 0
    assert TREES.regions.closeness("SE", "NO") == 0


def test_a_well_formed_code_outside_the_tree_has_no_relatives():
    assert TREES.fields.closeness("0799", "07") == 0
    assert TREES.regions.closeness("SE299", "SE2") == 0


def test_a_town_has_the_parent_it_was_given():
    assert TREES.regions.line("1490") == ("1490", "SE232", "SE23", "SE2", "SE")
    assert TREES.country_of("1490") == "SE"


def test_greek_regions_begin_with_EL_and_belong_to_GR():
    assert TREES.country_of("EL30") == "GR"
    assert TREES.is_whole_country("EL", "GR")
    assert not TREES.is_whole_country("EL30", "GR")


def test_parents_that_go_in_a_circle_end_the_line():
    circle = trees_from(topics={"a": "b", "b": "a"}, fields=[], regions={}, countries={})

    assert circle.topics.line("a") == ("a", "b")
