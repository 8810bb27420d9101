"""Figures about the running service, read from the database when Prometheus asks."""

from collections.abc import Callable, Iterator

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from hospes.core.release import release

Reading = Callable[[], float]
_readings: dict[str, tuple[str, Reading]] = {}


def figure(name: str, documentation: str) -> Callable[[Reading], Reading]:
    """Add a figure. Every process reads it from the database, so all of them say the same."""

    def keep(function: Reading) -> Reading:
        _readings[name] = (documentation, function)
        return function

    return keep


class _FromDatabase:
    def collect(self) -> Iterator[Metric]:
        running = GaugeMetricFamily("hospes_release", "The running release.", labels=["version"])
        running.add_metric([release()], 1)
        yield running
        for name, (documentation, function) in _readings.items():
            try:
                yield GaugeMetricFamily(name, documentation, value=function())
            except DatabaseError:
                continue


def exposition() -> bytes:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_FromDatabase())
    return generate_latest(registry)
