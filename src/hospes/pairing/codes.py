"""Every code that the engine can say, with the facts that go with it.

The closed list for whoever puts the codes into words. A test fails when the engine says a code, or
a fact, that is not here. Codes are never renamed: exports and other people's scripts hold them.
"""

from collections.abc import Mapping

Listed = Mapping[str, tuple[str, ...]]

# Why a pair cannot be.
BARRIERS: Listed = {
    "own_organisation": ("organisation",),
    "refused": ("by", "refused"),  # by: "wish", "offer" or "forbidden"
    "same_territory": ("country", "wish", "offer"),  # wish, offer: the regions
    "no_common_format": ("wish", "offer"),
    "profile_not_taken": ("profile", "taken"),
    "no_common_language": ("held", "asked"),  # code → level
    "no_common_dates": ("needed", "most", "overlap"),  # days; most, overlap: null when unknown
    "too_small": ("people", "smallest_group"),
    "too_large": ("smallest_part", "most"),
    "need_not_met": ("needs",),
    "apprentice_rule": ("from", "to", "source"),
    "closed": ("side", "valid_until"),
    "weak": ("promise", "least"),  # points of the pair
}

# Why a pair fits, for one side. Zero points: this does not speak for the pair.
REASONS: Listed = {
    "shared_topics": ("topics", "near", "missing", "any"),  # near: [wanted, found]; any: nothing was wanted
    "shared_field": ("fields", "near", "missing", "any"),
    "common_language": ("language", "held", "asked", "languages"),
    "common_dates": ("window", "days", "needed", "most"),
    "wanted_territory": ("match", "any", "new_link"),  # new_link: null when the side did not ask
    "inclusion_measures": ("needs", "covered", "beyond", "any"),
    "apprentice_conditional": ("from", "to", "source"),
}

# What cannot be said before somebody answers. missing: [side, field] pairs.
UNKNOWNS: Listed = {
    "profile_unknown": ("missing",),
    "format_unknown": ("missing",),
    "territory_unknown": ("missing",),
    "language_unknown": ("missing",),
    "dates_unknown": ("missing",),
    "needs_unknown": ("missing",),
    "topics_unknown": ("missing",),
    "field_unknown": ("missing",),
    "wanted_territory_unknown": ("missing",),
}

# Changes that would raise a pair. The side that would change goes with them: "wish" or "offer".
IMPROVEMENTS: Listed = {
    "shorter_stay": ("from", "to"),  # the shortest stay accepted, in days
    "longer_stay": ("from", "to"),  # the longest stay accepted, in days
    "wider_window": ("from", "to"),  # [from, to] before and after
    "higher_level": ("language", "from", "to"),  # the group's level
    "lower_level": ("language", "from", "to"),  # the level the host asks
    "one_more_language": ("language", "from", "to"),  # from: null
    "one_more_topic": ("topic",),
    "one_more_field": ("field",),
    "one_more_format": ("format",),
    "one_more_profile": ("profile",),
    "one_more_country": ("country",),
    "more_measures": ("measures", "count"),  # measures: the missing ones; empty: any further one
    "smaller_part": ("from", "to"),
    "more_people": ("from", "to"),
    "more_places": ("from", "to"),
    "larger_groups": ("from", "to"),
    "more_at_once": ("from", "to"),
    "smaller_groups": ("from", "to"),
}

# A question about a field that nobody has filled in carries this code in place of an improvement's.
ANSWERS: Listed = {"answer": ()}

# Why offers were not used for people who stay unplaced: any barrier, any unknown, or one of these.
UNPLACED: Listed = {
    "no_room_left": (),
    "left_out": (),  # room is left, but not for as many as the group accepts, or a fixed stay or the share forbids it
    "only_in_exchange": (),
    "not_looked_at": (),
}

# Why the reserve was not filled: any of the above, or this.
RESERVE: Listed = {"too_few_asked": ()}

# Why a group stays elsewhere after a repair.
MOVES: Listed = {
    # Its stay cannot be as it was:
    "declined": (),
    "gone": ("entry",),
    "barrier": ("code", "facts"),  # a code of BARRIERS with its facts
    "answer_first": ("unknown",),  # codes of UNKNOWNS
    "wrong_size": ("people", "least", "most"),
    "other_dates": (),
    "fixed": ("people",),  # somebody has fixed it with so many people
    "ring_broken": (),
    # It could have stayed, and is moved:
    "less_room": ("offer",),
    "makes_room": ("offer", "for"),  # for: the groups that come
    "gains": ("from", "to"),  # points of all its people together
    # It loses nothing:
    "new_place": (),
    "more_people": ("from", "to"),
    "dates_found": (),
}

# What a check finds wrong with a plan.
VIOLATIONS: Listed = {
    "bad_form": ("because",),  # said by the command alone
    "unknown_wish": ("key",),
    "unknown_offer": ("key",),
    "unknown_entry": ("key",),
    "pair_twice": ("wish", "offer"),
    "barrier": ("code", "facts"),  # a code of BARRIERS with its facts
    "answer_first": ("unknown",),  # codes of UNKNOWNS
    "only_in_exchange": ("wish",),
    "wrong_size": ("people", "least", "most"),
    "dates_missing": (),
    "wrong_length": ("side", "days", "least", "most"),
    "outside_windows": ("side", "from", "to"),
    "too_many_people": ("wish", "people", "most"),
    "too_few_in_all": ("wish", "people", "least"),
    "too_many_fewer": ("wish", "people", "most"),
    "too_many_others": ("wish", "people", "most"),
    "too_many_guests": ("offer", "people", "most"),
    "too_many_groups": ("offer", "groups", "most"),
    "too_many_at_once": ("offer", "week", "people", "most"),
    "pin_broken": ("wish", "offer", "people"),
    "not_infeasible": (),
    "share_not_reached": ("asked",),
    "exchange_broken": ("because",),  # and wish or most
    "said_otherwise": ("said", "counted"),
}
