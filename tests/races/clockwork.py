"""What nobody asks for through the site, done at a given instant: a process that waits with everything loaded.

The calendar ends things, the command line erases people and opens accounts. Each line it reads names a deed and what
it is about; it answers with one line. `tests.races.running.Clock` talks to it.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from hospes.matchmaking.actions import introductions_dates, renewals  # noqa: E402
from hospes.organisations.actions.posts import place  # noqa: E402
from hospes.organisations.choices import Post  # noqa: E402
from hospes.organisations.models import Organisation  # noqa: E402
from hospes.people.models import Person  # noqa: E402
from hospes.privacy.actions import erase_person  # noqa: E402
from hospes.rounds.actions.proposals import send_proposals  # noqa: E402
from tests.races import rounds_scene as rounds  # noqa: E402
from tests.races.founding import entered, person_named  # noqa: E402
from tests.races.without import GUARDS  # noqa: E402

FAR = timezone.localdate() + timedelta(days=4000)


def _after_a_while(words: str) -> int:
    """A number, and perhaps so many seconds to wait before: who asks through the site needs a moment to get there."""
    number, *seconds = words.split()
    time.sleep(float(seconds[0]) if seconds else 0)
    return int(number)


def _end_introduction(words: str) -> str:
    return "done" if introductions_dates._expire(_after_a_while(words), FAR) else "late"


def _end_entry(number: str) -> str:
    return "done" if renewals._expire(int(number), FAR) else "late"


def _erase(words: str) -> str:
    erase_person(Person.objects.get(pk=_after_a_while(words)), by=None)
    return "done"


@transaction.atomic
def _hire(words: str) -> str:
    organisation_id, name = words.split()
    person, organisation = person_named(name), Organisation.objects.get(pk=int(organisation_id))
    place(person, organisation, Post.MEMBER, by=None)
    return json.dumps(entered(person, organisation))


def _where(word: str) -> str:
    """Every table in which a word stands, in whatever field."""
    return json.dumps(sorted({table for table, rows in _tables() if any(word in str(row) for row in rows)}))


def _tables() -> list[tuple[str, Any]]:
    return [(model._meta.db_table, model._default_manager.values_list().iterator()) for model in apps.get_models()]


def _planned(words: str) -> str:
    """A round with a plan for these entries, to be copied: the number of its run."""
    return json.dumps(rounds.planned(*map(int, words.split())))


def _round(words: str) -> str:
    return json.dumps(rounds.copied(*map(int, words.split())))


def _moving(words: str) -> str:
    return json.dumps(rounds.moving(*map(int, words.split())))


def _move(words: str) -> str:
    send_proposals(_after_a_while(words))
    return "[]"


DEEDS: dict[str, Callable[[str], str]] = {
    "planned": _planned,
    "round": _round,
    "moving": _moving,
    "move": _move,
    "introduction": _end_introduction,
    "entry": _end_entry,
    "erase": _erase,
    "hire": _hire,
    "where": _where,
}


def main() -> None:
    GUARDS[sys.argv[1]]()
    for line in sys.stdin:
        kind, what = line.strip().split(" ", 1)
        try:
            print(DEEDS[kind](what), flush=True)
        except Exception as error:  # noqa: BLE001  a failure is an answer, too
            print("failed", repr(error).replace("\n", " "), flush=True)


if __name__ == "__main__":
    main()
