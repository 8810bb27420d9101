"""`hospes retention`: keep every term now, as the worker does every hour."""

from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import take


def retention(given: list[str]) -> int:
    only_count = bool(take(given, options={"--dry-run": None})["--dry-run"])
    start_django()
    require_migrated()
    from django.utils import timezone

    from hospes.core import retention
    from hospes.core.terms import TERMS
    from hospes.privacy.tasks import keep_terms_now

    now = timezone.now()
    counts = retention.overdue(now) if only_count else keep_terms_now(now)
    for code, count in counts.items():
        print(f"{count:>7}  {TERMS[code].what}")
    print("Nothing was changed. Leave --dry-run out to forget them." if only_count else "Done.")
    return 0
