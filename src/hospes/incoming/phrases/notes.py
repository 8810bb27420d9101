"""Why a cell was read as it was: a sentence for each code that recognisers and we give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.reference.choices import Profile
from hospes.reference.languages import language_name
from hospes.reference.regions import region_label

Facts = Mapping[str, Any]
Say = Callable[[Facts], str]


def note_sentences(notes: Iterable[Sequence[Any]]) -> list[str]:
    """In their order, each once. A code of a later release says nothing."""
    said = (_SENTENCES[code](facts) for code, facts in notes if code in _SENTENCES)
    return list(dict.fromkeys(sentence for sentence in said if sentence))


def _level_assumed(facts: Facts) -> str:
    named = ", ".join(language_name(code) for code in facts["languages"])
    return _("No level is given for %(languages)s. We took %(level)s.") % {
        "languages": named,
        "level": facts["level"],
    }


def _first_profile_only(facts: Facts) -> str:
    others = ", ".join(str(Profile(code).label) for code in facts["others"] if code in Profile.values)
    return _("A wish is about one kind of people. Left out: %(others)s.") % {"others": others}


def _accompanying(facts: Facts) -> str:
    return ngettext(
        "%(people)s person goes along with them and is not counted.",
        "%(people)s people go along with them and are not counted.",
        facts["people"],
    ) % {"people": facts["people"]}


def _named_languages(facts: Facts) -> str:
    return language_name(str(facts["language"]))


def _day(facts: Facts, name: str) -> str:
    return date_format(date.fromisoformat(str(facts[name])))


def _regions(facts: Facts) -> str:
    return "; ".join(f"{region_label(code)} ({code})" for code in facts["codes"][:_MOST])


_MOST = 5
_SENTENCES: Mapping[str, Say] = {
    # Our own.
    "level_assumed": _level_assumed,
    "first_profile_only": _first_profile_only,
    "accompanying": _accompanying,
    "cut_to_limit": lambda facts: (
        _("An entry holds at most %(most)s. The others are left out.") % {"most": facts["most"]}
    ),
    # Of codes.
    "denied": lambda _facts: _("Something is said not to be there."),
    "yes_means_step_free": lambda _facts: _("A plain “yes” was taken as step-free access."),
    "partly": lambda _facts: _("The cell says “partly”."),
    "ask_which_help": lambda _facts: _("It does not say which help. Please ask."),
    "learners_unnamed": lambda _facts: _("It does not say which learners."),
    "several_sources": lambda _facts: _("Several ways of funding are named. We took the first."),
    "erasmus_kind_unknown": lambda _facts: _("It does not say which kind of Erasmus+ funding."),
    "several_topics": lambda _facts: _("The words fit several topics."),
    "too_many_topics": lambda facts: (
        _("More topics are named than an entry holds: %(most)s.") % {"most": facts["most"]}
    ),
    "single_letter": lambda _facts: _("It is a single letter."),
    # Of numbers.
    "about": lambda _facts: _("The number is about right only."),
    "no_number": lambda _facts: _("It does not say how many."),
    "unanswered": lambda _facts: _("What stands there is no answer."),
    "plus_number": lambda _facts: _("A number was added. We took it for people who go along."),
    "need_counted": lambda _facts: _("The number stands beside a need for support."),
    "several_numbers": lambda _facts: _("There are several numbers."),
    "number_not_whole": lambda _facts: _("The number is not whole."),
    "looks_like_a_year": lambda _facts: _("The number looks like a year."),
    "range_became_date": lambda _facts: _("A spreadsheet program had made a date of it."),
    "per_group": lambda _facts: _("The number is for one group."),
    "groups_multiplied": lambda facts: _("Counted for %(groups)s groups.") % {"groups": facts["groups"]},
    "groups_share_total": lambda facts: (
        _("Taken as the number of all %(groups)s groups together.") % {"groups": facts["groups"]}
    ),
    "beds": lambda _facts: _("Beds were counted as places."),
    # Of days and dates.
    "unit_assumed": lambda _facts: _("No unit is given. We took days."),
    "one_unit": lambda _facts: _("Only a unit is given. We took one of it."),
    "weeks_of_seven": lambda _facts: _("A week was counted as 7 days."),
    "working_days": lambda _facts: _("Five working days were counted as a week."),
    "months_of_thirty": lambda _facts: _("A month was counted as 30 days."),
    "too_long": lambda _facts: _("It is longer than a year."),
    "online_hours": lambda _facts: _("Hours, not days: an entry has no place for them."),
    "one_day": lambda _facts: _("It is a single day, perhaps the first of several."),
    "first_of_month": lambda _facts: _("It is the first of a month, perhaps the whole month is meant."),
    "day_first": lambda facts: _("Read as %(day)s, the day before the month.") % {"day": _day(facts, "day")},
    "month_first": lambda facts: _("Read as %(day)s, the month before the day.") % {"day": _day(facts, "day")},
    "year_assumed": lambda facts: _("No year is given. We took %(year)s.") % {"year": facts["year"]},
    "open_end": lambda facts: _("No end is given. We took %(until)s.") % {"until": _day(facts, "until")},
    "open_start": lambda facts: _("No beginning is given. We took %(day)s.") % {"day": _day(facts, "from")},
    "any_time": lambda facts: _("Any time: until %(until)s.") % {"until": _day(facts, "until")},
    "school_year": lambda _facts: _("A school year was taken from September to June."),
    "whole_year": lambda _facts: _("Only a year is given. We took all of it."),
    "half_year": lambda _facts: _("A half of the year begins in January or in July."),
    "season": lambda _facts: _("A season was taken as three whole months."),
    "flexible": lambda _facts: _("The dates are said to be flexible."),
    "weekdays": lambda _facts: _("Only some days of the week are meant."),
    "length_in_period": lambda _facts: _("A length stands beside the period."),
    "roman_month": lambda _facts: _("The month is written in Roman numerals."),
    "month_ambiguous": lambda _facts: _("This name means another month in another language."),
    "two_digit_year": lambda facts: _("The year has two digits. We took %(year)s.") % {"year": facts["year"]},
    "part_of_period": lambda _facts: _("Only part of the period is meant."),
    "taken_out": lambda _facts: _("A part of it is taken out."),
    "no_such_day": lambda _facts: _("There is no such day."),
    "swapped": lambda _facts: _("The end stood before the beginning."),
    "past": lambda facts: _("All of it is over since %(until)s.") % {"until": _day(facts, "until")},
    # Of languages, places and addresses.
    "level_in_words": lambda facts: (
        _("%(language)s: “%(word)s” is about %(level)s.")
        % {"language": _named_languages(facts), "word": facts["word"], "level": facts["about"]}
    ),
    "level_range": lambda facts: _("Of two levels, the lower one: %(level)s.") % {"level": facts["level"]},
    "level_shared": lambda facts: _("%(level)s was taken for both languages beside it.") % {"level": facts["level"]},
    "country_code": lambda facts: (
        _("“%(written)s” was taken as %(language)s.")
        % {"written": facts["written"], "language": _named_languages(facts)}
    ),
    "code_doubtful": lambda facts: (
        _("“%(written)s” was taken as %(language)s.")
        % {"written": facts["written"], "language": _named_languages(facts)}
    ),
    "place_unknown": lambda facts: _("We do not know a place called “%(name)s”.") % {"name": facts["text"]},
    "country_disagrees": lambda _facts: _("Country and region do not lie together."),
    "region_ambiguous": lambda facts: _("The region could be one of several: %(names)s.") % {"names": _regions(facts)},
    "region_disagrees": lambda facts: _("Several regions are named: %(names)s.") % {"names": _regions(facts)},
    "region_of_town": lambda _facts: _("The region is that of the town."),
    "several_countries": lambda _facts: _("Several countries are named."),
    "country_named": lambda _facts: _("The country stands in a sentence. It may be that of somebody else."),
    "region_named": lambda _facts: _("The region stands in a sentence. It may be that of somebody else."),
    "several_addresses": lambda _facts: _("Several addresses are named. We took the first."),
    "put_right": lambda _facts: _("We put the address right."),
}
