"""Why a pair fits. Each criterion is one function of one pair that gives each side a share of the
criterion's weight, or says which answers are missing.

Shares are fractions of whole numbers, so points are the same on every machine. The formulas, with
examples, stand in the docstrings and in docs/explanation/pairing.md.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hospes.pairing import dates
from hospes.pairing.context import Context
from hospes.pairing.distance import EQUAL, Tree
from hospes.pairing.findings import Facts, Missing, unanswered
from hospes.pairing.parties import LEVEL_NAMES, LEVELS, Codes, Entry, Offer, Wish
from hospes.pairing.territory import nearest_wanted


@dataclass(frozen=True, slots=True)
class Share:
    """`parts` of `of` parts of a criterion's weight."""

    parts: int
    of: int
    facts: Facts

    def points(self, weight: int) -> int:
        """Whole points, halves rounded up: 3 of 8 parts of 15 points are 5.625, so 6."""
        return (2 * weight * self.parts + self.of) // (2 * self.of)


Judged = Share | Missing
# What the criterion gives the wish's side, and the offer's.
Criterion = Callable[[Wish, Offer, Context], tuple[Judged, Judged]]


def shared_topics(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """Half the best match and half the mean over what a side wants, by distance in the tree of topics.

    Wanting two topics of which the other has one, and nothing near the second: best 1, mean 1/2,
    so 3/4 of 40 points: 30.
    """
    tree = context.trees.topics
    return (
        _wanted(tree, "topics", wish.topics, offer.topics, (("wish", "topics"), ("offer", "topics"))),
        _wanted(tree, "topics", offer.topics, wish.topics, (("offer", "topics"), ("wish", "topics"))),
    )


def shared_field(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """As for topics, in the tree of fields: 0732 against 07 is 3/4 of 15 points, 11.25, so 11."""
    tree = context.trees.fields
    return (
        _wanted(tree, "fields", wish.fields, offer.fields, (("wish", "fields"), ("offer", "fields"))),
        _wanted(tree, "fields", offer.fields, wish.fields, (("offer", "fields"), ("wish", "fields"))),
    )


def _wanted(tree: Tree, name: str, own: Codes | None, other: Codes | None, fields: Missing) -> Judged:
    if own is not None and not own:
        return Share(1, 1, {name: [], "near": [], "missing": [], "any": True})
    if own is None or other is None:
        return tuple(field for field, value in zip(fields, (own, other), strict=True) if value is None)
    equal, near, missing, best, total = [], [], [], 0, 0
    for code in sorted(own):
        quarters, match = (EQUAL, code) if code in other else _nearest(tree, code, other)
        best, total = max(best, quarters), total + quarters
        if quarters == EQUAL:
            equal.append(code)
        elif quarters:
            near.append([code, match])
        else:
            missing.append(code)
    facts = {name: equal, "near": near, "missing": missing, "any": False}
    return Share(best * len(own) + total, 2 * EQUAL * len(own), facts)


def _nearest(tree: Tree, code: str, others: Codes) -> tuple[int, str]:
    """The greatest closeness, and the code that gives it: the first of several by name."""
    best, match = 0, ""
    for other in others:
        quarters = tree.closeness(code, other)
        if quarters > best or (quarters == best and other < match):
            best, match = quarters, other
    return best, match


def common_language(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """The best shared language: exactly the level asked gives 2/4, one level above 3/4, two or more
    levels above all. B2 where B1 is asked: 3/4 of 15 points, 11.25, so 11. The same for both sides."""
    held, asked = wish.languages, offer.languages
    if held is None or asked is None:
        missing = unanswered(wish, offer, of_wish=("languages",), of_offer=("languages",))
        return missing, missing
    above = {code: LEVELS[held[code]] - LEVELS[level] for code, level in asked.items() if code in held}
    shared = sorted((-slack, code) for code, slack in above.items() if slack >= 0)
    if not shared:
        share = Share(0, 1, {"language": None, "held": None, "asked": None, "languages": []})
        return share, share
    slack, best = -shared[0][0], shared[0][1]
    facts = {
        "language": best,
        "held": LEVEL_NAMES[LEVELS[held[best]]],
        "asked": LEVEL_NAMES[LEVELS[asked[best]]],
        "languages": sorted(code for _, code in shared),
    }
    share = Share(2 + min(slack, 2), 4, facts)
    return share, share


def common_dates(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """Slack: the longest common window against the days needed. A window that just fits gives half,
    one of twice the days needed or more gives all. 21 days where 14 are needed: 21/28 of 10 points,
    7.5, so 8. The same for both sides."""
    if not dates.dates_known(wish, offer):
        fields = ("windows", "days")
        missing = unanswered(wish, offer, of_wish=fields, of_offer=fields)
        return missing, missing
    needed, most = dates.needed_days(wish, offer), dates.most_days(wish, offer)
    window = dates.longest_window(dates.common_windows(wish, offer) or ())
    overlap = dates.length(window) if window else 0
    fits = overlap >= needed and (most is None or most >= needed)
    facts = {"window": dates.iso(window), "days": overlap, "needed": needed, "most": most}
    share = Share(min(overlap, 2 * needed) if fits else 0, 2 * needed, facts)
    return share, share


def wanted_territory(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """Where the other side is, by what a side wants: inside a wanted country or region, or a wanted
    organisation, gives all; a territory that holds a wanted region 3/4; one beside it, under the
    same parent, 1/2. For a side that would rather meet someone new this counts half, and a link
    between organisations and regions that never worked together is the other half."""
    return (
        _territory(wish, offer, context, (("offer", "region"),)),
        _territory(offer, wish, context, (("wish", "region"),)),
    )


def _territory(own: Entry, other: Entry, context: Context, missing: Missing) -> Judged:
    new = _is_new(own, other, context) if own.new_links else None
    if own.wants:
        found = nearest_wanted(own.wants, other, context.trees)
        if found is None:
            return missing
        quarters, match = found
    else:
        quarters, match = EQUAL, None
    facts = {"match": match, "any": not own.wants, "new_link": new}
    if new is None:
        return Share(quarters, EQUAL, facts)
    return Share(quarters + (EQUAL if new else 0), 2 * EQUAL, facts)


def _is_new(own: Entry, other: Entry, context: Context) -> bool:
    """Whether neither the two organisations nor, as far as they are known, their regions have
    worked together."""
    if (own.organisation, other.organisation) in context.worked:
        return False
    if other.organisation in own.worked_with or own.organisation in other.worked_with:
        return False
    return (own.region or "", other.region or "") not in context.linked_regions


def inclusion_measures(wish: Wish, offer: Offer, context: Context) -> tuple[Judged, Judged]:
    """Measures beyond the needs: all needs covered and nothing more gives 2/4, one measure more 3/4,
    two or more all. A group without needs is content with any host. The same for both sides."""
    needs, measures = wish.needs, offer.measures
    if needs is None or (needs and measures is None):
        missing = unanswered(wish, offer, of_wish=("needs",), of_offer=("measures",))
        return missing, missing
    beyond = (measures or frozenset()) - needs
    covered = needs <= (measures or frozenset())
    facts = {"needs": sorted(needs), "covered": covered, "beyond": sorted(beyond), "any": not needs}
    share = Share(4 if not needs else 2 + min(len(beyond), 2) if covered else 0, 4, facts)
    return share, share


# The weight in the settings, the reason's code, the code when answers are missing, the function.
CRITERIA: tuple[tuple[str, str, str, Criterion], ...] = (
    ("topics", "shared_topics", "topics_unknown", shared_topics),
    ("field", "shared_field", "field_unknown", shared_field),
    ("language", "common_language", "language_unknown", common_language),
    ("dates", "common_dates", "dates_unknown", common_dates),
    ("territory", "wanted_territory", "wanted_territory_unknown", wanted_territory),
    ("inclusion", "inclusion_measures", "needs_unknown", inclusion_measures),
)


def pair_tenths(wish_score: int, offer_score: int) -> int:
    """The harmonic mean of both sides in whole tenths: 82 and 74 give 778, read 77.8."""
    total = wish_score + offer_score
    return (40 * wish_score * offer_score + total) // (2 * total) if total else 0
