"""Why a pair cannot be. Each barrier is one function of one pair with three answers: a reason
(it stands), an unknown (it may stand; somebody must answer), or nothing.

Suggestions and checks of plans go through the same tuple, BARRIERS. One more barrier, `weak`,
needs the scores and is found in assess.py.
"""

from collections.abc import Callable

from hospes.pairing import dates
from hospes.pairing.context import Context
from hospes.pairing.findings import Reason, Unknown, unanswered
from hospes.pairing.parties import APPRENTICE, LEVELS, STAFF, ApprenticeRule, Entry, Offer, Wish
from hospes.pairing.territory import first_named, lies_in, one_holds_the_other

Found = Reason | Unknown | None
Barrier = Callable[[Wish, Offer, Context], Found]


def own_organisation(wish: Wish, offer: Offer, context: Context) -> Found:
    """The same organisation on both sides."""
    if wish.organisation == offer.organisation:
        return Reason("own_organisation", facts={"organisation": wish.organisation})
    return None


def closed(wish: Wish, offer: Offer, context: Context) -> Found:
    """The offer or the wish ended before the day of the market."""
    for side, entry in (("wish", wish), ("offer", offer)):
        if entry.valid_until is not None and entry.valid_until < context.as_of:
            return Reason("closed", facts={"side": side, "valid_until": entry.valid_until.isoformat()})
    return None


def refused(wish: Wish, offer: Offer, context: Context) -> Found:
    """A side refuses the other's country, region or organisation, or the pair is forbidden."""
    if (wish.key, offer.key) in context.forbidden:
        return Reason("refused", facts={"by": "forbidden", "refused": None})
    sides: tuple[tuple[str, Entry, Entry], ...] = (("wish", wish, offer), ("offer", offer, wish))
    for side, own, other in sides:
        if own.refuses and (named := first_named(own.refuses, other, context.trees)) is not None:
            return Reason("refused", facts={"by": side, "refused": named})
    return None


def profile_not_taken(wish: Wish, offer: Offer, context: Context) -> Found:
    """The group's profile is not among those that the host takes."""
    if wish.profile is None or offer.profiles is None:
        if offer.profiles is not None and not offer.profiles:
            return Reason("profile_not_taken", facts={"profile": wish.profile, "taken": []})
        return Unknown(
            "profile_unknown", unanswered(wish, offer, of_wish=("profile",), of_offer=("profiles",)), opens=True
        )
    if wish.profile in offer.profiles:
        return None
    return Reason("profile_not_taken", facts={"profile": wish.profile, "taken": sorted(offer.profiles)})


def no_common_format(wish: Wish, offer: Offer, context: Context) -> Found:
    """No format that both would do."""
    if wish.formats and offer.formats:
        if not wish.formats.isdisjoint(offer.formats):
            return None
    elif not _one_is_empty(wish.formats, offer.formats):
        return Unknown(
            "format_unknown", unanswered(wish, offer, of_wish=("formats",), of_offer=("formats",)), opens=True
        )
    return Reason("no_common_format", facts={"wish": _listed(wish.formats), "offer": _listed(offer.formats)})


def same_territory(wish: Wish, offer: Offer, context: Context) -> Found:
    """Learners go to another country; staff to a territory that is not their own nor holds it.

    `abroad` on the wish decides instead of the profile: true asks for another country, false is
    content with another territory.
    """
    if wish.country != offer.country:
        return None
    facts = {"country": wish.country, "wish": wish.region, "offer": offer.region}
    abroad = wish.abroad
    if abroad is None and wish.profile is not None:
        abroad = wish.profile not in STAFF
    if abroad:
        return Reason("same_territory", facts=facts)
    holds = one_holds_the_other(wish, offer, context.trees)
    if holds:
        return Reason("same_territory", facts=facts)
    regions = unanswered(wish, offer, of_wish=("region",), of_offer=("region",))
    if abroad is None:
        return Unknown("territory_unknown", (("wish", "profile"), *regions), opens=True)
    return Unknown("territory_unknown", regions, opens=True) if holds is None else None


