"""Workers are killed and paused while they send mails and do tasks (I9, I10), and upgrades in their middle (B7)."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

from tests.core.installations import Installation
from tests.mail.smtp_sink import Sink, smtp_sink
from tests.races.scene import Found

LONG_AGO = "2020-01-01 00:00:00+00"


def worker(installation: Installation, guard: str = "nothing", **environment: str) -> "subprocess.Popen[str]":
    with (installation.folder / "worker.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.without", guard, "worker"],
            env=installation.environment | environment,
            stdout=log,
            stderr=log,
            text=True,
        )
    installation.processes.append(process)
    return process


def wait_until(condition: Callable[[], object], seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def mails_with_kills(
    installation: Installation, *, mails: int, kills: int, seed: int = 7, guard: str = "nothing", at_once: int = 1
) -> Found:
    """Every mail arrives; each kill may send one again, with the same Message-ID; what was undone never goes."""
    found, chance = Found("I9 worker killed while it sends"), random.Random(seed)
    _post(installation, mails)
    with smtp_sink() as sink:
        sink.seconds_before_the_answer = 0.01
        for _kill in range(kills):
            found.rounds += 1
            running = [worker(installation, guard, HOSPES_EMAIL_URL=sink.url) for _one in range(at_once)]
            goal = len(sink.received) + chance.randint(1, max(mails // (kills + 1), 1))
            found.must(wait_until(lambda goal=goal: len(sink.received) >= min(goal, mails)), "nothing arrives")
            time.sleep(chance.random() * 0.05)
            for one in running:
                one.kill()
                one.wait(timeout=20)
            # Three minutes pass.
            installation.ask(f"UPDATE mail_outgoingmail SET leased_until = '{LONG_AGO}' WHERE status = 'sending'")
        last = worker(installation, HOSPES_EMAIL_URL=sink.url)
        found.must(wait_until(lambda: not _waiting(installation)), f"{_waiting(installation)} mails wait for ever")
        last.send_signal(signal.SIGTERM)
        last.wait(timeout=40)
        _judge_mails(found, sink, mails, kills)
    return found


def _post(installation: Installation, mails: int) -> None:
    """So many mails, and one more whose action is taken back."""
    installation.python(
        "from django.db import transaction\n"
        "from tests.mail.letters import letter\n"
        "from hospes.mail.actions import post\n"
        "from hospes.mail.letter import Recipient\n"
        f"for n in range({mails}): post(letter(), to=Recipient(f'p{{n}}@example.org'), topic='test')\n"
        "with transaction.atomic():\n"
        "    post(letter(), to=Recipient('undone@example.org'), topic='test')\n"
        "    transaction.set_rollback(True)"
    )


def _waiting(installation: Installation) -> int:
    return int(installation.ask("SELECT count(*) FROM mail_outgoingmail WHERE status <> 'sent'")[0][0])


def _judge_mails(found: Found, sink: Sink, mails: int, kills: int) -> None:
    arrived = Counter(mail["To"] for mail in sink.mails)
    names = {mail["To"]: set() for mail in sink.mails}  # type: dict[str, set[str]]
    for mail in sink.mails:
        names[mail["To"]].add(mail["Message-ID"])
    missing = {f"p{number}@example.org" for number in range(mails)} - set(arrived)
    twice = arrived.total() - len(arrived)
    found.promises += len(arrived)
    found.must(not missing, f"{len(missing)} mails missing")
    found.must(twice <= kills, f"{twice} mails sent again after {kills} kills")
    found.must(all(len(ids) == 1 for ids in names.values()), "one mail with two names")
    found.must("undone@example.org" not in arrived, "a mail of something that was taken back")
    found.what += f" ({twice} sent again, same Message-ID)"


def tasks_with_kills(
    installation: Installation, *, tasks: int, kills: int, seed: int = 7, task: str = "count_once"
) -> Found:
    """Two workers; by turns one is killed, or paused until another has its task, and then goes on. Each effect once."""
    found, chance = Found("I10 worker killed or paused at its task"), random.Random(seed)
    installation.python(
        "from tests.jobs import chores\n"
        f"for n in range({tasks}): chores.{task}.enqueue({'0.05' if task == 'count_once' else ''})"
    )
    running, paused = [worker(installation) for _one in range(2)], []
    for kill in range(kills):
        found.rounds += 1
        time.sleep(chance.uniform(0.2, 1.2))
        victim = running.pop(0)
        if kill % 2:
            installation.pause(victim)
            paused.append(victim)
        else:
            victim.kill()
            victim.wait(timeout=20)
        # Half a minute passes for this worker.
        installation.ask(f"UPDATE jobs_lease SET until = '{LONG_AGO}' WHERE worker LIKE '%-{victim.pid}-%'")
        running.append(worker(installation))
        if len(paused) > 2:
            paused.pop(0).send_signal(signal.SIGCONT)
    found.must(wait_until(lambda: _unfinished(installation) == 0), f"{_unfinished(installation)} tasks unfinished")
    for one in (*paused, *running):
        one.send_signal(signal.SIGCONT)
        one.send_signal(signal.SIGTERM)
    time.sleep(1)
    effects = int(installation.ask("SELECT count(*) FROM mail_muted")[0][0])
    found.promises += effects
    found.must(effects == tasks, f"{effects} effects of {tasks} tasks")
    return found


def _unfinished(installation: Installation) -> int:
    question = (
        "SELECT count(*) FROM django_tasks_database_dbtaskresult"
        " WHERE status <> 'SUCCESSFUL' AND task_path LIKE 'tests.%'"
    )
    return int(installation.ask(question)[0][0])


def upgrade_killed(installation: Installation, *, kills: int, seed: int = 7) -> Found:
    """`hospes migrate` is killed at random points; the site refuses to serve by half; once more completes it."""
    found, chance = Found("B7 upgrade killed in its middle"), random.Random(seed)
    words = [sys.executable, "-m", "hospes"]
    ways = {"env": installation.environment, "capture_output": True, "text": True}
    for _kill in range(kills):
        found.rounds += 1
        migrating = subprocess.Popen(
            [*words, "migrate"], env=installation.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            migrating.wait(timeout=chance.uniform(1, 2.5))
        except subprocess.TimeoutExpired:
            migrating.kill()
            migrating.wait(timeout=20)
            if installation.run("migrate", "--check").returncode == 0:
                # The last step had been taken before.
                break
            served = subprocess.run([*words, "serve", "--bind", "127.0.0.1:1"], timeout=300, check=False, **ways)  # type: ignore[call-overload]
            found.must(served.returncode != 0, "half a database is served")
            found.promises += 1
    done = subprocess.run([*words, "migrate"], timeout=900, check=False, **ways)  # type: ignore[call-overload]
    found.must(done.returncode == 0, done.stderr[-400:])
    checked = installation.run("migrate", "--check")
    found.must(checked.returncode == 0, checked.stderr[-400:])
    return found
