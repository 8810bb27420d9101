"""Where an entry lies, and how near that is to what somebody named."""

from hospes.pairing.distance import EQUAL, ONE_HOLDS_THE_OTHER, Trees
from hospes.pairing.parties import Entry, Territories


def lies_in(entry: Entry, code: str, trees: Trees) -> bool | None:
    """Whether the entry lies in a territory: a country or a region at any level. None when its own
    region is unknown and decides."""
    if code == entry.country or trees.is_whole_country(code, entry.country):
        return True
    if entry.region is not None:
        return code in trees.regions.line(entry.region)
    home = trees.country_of(code)
    elsewhere = home != entry.country if home is not None else code in trees.countries.values()
    return False if elsewhere else None


def one_holds_the_other(one: Entry, other: Entry, trees: Trees) -> bool | None:
    """Whether two territories of one country are equal or one contains the other."""
    for entry in (one, other):
        if entry.region is not None and trees.is_whole_country(entry.region, entry.country):
            return True
    if one.region is None or other.region is None:
        return None
    return trees.regions.closeness(one.region, other.region) >= ONE_HOLDS_THE_OTHER


def first_named(territories: Territories, entry: Entry, trees: Trees) -> str | None:
    """The first code of a list that surely names this entry, organisation before country before region."""
    if entry.organisation in territories.organisations:
        return entry.organisation
    if entry.country in territories.countries:
        return entry.country
    return next((code for code in sorted(territories.regions) if lies_in(entry, code, trees)), None)


def nearest_wanted(wants: Territories, entry: Entry, trees: Trees) -> tuple[int, str | None] | None:
    """Quarters, and the code that gave them; None when the entry's unknown region could give more.

    Inside what is wanted: 4. Holds a wanted region: 3. Beside one, under the same parent: 2.
    """
    named = first_named(wants, entry, trees)
    if named is not None:
        return EQUAL, named
    if entry.region is None:
        open_to_more = any(lies_in(entry, code, trees) is None for code in wants.regions)
        return None if open_to_more else (0, None)
    near = [(trees.regions.closeness(code, entry.region), code) for code in sorted(wants.regions)]
    best = max(near, key=lambda found: found[0], default=(0, None))
    return best if best[0] else (0, None)
