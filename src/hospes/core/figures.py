"""Figures about the running service, read from the database when Prometheus asks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from hospes.core import measured
from hospes.core.release import release

Reading = Callable[[], float]
Readings = Callable[[], Mapping[str, float]]


@dataclass(frozen=True)
class _Figure:
    """`read` answers with one number under the empty label, or with one for each value of `label`."""

    documentation: str
    label: str
    read: Readings


_figures: dict[str, _Figure] = {}


def figure(name: str, documentation: str) -> Callable[[Reading], Reading]:
    """Add a figure. Every process reads it from the database, so all of them say the same."""

    def keep(function: Reading) -> Reading:
        _figures[name] = _Figure(documentation, "", lambda: {"": function()})
        return function

    return keep


def figures(name: str, documentation: str, *, by: str) -> Callable[[Readings], Readings]:
    """Add a figure for each value of a label, such as each state of an entry."""

    def keep(function: Readings) -> Readings:
        _figures[name] = _Figure(documentation, by, function)
        return function

    return keep


class _FromDatabase:
    def collect(self) -> Iterator[Metric]:
        running = GaugeMetricFamily("hospes_release", "The running release.", labels=["version"])
        running.add_metric([release()], 1)
        yield running
        for name, one in _figures.items():
            try:
                found = one.read()
            except DatabaseError:
                continue
            family = GaugeMetricFamily(name, one.documentation, labels=[one.label] if one.label else [])
            for value, number in found.items():
                family.add_metric([value] if one.label else [], number)
            yield family


def exposition() -> bytes:
    """Requests first, which need no database, then what stands in it."""
    own = CollectorRegistry(auto_describe=False)
    own.register(_FromDatabase())
    return generate_latest(measured.registry()) + generate_latest(own)