def too_small(wish: Wish, offer: Offer, context: Context) -> Found:
    """Even the whole group is smaller than the smallest that the host takes."""
    if wish.people is not None and wish.people < offer.smallest_group:
        return Reason("too_small", facts={"people": wish.people, "smallest_group": offer.smallest_group})
    return None


def too_large(wish: Wish, offer: Offer, context: Context) -> Found:
    """Even the smallest part of the group is more than the host can take."""
    if wish.people is None or not offer.most or wish.part <= offer.most:
        return None
    return Reason("too_large", facts={"smallest_part": wish.part, "most": offer.most})


def no_common_language(wish: Wish, offer: Offer, context: Context) -> Found:
    """No language that the host lists in which the group holds at least the level asked."""
    held, asked = wish.languages, offer.languages
    if held and asked:
        for language, level in asked.items():
            if language in held and LEVELS[held[language]] >= LEVELS[level]:
                return None
    elif not _one_is_empty(held, asked):
        missing = unanswered(wish, offer, of_wish=("languages",), of_offer=("languages",))
        return Unknown("language_unknown", missing, opens=True)
    facts = {"held": dict(sorted((held or {}).items())), "asked": dict(sorted((asked or {}).items()))}
    return Reason("no_common_language", facts=facts)


def no_common_dates(wish: Wish, offer: Offer, context: Context) -> Found:
    """No window of one meets a window of the other for the days needed, or the longest stay that
    one side takes is shorter than the shortest of the other. Windows are read one by one: two that
    follow each other are not joined."""
    needed, most = dates.needed_days(wish, offer), dates.most_days(wish, offer)
    windows = dates.common_windows(wish, offer)
    overlap = None if windows is None else max(map(dates.length, windows), default=0)
    if (most is not None and most < needed) or (overlap is not None and overlap < needed):
        return Reason("no_common_dates", facts={"needed": needed, "most": most, "overlap": overlap})
    if dates.dates_known(wish, offer):
        return None
    fields = ("windows", "days")
    return Unknown("dates_unknown", unanswered(wish, offer, of_wish=fields, of_offer=fields), opens=True)


def need_not_met(wish: Wish, offer: Offer, context: Context) -> Found:
    """A need of the group is not among the host's measures."""
    if wish.needs is not None and (not wish.needs or offer.measures is not None):
        missing = wish.needs - (offer.measures or frozenset())
        return Reason("need_not_met", facts={"needs": sorted(missing)}) if missing else None
    return Unknown("needs_unknown", unanswered(wish, offer, of_wish=("needs",), of_offer=("measures",)), opens=True)


def apprentice_rule(wish: Wish, offer: Offer, context: Context) -> Found:
    """A rule keeps apprentices of the one territory from working in the other."""
    rule = matching_rule(wish, offer, context, "blocked")
    return None if rule is None else Reason("apprentice_rule", facts=rule_facts(rule))


def matching_rule(wish: Wish, offer: Offer, context: Context, verdict: str) -> ApprenticeRule | None:
    """The first rule with this verdict that surely speaks of this pair; only for apprentices."""
    if wish.profile != APPRENTICE or not context.apprentice_rules:
        return None
    return next(
        (
            rule
            for rule in context.apprentice_rules
            if rule.verdict == verdict
            and lies_in(wish, rule.sending, context.trees)
            and lies_in(offer, rule.hosting, context.trees)
        ),
        None,
    )


def rule_facts(rule: ApprenticeRule) -> dict[str, object]:
    return {"from": rule.sending, "to": rule.hosting, "source": rule.source}


# Cheap ones first: most pairs of a market fall at the first few.
BARRIERS: tuple[Barrier, ...] = (
    own_organisation,
    profile_not_taken,
    no_common_format,
    same_territory,
    too_small,
    too_large,
    no_common_language,
    no_common_dates,
    need_not_met,
    closed,
    refused,
    apprentice_rule,
)


def _one_is_empty(*known: object) -> bool:
    """Whether one of them is known to be empty: then nothing can be shared, whatever the other says."""
    return any(value is not None and not value for value in known)


def _listed(codes: frozenset[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)
