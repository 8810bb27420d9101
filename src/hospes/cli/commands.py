"""The commands, each with what `--help` says about it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from hospes.cli.engine import compile_aside
from hospes.cli.starting import call, migrate, require_migrated, start_django
from hospes.cli.words import take

Run = Callable[[list[str]], int]


@dataclass(frozen=True)
class Command:
    """A command: what it is good for, how it is written, and an example."""

    run: Run
    summary: str
    usage: str
    example: str
    details: str = ""

    def help_for(self, name: str) -> str:
        details = f"\n{self.details.strip()}\n" if self.details else ""
        return f"{self.summary}\n\n  hospes {name} {self.usage}".rstrip() + f"\n{details}\nExample:\n  {self.example}\n"


def _serve(given: list[str]) -> int:
    from hospes.cli.serving import serve

    return serve(given)


def _worker(given: list[str]) -> int:
    take(given)
    start_django()
    require_migrated()
    compile_aside()
    call("worker")
    return 0


def _migrate(given: list[str]) -> int:
    take(given)
    start_django()
    steps = migrate()
    print(f"The database is up to date: {steps} steps taken." if steps else "The database is up to date.")
    return 0


def _index(given: list[str]) -> int:
    take(given)
    start_django()
    require_migrated()
    call("index")
    return 0


def _check(given: list[str]) -> int:
    from hospes.cli.checking import check

    return check(given)


def _demo(given: list[str]) -> int:
    start_django()
    require_migrated()
    call("demo", *given)
    return 0


def _engine(name: str) -> Run:
    """A command of the engine, which is loaded only when it is asked for."""

    def run(given: list[str]) -> int:
        done: int = getattr(import_module("hospes.cli.pairing"), name)(given)
        return done

    return run


def _meetings(given: list[str]) -> int:
    from hospes.pairing.meetings.commands import meetings

    return meetings(given)


def _import(given: list[str]) -> int:
    from hospes.cli.imports import import_file

    return import_file(given)


def _export(given: list[str]) -> int:
    from hospes.cli.imports import export_file

    return export_file(given)


def _move(given: list[str]) -> int:
    words = take(given, places=("DATABASE_URL",))
    start_django()
    require_migrated()
    from hospes.cli import checksums, moving

    print(checksums.report(moving.move(words["DATABASE_URL"])))
    print("The same is in both databases. Set HOSPES_DATABASE_URL to the new one, and start the site.")
    return 0


def _checksums(given: list[str]) -> int:
    as_json = take(given, options={"--json": None})["--json"]
    start_django()
    require_migrated()
    from hospes.cli import checksums

    found = checksums.sums()
    print(json.dumps({one.table: one.total for one in found}) if as_json else checksums.report(found))
    return 0


def _backup(given: list[str]) -> int:
    from hospes.cli.archive import backup

    return backup(given)


def _backup_key(given: list[str]) -> int:
    from hospes.cli.archive import backup_key

    return backup_key(given)


def _drill(given: list[str]) -> int:
    from hospes.cli.drill import drill

    return drill(given)


def _restore(given: list[str]) -> int:
    from hospes.cli.archive import restore

    return restore(given)


def _backup_verify(given: list[str]) -> int:
    from hospes.cli.archive import backup_verify

    return backup_verify(given)


def _create_admin(given: list[str]) -> int:
    start_django()
    require_migrated()
    call("create_admin", *given)
    return 0


def _erase_person(given: list[str]) -> int:
    start_django()
    require_migrated()
    call("erase_person", *given)
    return 0


def _retention(given: list[str]) -> int:
    from hospes.cli.keeping import retention

    return retention(given)


def _journal(given: list[str]) -> int:
    from hospes.cli.journal import journal

    return journal(given)


def _verify_journal(given: list[str]) -> int:
    take(given)
    start_django()
    require_migrated()
    call("verify_journal")
    return 0


# These say more about themselves than stands here.
OWN_HELP = frozenset({"pair", "pair-check", "repair", "radar", "exchange", "meetings"})

COMMANDS: dict[str, Command] = {
    "serve": Command(
        _serve,
        "Run the site.",
        "[--bind HOST:PORT] [--workers N]",
        "hospes serve --bind 127.0.0.1:8000 --workers 2",
        "--bind     where to listen (default 127.0.0.1 and HOSPES_PORT or 8000)\n"
        "--workers  processes, each with eight threads (default 2)",
    ),
    "worker": Command(
        _worker,
        "Do background work: mail and scheduled jobs.",
        "",
        "hospes worker",
        "Any number may run, on any machine that reaches the database. Ctrl-C stops it cleanly.",
    ),
    "migrate": Command(_migrate, "Bring the database up to date with this release.", "", "hospes migrate"),
    "index": Command(
        _index,
        "Bring the search up to date with everything it finds.",
        "",
        "hospes index",
        "Needed only when `hospes check` says so: the search follows every change by itself.",
    ),
    "check": Command(
        _check,
        "Say how the installation is: each setting, and the health of each part.",
        "",
        "hospes check",
        "Ends with 1 and the mend when something is wrong.",
    ),
    "demo": Command(
        _demo,
        "Fill an empty installation with the demo partnership.",
        "[--stage founding|first-round|europe] [--seed N] [--entries N]",
        "hospes demo --stage first-round",
        "Writes the sign-ins into demo-accounts.json in the data folder.\n"
        "--stage europe  adds thousands of invented organisations and --entries entries (default 100000)",
    ),
    "pair": Command(
        _engine("pair"),
        "Suggest who could host whom, from a market file. Needs no site.",
        "MARKET.json [--out PLAN.json] [options]",
        "hospes pair market.json --out plan.json",
        "Ends with 0 and a plan, or with 2 and a line that names the faulty field.",
    ),
    "pair-check": Command(
        _engine("pair_check"),
        "Judge a plan, whoever made it. Needs no site.",
        "MARKET.json PLAN.json [--json]",
        "hospes pair-check market.json plan.json",
        "Ends with 0 and the totals, or with 1 and each rule that the plan breaks.",
    ),
    "repair": Command(
        _engine("repair"),
        "Mend a plan after declines, changes or new entries: as few groups as can be move. Needs no site.",
        "MARKET.json PLAN.json [--declined WISH OFFER …] [--moves N] [--out PLAN.json] [options]",
        "hospes repair market.json plan.json --declined w7 o12 --out repaired.json",
        "Ends with 0 and a plan that `hospes pair-check` judges, or with 2 and a line that names the faulty field.\n"
        "The plan says who stays elsewhere and why, and what moving more groups would gain.",
    ),
    "radar": Command(
        _engine("radar"),
        "Say which offer is missing: the one that would place most of those who stay at home. Needs no site.",
        "MARKET.json [--plan PLAN.json] [--limit N] [--out FILE.json] [options]",
        "hospes radar market.json --plan plan.json",
        "Ends with 0 and a list, the entry first whose arrival would place most, or with 2 and a line that names\n"
        "the faulty field.",
    ),
    "exchange": Command(
        _engine("exchange"),
        "Find cycles and chains of groups that host each other. Needs no site.",
        "MARKET.json [--longest N] [--out PLAN.json] [options]",
        "hospes exchange market.json --longest 3 --out plan.json",
        "Ends with 0 and a plan that `hospes pair-check` judges, or with 2 and a line that names the faulty field.",
    ),
    "meetings": Command(
        _meetings,
        "Make the timetable of 1:1 meetings for an event. Needs no site.",
        "EVENT.json [--out TIMETABLE.json] [options]",
        "hospes meetings event.json --out timetable.json",
        "Ends with 0 and a timetable, or with 2 and a line that names the faulty field.\n"
        "--previous TIMETABLE.json --from-slot N  keep what has taken place, and plan the free slots anew",
    ),
    "import": Command(
        _import,
        "Read organisations, old entries, reference labels, one organisation or a whole partnership from a file.",
        "organisations|entries|reference|organisation|all …",
        "hospes import organisations list.csv --dry-run",
        "hospes import organisations FILE [--dry-run] [--mapping M.json] [--partial]\n"
        "hospes import entries FILE [--dry-run] [--mapping M.json] [--sheet NAME] [--partial]\n"
        "                           [--organisations create|match] [--submit]\n"
        "hospes import reference LIST FILE [--dry-run] [--partial] [--source TEXT]\n"
        "hospes import organisation|all DIR-OR-ZIP [--dry-run]\n"
        "FILE is CSV or XLSX for organisations and entries, CSV for reference labels. `--mapping` writes what\n"
        "the columns of old entries seem to hold, or reads it. `organisation` reads the file that one took along:\n"
        "its page, and its entries as drafts. `all` reads what `hospes export all` wrote, into an empty\n"
        "installation; it is checked whole before anything is written.",
    ),
    "export": Command(
        _export,
        "Write everything, one kind of record, or the market for `hospes pair` into files.",
        "all|entries|organisations|people|journal|… DIR",
        "hospes export all hospes-2026-11-23.zip",
        "hospes export all DIR-OR-ZIP   everything that `hospes import all` rebuilds the partnership from\n"
        "hospes export KIND DIR-OR-ZIP  one kind of record; docs/reference/export-format.md lists them\n"
        "hospes export market FILE      the market file that `hospes pair` reads\n"
        "The files name people and count those with fewer opportunities: keep them to yourself.",
    ),
    "move": Command(
        _move,
        "Copy everything into another database, as when SQLite has become too small.",
        "DATABASE_URL",
        "hospes move postgres://hospes@127.0.0.1/hospes",
        "Stop the site and its workers first. Nothing is kept unless both databases have the same checksums.\n"
        "Then set HOSPES_DATABASE_URL to the new one. Uploaded files stay where they are.",
    ),
    "checksums": Command(
        _checksums,
        "Say what is in each table: rows, and one number that is the same on SQLite and PostgreSQL.",
        "[--json]",
        "hospes checksums",
    ),
    "backup": Command(
        _backup,
        "Write database and uploads into one file, while the site runs.",
        "FILE|--scheduled [--to KEY,…]",
        "hospes backup hospes-2026-11-23.tar",
        "--scheduled  what the worker does by itself where HOSPES_BACKUP_DIR is set: a file there with the moment in\n"
        "             its name, checked, and then the oldest go (HOSPES_BACKUP_DAYS, HOSPES_BACKUP_WEEKS)\n"
        "--to         encrypt for these public keys (default HOSPES_BACKUP_KEYS)",
    ),
    "backup-key": Command(
        _backup_key,
        "Make a pair of keys: backups are encrypted with one and opened with the other.",
        "FILE",
        "hospes backup-key /media/stick/hospes-backup.key",
        "Writes the secret key into FILE and prints the public one.",
    ),
    "drill": Command(
        _drill,
        "Practise the restore: bring a backup up beside the installation, look at it, and clear it away.",
        "[FILE] [--key FILE]",
        "hospes drill",
        "Makes a backup of now when no FILE is named. Compares every table and file, checks the journal, starts the\n"
        "site on a port of its own and asks it for pages. No mail is sent. On PostgreSQL it needs the right to make\n"
        "a database.",
    ),
    "restore": Command(
        _restore,
        "Put a backup in place of the data of this installation.",
        "FILE [--yes] [--key FILE]",
        "hospes restore hospes-2026-11-23.tar --yes",
        "Stop the site and its workers first. The archive is checked before anything is touched, and the\n"
        "data it replaces is kept beside it. Sessions, tokens, invitations and waiting mails do not come back,\n"
        "nor does anybody who was erased since: erasures.jsonl in the data folder says who that is.",
    ),
    "backup-verify": Command(
        _backup_verify,
        "Check that a backup is whole and can be restored.",
        "FILE [--key FILE]",
        "hospes backup-verify hospes-2026-11-23.tar",
        "--key  the secret key of an encrypted backup",
    ),
    "create-admin": Command(
        _create_admin,
        "Make a person an administrator.",
        "EMAIL [--name NAME] [--password] [--reset-second-factor]",
        "hospes create-admin maria@region.example",
        "Prints a link that signs in once; with --password it asks for a password instead.\n"
        "--reset-second-factor  remove passkeys, authenticator app and recovery codes of somebody who has lost them,\n"
        "                       when no other administrator can. Make sure that it is they who ask. Sessions end,\n"
        "                       a mail tells them, and the site asks for a new second factor at the next sign-in.",
    ),
    "erase-person": Command(
        _erase_person,
        "Forget a person: the account and all that names them, or what is kept of somebody without one.",
        "EMAIL [--yes]",
        "hospes erase-person maria@region.example",
        "What the person did stays in the history, without their name. Whoever has no account is erased by their\n"
        "address: saved searches, invitations, requests to join, reports, messages, mails.",
    ),
    "retention": Command(
        _retention,
        "Forget what has been kept long enough.",
        "[--dry-run]",
        "hospes retention --dry-run",
        "The worker does this every hour. docs/reference/retention.md says how long what is kept.\n"
        "--dry-run  only say how many rows would change",
    ),
    "journal": Command(
        _journal,
        "Say what was done with a record, or by somebody, between two moments.",
        "[--about KIND:KEY] [--by ADDRESS|KEY] [--from DAY] [--to DAY] [--json]",
        "hospes journal --about entry:123 --from 2026-11-20 --to 2026-11-23",
        "--about  a record, as its address on the site numbers it: entry:123, organisation:7, introduction:12;\n"
        "         person:maria@region.example for an account\n"
        "--by     who did it, by address, or by the key in the journal\n"
        "--from, --to  days, both included, or moments like 2026-11-23T14:30, on the clock of Europe/Brussels\n"
        "--json   one JSON object a line, with the facts\n"
        "Moments are shown in UTC. What only was looked at leaves no line. The answer names people: delete it when\n"
        "you are done.",
    ),
    "verify-journal": Command(
        _verify_journal,
        "Check that no line of the journal was changed or taken away.",
        "",
        "hospes verify-journal",
    ),
}
