"""How the pages that people open most change when the market grows from 30 to 3,000 entries.

Both sizes are measured in one run, on the same machine, warm, the median of seven. What counts is
the ratio. Run it alone: `just benchmark-pages`.
"""

import statistics
import time
from collections.abc import Callable

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import get_runner, setup_test_environment  # noqa: E402

SIZES = (30, 3000)
REPEATS = 7


def milliseconds(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def measured() -> dict[str, float]:
    """Milliseconds by page, for whatever the database holds now."""
    from hospes.matchmaking.models import Entry
    from tests.factories.introductions import facilitator

    visitor, at_desk = Client(), Client()
    at_desk.force_login(facilitator())
    wish = Entry.objects.filter(kind="wish").order_by("pk").first()
    assert wish is not None
    pages = {
        "home": (visitor, "/"),
        "catalogue": (visitor, "/entries/"),
        "catalogue, filtered": (visitor, "/entries/?kind=offer&topic=elderly-care"),
        "catalogue, searched": (visitor, "/entries/?q=elderly"),
        "one entry": (visitor, f"/entries/{wish.pk}/"),
        "suggestions": (at_desk, f"/entries/{wish.pk}/suggestions/"),
        "desk": (at_desk, "/desk/"),
        "organisations": (visitor, "/organisations/"),
        "API, 50 entries": (visitor, "/api/v1/entries?page_size=50"),
    }
    results = {}
    for name, (client, address) in pages.items():
        answer = client.get(address)
        assert answer.status_code == 200, (name, answer.status_code)
        results[name] = milliseconds(lambda client=client, address=address: client.get(address))  # type: ignore[misc]
    return results


def main() -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    results = []
    for size in SIZES:
        databases = runner.setup_databases()
        try:
            from hospes.matchmaking.actions import suggestions
            from tests.factories.markets import a_market_of

            a_market_of(size, organisations=max(size // 10, 10))
            while suggestions.refresh(limit=200):
                pass
            results.append(measured())
        finally:
            runner.teardown_databases(databases)
    small, large = results
    print(f"{'page':<22}{SIZES[0]:>10} entries{SIZES[1]:>10} entries     ratio")
    for name in small:
        print(f"{name:<22}{small[name]:>15.1f} ms{large[name]:>15.1f} ms{large[name] / small[name]:>10.1f}")


if __name__ == "__main__":
    main()
