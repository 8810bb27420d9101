"""What is left when processes are killed in the middle of their work: all that was promised, and nothing by half.

Writers go on writing while the site is killed under them; each request has a key and is sent again until somebody
answers it, as a careful program does. Afterwards each is there exactly once, with its line in the journal and, where it
is about a mail, with its row in the outbox.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.races.asking import Ask, volley
from tests.races.cluster import Cluster
from tests.races.running import Site
from tests.races.scene import Found

WRITERS = 4
# A refusal by a server that cannot reach its database is no promise either.
NOT_NOW = (0, 500, 502, 503)


@dataclass
class Writers:
    """Threads that draft entries and send them to be checked, whatever happens to the site."""

    site: Site
    repeats: bool = True
    stopping: threading.Event = field(default_factory=threading.Event)
    promised: dict[str, int] = field(default_factory=dict)
    submitted: set[int] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self.threads = [threading.Thread(target=self._write, args=[number]) for number in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(timeout=120)

    def _write(self, number: int) -> None:
        member, turn = self.site.people[("sender-0", "host-0", "rival-0", "sender-1")[number]], 0
        while not self.stopping.is_set():
            turn += 1
            title = f"Written {number}-{turn}"
            self.sent.add(title)
            body = {"kind": "offer", "title": title}
            made = self._insist(member.api("POST", "/entries", body, Idempotency_Key=title))
            if made is None:
                continue
            pk = self.promised[title] = int(made["id"])
            submit = member.api("POST", f"/entries/{pk}/submit", Idempotency_Key=f"{title} submit")
            if self._insist(submit) is not None:
                self.submitted.add(pk)

    def _insist(self, ask: Ask) -> Any:
        """Send it again, with the same key, until somebody answers."""
        end = time.monotonic() + 90
        while time.monotonic() < end:
            answer = volley(self.site.port, [ask])[0]
            if answer.status in (200, 201):
                return answer.json
            if answer.status not in NOT_NOW:
                self.refused.append(f"{ask.path} {answer.status} {answer.body[:200]!r}")
                return None
            if not self.repeats:
                return None
            time.sleep(0.1)
        return None


def site_killed(
    site: Site,
    *,
    kills: int,
    seed: int = 7,
    found: Found | None = None,
    repeats: bool = True,
    strike: Callable[[Site, int], None] | None = None,
) -> Found:
    """Kill the process that answered longest; every fifth time all, every twentieth the one that keeps them, too."""
    found, chance = found or Found("site killed while it writes"), random.Random(seed)
    writers = Writers(site, repeats=repeats)
    writers.start()
    try:
        for number in range(kills):
            found.rounds += 1
            time.sleep(chance.uniform(0.1, 0.9))
            if strike is not None:
                strike(site, number)
            elif number % 20 == 19:
                site.kill(whole=True)
                site.start_again()
            else:
                site.kill(one=number % 5 != 4)
                site.wait()
        time.sleep(0.5)
    finally:
        writers.stop()
    site.wait()
    nothing_is_lost_or_half(site, writers, found)
    return found


def nothing_is_lost_or_half(site: Site, writers: Writers, found: Found) -> None:
    ask = site.installation.ask
    found.promises += len(writers.promised) + len(writers.submitted)
    found.must(writers.refused == [], writers.refused[:3])
    titles: dict[str, list[int]] = {}
    for title, pk in ask("SELECT title, id FROM matchmaking_entry WHERE title LIKE 'Written %'"):
        titles.setdefault(title, []).append(pk)
    lost = [title for title, pk in writers.promised.items() if titles.get(title) != [pk]]
    found.must(not lost, f"{len(lost)} promised entries lost or other: {lost[:3]}")
    twice = [title for title, pks in titles.items() if len(pks) > 1]
    found.must(not twice, f"{len(twice)} entries twice: {twice[:3]}")
    checks = {
        "entries without their line": (
            "SELECT count(*) FROM matchmaking_entry WHERE NOT EXISTS (SELECT 1 FROM journal_journalline WHERE"
            " verb = 'entry.drafted' AND object_id = CAST(matchmaking_entry.id AS varchar(20)))"
        ),
        "lines without their entry": (
            "SELECT count(*) FROM journal_journalline WHERE verb = 'entry.drafted' AND NOT EXISTS (SELECT 1 FROM"
            " matchmaking_entry WHERE object_id = CAST(matchmaking_entry.id AS varchar(20)))"
        ),
        "states without their line": (
            "SELECT count(*) FROM matchmaking_entry WHERE status = 'submitted' AND NOT EXISTS (SELECT 1 FROM"
            " journal_journalline WHERE verb = 'entry.submitted'"
            " AND object_id = CAST(matchmaking_entry.id AS varchar(20)))"
        ),
        "entries without their document": (
            "SELECT count(*) FROM matchmaking_entry WHERE NOT EXISTS (SELECT 1 FROM search_document WHERE"
            " kind = 'entry' AND object_id = matchmaking_entry.id)"
        ),
    }
    for what, question in checks.items():
        count = ask(question)[0][0]
        found.must(count == 0, f"{count} {what}")
    states = dict(ask("SELECT id, status FROM matchmaking_entry"))
    undone = [pk for pk in writers.submitted if states.get(pk) != "submitted"]
    found.must(not undone, f"{len(undone)} promised steps lost")
    lines = ask("SELECT count(*) FROM journal_journalline WHERE verb = 'entry.submitted'")[0][0]
    told = ask(
        "SELECT count(*) FROM mail_outgoingmail WHERE link LIKE '%/check/' AND address = 'facilitator@hospes.example'"
    )[0][0]
    found.must(lines == told, f"{lines} entries sent to be checked, {told} mails about it")
    verified = site.installation.run("verify_journal")
    found.must(verified.returncode == 0, verified.stdout + verified.stderr)


def database_killed(server: Cluster) -> Callable[[Site, int], None]:
    """Kill PostgreSQL itself, let it recover, and go on."""

    def strike(site: Site, _number: int) -> None:
        server.kill()
        server.start()
        site.wait()

    return strike
