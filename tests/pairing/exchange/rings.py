"""Small partnerships in which organisations send and host, and every plan of exchanges by brute force."""

from itertools import permutations, product

from hypothesis import settings
from hypothesis import strategies as st

from hospes.pairing.goals import person_value
from hospes.pairing.parties import NOWHERE, Market, Pin, Settings, Territories
from hospes.pairing.pins import dated
from tests.pairing.worlds import AS_OF, a_wish, an_offer

thoroughly = settings(deadline=None, max_examples=50, database=None)
COUNTRIES = ["SE", "NO", "ES", "GR", "FR", "PL", "IT", "DE"]


def a_group(letter, number=0, country=None, **changes):
    return a_wish(
        **{
            "key": f"w{letter}{number or ''}",
            "organisation": letter,
            "country": country or COUNTRIES["ABCDEFGH".index(letter)],
            "region": None,
            "people": 2,
            "fewer_opportunities": 0,
            "smallest_part": None,
            "returns": "would",
        }
        | changes
    )


def a_host(letter, number=0, country=None, **changes):
    return an_offer(
        **{
            "key": f"o{letter}{number or ''}",
            "organisation": letter,
            "country": country or COUNTRIES["ABCDEFGH".index(letter)],
            "region": None,
            "places": 2,
            "largest_group": None,
            "groups": None,
        }
        | changes
    )


@st.composite
def partnerships(draw, most=6):
    """Organisations with zero to two wishes and offers, some of which refuse others."""
    letters = "ABCDEFGH"[: draw(st.integers(1, most))]
    groups, hosts = [], []
    for letter in letters:
        refuses = draw(st.frozensets(st.sampled_from(letters), max_size=max(0, len(letters) - 2)))
        for number in range(draw(st.sampled_from([0, 1, 1, 1, 1, 2]))):
            groups.append(  # noqa: PERF401 - drawn one after the other
                a_group(
                    letter,
                    number,
                    people=draw(st.integers(1, 3)),
                    returns=draw(st.sampled_from([False, "would", "must"])),
                    refuses=Territories(organisations=refuses) if number == 0 else NOWHERE,
                    wants=Territories(countries=draw(st.frozensets(st.sampled_from(COUNTRIES), max_size=2))),
                )
            )
        for number in range(draw(st.sampled_from([0, 1, 1, 1, 1, 2]))):
            places = draw(st.integers(1, 5))
            hosts.append(
                a_host(
                    letter,
                    number,
                    places=places,
                    groups=draw(st.sampled_from([None, None, 1, 2])),
                    at_once=draw(st.sampled_from([None, None, None, 2, 3])),
                    topics=frozenset(draw(st.sampled_from([["green-construction"], ["timber"], ["building"]]))),
                )
            )
    return Market(
        as_of=AS_OF,
        wishes=tuple(groups),
        offers=tuple(hosts),
        settings=Settings(longest_cycle=draw(st.integers(2, 4)), least_score=0),
    )


def every_exchange(landscape):
    """Cycles and chains, by trying every order of every few wishes at every offer."""
    longest = landscape.context.settings.longest_cycle
    senders = {wish.organisation for wish in landscape.wishes.values()}
    found = set()
    for length in range(1, longest + 1):
        for wishes in permutations(sorted(landscape.wishes), length):
            guests = [landscape.wishes[key].organisation for key in wishes]
            if len(set(guests)) < length:
                continue
            for offers in product(sorted(landscape.offers), repeat=length):
                hosts = [landscape.offers[key].organisation for key in offers]
                linked = hosts[1:] == guests[:-1]
                is_cycle = length > 1 and hosts[0] == guests[-1] and wishes[0] == min(wishes)
                is_chain = hosts[0] not in senders
                pairs = tuple(zip(wishes, offers, strict=True))
                if linked and (is_cycle or is_chain) and all(fits(pair, landscape) for pair in pairs):
                    found.add(pairs)
    return sorted(found)


def fits(pair, landscape):
    wish, offer = landscape.wishes[pair[0]], landscape.offers[pair[1]]
    seen = landscape.alive.get(pair)
    return seen is not None and seen.placeable and offer.smallest_group <= wish.people <= offer.most


def can_be_together(pairs, landscape):
    by_offer = {}
    for wish, offer in pairs:
        by_offer.setdefault(offer, []).append(landscape.wishes[wish])
    if len({wish for wish, _ in pairs}) < len(pairs):
        return False
    for key, guests in by_offer.items():
        offer = landscape.offers[key]
        if sum(wish.people for wish in guests) > offer.places:
            return False
        if offer.groups is not None and len(guests) > offer.groups:
            return False
        pins = [Pin(wish.key, key, wish.people) for wish in guests]
        if offer.at_once is not None and dated(pins, landscape) is None:
            return False
    return True


def best_by_force(landscape):
    """The most that any set of exchanges is worth."""
    exchanges = every_exchange(landscape)
    value = {
        pairs: sum(
            landscape.wishes[pair[0]].people * person_value(landscape.wishes[pair[0]], pair, landscape)
            for pair in pairs
        )
        for pairs in exchanges
    }

    def best(start, taken):
        most = 0
        for index in range(start, len(exchanges)):
            together = [*taken, *exchanges[index]]
            if can_be_together(together, landscape):
                most = max(most, value[exchanges[index]] + best(index + 1, together))
        return most

    return best(0, [])
