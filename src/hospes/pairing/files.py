"""The market file, version 1: every key of the contract, and nothing else.

A missing key means unknown, an empty list means none. What is not as the contract says is refused
with the name of the faulty field.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from hospes.pairing.distance import Trees
from hospes.pairing.parties import (
    LEVELS,
    MEASURES,
    NOWHERE,
    ApprenticeRule,
    Entry,
    Market,
    Offer,
    Pin,
    Settings,
    Territories,
    Weights,
    Wish,
)
from hospes.pairing.reading import (
    Field,
    Reader,
    at_one_go,
    code,
    day,
    fraction,
    items,
    one_of,
    record,
    row,
    several,
    table,
    text,
    truth,
    whole,
)
from hospes.pairing.strict_json import FileError, Members, parse, shown

WRONG_COUNTRIES = {"EL": "GR", "UK": "GB"}
AnyEntry = TypeVar("AnyEntry", Wish, Offer)

region_code = code(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", "SE232")
topic_code = code(r"[a-z0-9]+(-[a-z0-9]+){0,20}", "green-construction")
field_code = code(r"[0-9]{2,4}", "0732")
plain_code = code(r"[A-Z][A-Z0-9_]{0,59}", "JOB_SHADOWING")
language_code = code(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "en")


def country_code(value: object, path: str) -> str:
    if isinstance(value, str) and value in WRONG_COUNTRIES:
        raise FileError(path, f"{value} is {WRONG_COUNTRIES[value]} among countries; {value} begins region codes only.")
    found: str = code(r"[A-Z]{2}", "SE")(value, path)
    return found


def _window(value: object, path: str) -> Any:
    window = row(day, day, example='two dates, such as ["2027-05-01", "2027-06-15"]')(value, path)
    if window[0] > window[1]:
        raise FileError(path, "ends before it begins.")
    return window


def _days(value: object, path: str) -> Any:
    days = row(whole(1, 3660), whole(1, 3660), example="two numbers of days, such as [14, 21]")(value, path)
    if days[0] > days[1]:
        raise FileError(path, "the shortest stay is longer than the longest.")
    return days


TERRITORIES = {
    "countries": Field(several(country_code)),
    "regions": Field(several(region_code)),
    "organisations": Field(several(text)),
}


def _territories(value: object, path: str) -> Territories:
    found = record(value, path, TERRITORIES)
    return Territories(**found) if any(found.values()) else NOWHERE


def _one_of_tree(known: frozenset[str] | None) -> Reader:
    """A code of the reference list, where the list was handed in."""

    def read(value: object, path: str) -> str:
        found: str = plain_code(value, path)
        if known is not None and found not in known:
            raise FileError(path, f"{shown(found)} is not in the reference list.")
        return found

    return read


def _entry_fields(trees: Trees) -> dict[str, Field]:
    return {
        "key": Field(text, required=True),
        "organisation": Field(text, required=True),
        "country": Field(country_code, required=True),
        "region": Field(region_code),
        "formats": Field(several(_one_of_tree(trees.formats))),
        "topics": Field(several(topic_code)),
        "fields": Field(several(field_code)),
        "languages": Field(table(language_code, one_of(*LEVELS))),
        "windows": Field(items(_window, most=60)),
        "days": Field(_days),
        "wants": Field(_territories),
        "refuses": Field(_territories),
        "new_links": Field(truth),
        "worked_with": Field(several(text)),
        "since": Field(day),
        "valid_until": Field(day),
    }


def _wish_fields(trees: Trees) -> dict[str, Field]:
    return _entry_fields(trees) | {
        "people": Field(whole(1), required=True),
        "fewer_opportunities": Field(whole(0)),
        "smallest_part": Field(whole(1)),
        "least_people": Field(whole(1)),
        "profile": Field(_one_of_tree(trees.profiles)),
        "needs": Field(several(one_of(*MEASURES))),
        "abroad": Field(truth),
        "returns": Field(one_of(False, "would", "must")),
    }


def _offer_fields(trees: Trees) -> dict[str, Field]:
    return _entry_fields(trees) | {
        "places": Field(whole(1), required=True),
        "smallest_group": Field(whole(1)),
        "largest_group": Field(whole(1)),
        "groups": Field(whole(1)),
        "at_once": Field(whole(1)),
        "profiles": Field(several(_one_of_tree(trees.profiles))),
        "measures": Field(several(one_of(*MEASURES))),
    }


SETTINGS: dict[str, Field] = {
    "reserve": Field(fraction),
    "reserve_mode": Field(one_of("seats", "share", "none")),
    "fairness": Field(one_of("first-match", "none")),
    "least_score": Field(whole(0, 100)),
    "place_open": Field(truth),
    "waiting": Field(whole(0, 1000)),
    "change_cost": Field(whole(0)),
    "longest_cycle": Field(whole(2, 10)),
    "weights": Field(
        lambda value, path: record(value, path, {one.name: Field(whole(0, 100)) for one in fields(Weights)})
    ),
}


def read_market(raw: bytes, trees: Trees) -> Market:
    """The market in a file, or FileError."""
    with at_one_go():
        return _market(raw, trees)


def _market(raw: bytes, trees: Trees) -> Market:
    value = parse(raw, "The market file")
    if not isinstance(value, Members):
        raise FileError("", f"The market file must hold one object, not {shown(value)}.")
    found = record(
        value,
        "",
        {
            "version": Field(one_of(1), required=True),
            "as_of": Field(day, required=True),
            "settings": Field(_settings_over(Settings())),
            "wishes": Field(
                items(_entry_reader(Wish, _wish_fields(trees), _check_wish, trees), most=None), required=True
            ),
            "offers": Field(
                items(_entry_reader(Offer, _offer_fields(trees), _check_offer, trees), most=None), required=True
            ),
            "apprentice_rules": Field(items(_rule, most=None)),
            "pinned": Field(items(row(text, text, whole(1), example="[wish, offer, people]"), most=None)),
            "forbidden": Field(items(row(text, text, example="[wish, offer]"), most=None)),
            "previous": Field(items(_earlier_pair, most=None)),
        },
    )
    del found["version"]
    _check_keys(found["wishes"], found["offers"])
    pinned = tuple(Pin(*pin) for pin in found.pop("pinned", ()))
    _check_pairs("pinned", [(pin.wish, pin.offer) for pin in pinned], found, once=True)
    _check_pairs("forbidden", found.get("forbidden", ()), found)
    found["forbidden"] = frozenset(found.get("forbidden", ()))
    found["previous"] = frozenset(found.get("previous", ()))
    return Market(pinned=pinned, **found)


def read_settings(raw: bytes, before: Settings) -> Settings:
    """Settings in a file of their own, laid over those of the market."""
    value = parse(raw, "The settings file")
    if not isinstance(value, Members):
        raise FileError("", f"The settings file must hold one object, not {shown(value)}.")
    return _settings_over(before)(value, "settings")


def read_answer(value: object, name: str, entry: Entry, trees: Trees) -> Entry:
    """The entry with one field as an answer gives it, in the form of the market file."""
    known = _wish_fields(trees) if isinstance(entry, Wish) else _offer_fields(trees)
    if name not in known:
        raise FileError("answer", f"there is no field {shown(name)}.")
    values: dict[str, Any] = {name: known[name].read(value, "answer")}
    return replace(entry, **values)


def _settings_over(before: Settings) -> Callable[[object, str], Settings]:
    def read(value: object, path: str) -> Settings:
        found = record(value, path, SETTINGS)
        weights = replace(before.weights, **found.pop("weights", {}))
        total = sum(getattr(weights, one.name) for one in fields(Weights))
        if total != 100:
            raise FileError(f"{path}.weights", f"must sum to 100, not to {total}.")
        return replace(before, weights=weights, **found)

    return read


def _entry_reader(
    kind: type[AnyEntry], known: dict[str, Field], check: Callable[[AnyEntry, str], None], trees: Trees
) -> Reader:
    def read(value: object, path: str) -> AnyEntry:
        entry = kind(**record(value, path, known))
        if entry.region is not None:
            home = trees.country_of(entry.region)
            if home is not None and home != entry.country:
                raise FileError(f"{path}.region", f"{entry.region} lies in {home}, and country says {entry.country}.")
        check(entry, path)
        return entry

    return read


def _check_wish(wish: Wish, path: str) -> None:
    people = wish.people or 0
    for name in ("fewer_opportunities", "smallest_part", "least_people"):
        if (getattr(wish, name) or 0) > people:
            raise FileError(f"{path}.{name}", f"must not be more than people, which is {people}.")


def _check_offer(offer: Offer, path: str) -> None:
    if offer.smallest_group > (offer.places or 0):
        raise FileError(f"{path}.smallest_group", f"must not be more than places, which is {offer.places}.")
    if offer.largest_group is not None and offer.smallest_group > offer.largest_group:
        raise FileError(
            f"{path}.largest_group", f"must not be less than smallest_group, which is {offer.smallest_group}."
        )


def _rule(value: object, path: str) -> ApprenticeRule:
    example = '[from, to, "blocked" or "conditional", source]'
    return ApprenticeRule(
        *row(region_code, region_code, one_of("blocked", "conditional"), text, example=example)(value, path)
    )


def _earlier_pair(value: object, path: str) -> tuple[str, str]:
    """A pair of an earlier plan: as it stands in the plan, or its first two or three values alone."""
    if isinstance(value, Members):
        return text(value.get("wish"), f"{path}.wish"), text(value.get("offer"), f"{path}.offer")
    if isinstance(value, list) and len(value) == 3:
        wish, offer, _ = row(text, text, whole(1), example="[wish, offer, people]")(value, path)
        return wish, offer
    wish, offer = row(text, text, example="a pair of an earlier plan, or [wish, offer]")(value, path)
    return wish, offer


def _check_keys(wishes: Iterable[Entry], offers: Iterable[Entry]) -> None:
    seen: dict[str, str] = {}
    for name, entries in (("wishes", wishes), ("offers", offers)):
        for index, entry in enumerate(entries):
            path = f"{name}[{index}]"
            if entry.key in seen:
                raise FileError(f"{path}.key", f"{shown(entry.key)} is the key of {seen[entry.key]} too.")
            seen[entry.key] = path


def _check_pairs(name: str, pairs: Iterable[tuple[str, str]], found: dict[str, Any], *, once: bool = False) -> None:
    wishes = {wish.key for wish in found["wishes"]}
    offers = {offer.key for offer in found["offers"]}
    seen: set[tuple[str, str]] = set()
    for index, (wish, offer) in enumerate(pairs):
        if wish not in wishes:
            raise FileError(f"{name}[{index}][0]", f"there is no wish {shown(wish)}.")
        if offer not in offers:
            raise FileError(f"{name}[{index}][1]", f"there is no offer {shown(offer)}.")
        if once and (wish, offer) in seen:
            raise FileError(f"{name}[{index}]", "names a pair a second time.")
        seen.add((wish, offer))
