"""Entering, changing and withdrawing rules for apprentices, and what holds between two territories."""

import pytest
from django.core.exceptions import PermissionDenied

from hospes.apprenticeships import actions, queries
from hospes.apprenticeships.actions import Territories
from hospes.apprenticeships.choices import SourceKind
from hospes.apprenticeships.models import ApprenticeRule
from hospes.apprenticeships.rules import NotNowError
from hospes.journal.queries import lines_on
from tests.apprenticeships.things import FROM, TO, a_rule, secretary, words
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sonja():
    return secretary(name="Sonja Secretary")


def test_a_rule_keeps_each_of_its_versions_and_why_it_was_changed(sonja):
    rule = a_rule(sonja)

    actions.change_rule(rule, version=1, reason="New law.", by=sonja, verdict="conditional", text="Four weeks at most.")

    versions = [(one.number, one.reason, one.values["verdict"]) for one in queries.versions_of(rule)]
    assert versions == [(2, "New law.", "conditional"), (1, "", "blocked")]
    verbs = [line.verb for line in lines_on(rule)]
    assert verbs == ["apprentice_rule.changed", "apprentice_rule.entered"]


def test_saving_what_is_there_already_makes_no_version(sonja):
    rule = a_rule(sonja)

    actions.change_rule(rule, version=1, reason="Nothing.", by=sonja, **words())

    assert (rule.version, rule.versions.count()) == (1, 1)


def test_who_read_an_older_version_is_told_and_overwrites_nothing(sonja):
    rule = a_rule(sonja)
    actions.change_rule(rule, version=1, reason="New law.", by=sonja, text="Four weeks at most.")

    with pytest.raises(NotNowError, match="changed_meanwhile"):
        actions.change_rule(rule, version=1, reason="Late.", by=secretary(), text="Five weeks.")

    rule.refresh_from_db()
    assert rule.text == "Four weeks at most."


def test_one_rule_stands_from_here_to_there_and_a_new_one_may_follow_a_withdrawn_one(sonja):
    rule = a_rule(sonja)
    with pytest.raises(NotNowError, match="there_is_one"):
        a_rule(sonja)
    back = a_rule(sonja, TO, FROM)

    actions.withdraw_rule(rule, reason="The law changed.", by=sonja)
    again = a_rule(sonja, verdict="conditional")

    assert set(ApprenticeRule.objects.standing()) == {back, again}
    with pytest.raises(NotNowError, match="withdrawn"):
        actions.change_rule(rule, version=None, reason="Late.", by=sonja, text="Late.")


def test_a_survey_feeds_the_same_rule_once_and_again(sonja):
    between = Territories(FROM, TO)
    told = {"source_kind": SourceKind.SURVEY, "source_reference": "2027/I2", "by": sonja}

    first = actions.take_over(between, **told, **words())
    same = actions.take_over(between, **told, **words())
    other = actions.take_over(between, **told, **words(verdict="conditional"))

    assert first.pk == same.pk == other.pk
    assert (other.version, other.source_kind, other.source_reference) == (2, "survey", "2027/I2")


@pytest.mark.parametrize("role", ["facilitator", "administrator", None])
def test_nobody_but_the_secretariat_keeps_rules(role, sonja):
    stranger, rule = PersonFactory(role=role), a_rule(sonja)

    for refused in (
        lambda: a_rule(stranger, "FI", "DK"),
        lambda: actions.change_rule(rule, version=1, reason="No.", by=stranger, text="No."),
        lambda: actions.withdraw_rule(rule, reason="No.", by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            refused()

    assert ApprenticeRule.objects.get().text == rule.text


# Between two territories


def test_a_rule_of_a_country_holds_for_its_regions_and_one_of_a_region_for_a_part_of_the_country(sonja):
    country = a_rule(sonja, "SE", "NO", verdict="conditional")
    region = a_rule(sonja)
    a_rule(sonja, "FI", "NO")

    here = queries.way("SE232", "NO0A2")
    wide = queries.way("SE", "NO")
    beside = queries.way("SE110", "NO0A2")

    assert (here.rules, here.partly, here.is_blocked) == ([region, country], [], True)
    assert (wide.rules, wide.partly, wide.is_blocked) == ([country], [region], False)
    assert (beside.rules, beside.partly) == ([country], [])
    assert not queries.way("NO0A2", "SE232").is_known


def test_countries_whose_regions_begin_otherwise_are_found_too(sonja):
    greek = a_rule(sonja, "GR", "SE", verdict="conditional")
    athens = a_rule(sonja, "EL303", "SE")

    assert queries.way("EL303", "SE232").rules == [athens, greek]
    assert queries.way("GR", "SE").partly == [athens]


def test_lists_are_narrowed_by_country_and_by_what_still_holds(sonja):
    one, other = a_rule(sonja), a_rule(sonja, "FI", "DK", verdict="conditional")
    actions.withdraw_rule(other, reason="It ended.", by=sonja)

    assert list(queries.listed(queries.Wanted())) == [one]
    assert list(queries.listed(queries.Wanted(with_withdrawn=True))) == [other, one]
    assert list(queries.listed(queries.Wanted(sending=("FI",), with_withdrawn=True))) == [other]
    assert list(queries.holding_for("SE232", "")) == [one]
