"""How near two codes are: the promises of trees.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.distance import Tree as EngineTree
from hospes.reference.fields import field_parents
from hospes.reference.regions import contains, region_parents
from hospes.reference.topics import topic_parents
from hospes.reference.trees import line, parents, steps

CODES = {"topics": sorted(topic_parents()), "fields": sorted(field_parents()), "regions": sorted(region_parents())}
trees = st.sampled_from(["topics", "fields", "regions"])
pairs = trees.flatmap(lambda tree: st.tuples(st.just(tree), *[st.sampled_from(CODES[tree])] * 2))
triples = trees.flatmap(lambda tree: st.tuples(st.just(tree), *[st.sampled_from(CODES[tree])] * 3))


@pytest.mark.parametrize("tree", ["topics", "fields", "regions"])
def test_every_parent_is_in_the_list_and_no_line_is_a_circle(tree):
    for code in CODES[tree]:
        around = line(tree, code)
        assert set(around) <= set(CODES[tree])
        assert len(around) == len(set(around))
        assert parents(tree)[around[-1]] is None


@given(pairs)
def test_the_way_back_is_as_long(pair):
    tree, one, other = pair
    assert steps(tree, one, other) == steps(tree, other, one)


@given(pairs)
def test_only_a_code_itself_is_at_no_distance(pair):
    tree, one, other = pair
    assert (steps(tree, one, other) == 0) == (one == other)


@given(triples)
def test_a_way_round_is_never_shorter(triple):
    tree, one, middle, other = triple
    assert steps(tree, one, other) <= steps(tree, one, middle) + steps(tree, middle, other)


@given(st.sampled_from(CODES["regions"]), st.sampled_from(CODES["regions"]))
def test_a_region_contains_another_when_it_stands_in_its_line(one, other):
    assert contains(one, other) == (one in line("regions", other))


@pytest.mark.parametrize(
    ("tree", "one", "other", "distance"),
    [
        ("topics", "elderly-care", "elderly-care", 0),
        ("topics", "green-construction", "building", 1),
        ("topics", "elderly-care", "nursing", 2),
        ("topics", "building", "health-care", 2),
        ("topics", "elderly-care", "green-construction", 4),
        ("fields", "0732", "073", 1),
        ("fields", "0732", "0731", 2),
        ("fields", "0732", "0713", 4),
        ("fields", "0732", "0913", 6),
        ("regions", "SE232", "SE231", 2),
        ("regions", "SE232", "SE", 3),
        ("regions", "SE232", "SE110", 6),
        ("regions", "SE232", "NO0A2", 8),
    ],
)
def test_worked_examples(tree, one, other, distance):
    assert steps(tree, one, other) == distance


def test_a_code_outside_the_list_has_no_distance_but_to_itself():
    assert steps("topics", "knitting", "knitting") == 0
    assert steps("topics", "knitting", "crafts") is None


@pytest.mark.parametrize(
    ("tree", "one", "other", "quarters"),
    [
        ("topics", "green-construction", "building", 3),
        ("topics", "elderly-care", "nursing", 2),
        ("topics", "building", "health-care", 0),
        ("fields", "0732", "07", 3),
        ("fields", "0732", "0731", 2),
        ("fields", "0732", "0713", 1),
        ("fields", "0732", "0913", 0),
    ],
)
def test_the_engine_reads_closeness_from_these_trees(tree, one, other, quarters):
    engine_tree = EngineTree(parents(tree), grandparents_count=tree == "fields")

    assert engine_tree.closeness(one, other) == quarters
