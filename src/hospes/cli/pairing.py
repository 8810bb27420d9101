"""`hospes pair`, `pair-check`, `repair`, `radar`, `exchange`: the engine with our reference lists, without the site."""

from hospes.pairing import commands, radar_commands, repair_commands
from hospes.pairing import exchange_commands as exchanges
from hospes.pairing.distance import Trees, trees_from
from hospes.reference.choices import Format, Profile
from hospes.reference.fields import field_parents
from hospes.reference.regions import region_parents, regions
from hospes.reference.topics import topic_parents


def pair(given: list[str]) -> int:
    return commands.pair(given, trees())


def pair_check(given: list[str]) -> int:
    return commands.pair_check(given, trees())


def repair(given: list[str]) -> int:
    return repair_commands.repair_plan(given, trees())


def radar(given: list[str]) -> int:
    return radar_commands.sought(given, trees())


def exchange(given: list[str]) -> int:
    return exchanges.exchange(given, trees())


def trees() -> Trees:
    return trees_from(
        topics=topic_parents(),
        fields=field_parents(),
        regions=region_parents(),
        countries={code: region.country for code, region in regions().items()},
        formats=Format.values,
        profiles=Profile.values,
    )
