"""Every code that a timetable can carry, with the facts that go with it. Codes are never renamed."""

from hospes.pairing.codes import Listed

# Why a wished meeting is not in the timetable, in the order in which the reasons are looked for.
UNMET: Listed = {
    "said_no": ("by",),
    "no_common_language": (),
    "no_common_slot": (),  # no slot in which both are free
    "no_slot_left": (),  # both were free only in slots that have gone by
    "at_most_reached": ("people",),  # whose number of meetings is full
    "lost_to_others": (),  # whenever both are free, one of them meets somebody else
    "tables_full": (),  # both could, in a slot in which every table is taken
}

# What a check finds wrong with a timetable.
FAULTS: Listed = {
    "unknown_person": ("person",),
    "unknown_slot": ("slot",),
    "unknown_table": ("table",),
    "meets_themselves": ("person",),
    "person_twice": ("person", "slot"),
    "table_twice": ("slot", "table"),
    "pair_twice": ("people",),
    "not_free": ("person", "slot"),
    "no_common_language": ("people",),
    "said_no": ("people",),
    "at_most_passed": ("person", "meetings", "at_most"),
    "nobody_asked": ("people",),
    "fixed_missing": ("meeting",),
}

# Why a meeting cannot be put where a hand would put it: a fault, or one of these.
REFUSED: Listed = {
    "fixed_in_the_way": ("meeting",),
    "slot_has_gone_by": ("slot",),
}

# The goals of a timetable, in their order.
GOALS = ("musts", "likes", "reached", "even", "early")
