"""What `hospes check` asks about safety. What is fine for a trial on one's own machine is refused where others come."""

import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from hospes.core.health import Finding
from hospes.core.installation import is_loopback_name

# Kinds of file systems that other machines share. SQLite's locks do not hold there.
SHARED = frozenset("nfs nfs4 cifs smb3 smbfs 9p afs ceph glusterfs lustre beegfs gpfs ocfs2 gfs2".split())
MOUNTS = Path("/proc/self/mounts")
OLDEST_POSTGRESQL = 150000


def questions() -> dict[str, Callable[[], Finding]]:
    return {
        "address": address,
        "hosts": hosts,
        "https": https,
        "secret": secret,
        "demo": demo,
        "webhooks": webhooks,
        "data folder": data_folder,
        "database kind": database_kind,
        "second factor": second_factor,
        "django": django_itself,
    }


def address() -> Finding:
    """Links in mails lead to a host that the site answers to."""
    from django.conf import settings
    from django.http.request import validate_host

    host = urlsplit(settings.BASE_URL).hostname or ""
    host = f"[{host}]" if ":" in host else host
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return Finding(False, f"{host} is not allowed", "Add it to HOSPES_ALLOWED_HOSTS, or correct HOSPES_BASE_URL.")
    return Finding(True, "ok")


def hosts() -> Finding:
    from django.conf import settings

    if "*" in settings.ALLOWED_HOSTS:
        mend = "Name your hosts in HOSPES_ALLOWED_HOSTS: with `*` a stranger's host name gets into links."
        return Finding(False, "every host is allowed", mend)
    return Finding(True, "ok")


def https() -> Finding:
    from django.conf import settings

    where = urlsplit(settings.BASE_URL)
    if where.scheme != "https" and (settings.HAS_REAL_HOSTS or not is_loopback_name(where.hostname or "")):
        mend = "Let HOSPES_BASE_URL begin with https://, and put a server that speaks TLS in front."
        return Finding(False, "passwords and cookies travel in the open", mend)
    return Finding(True, "ok")


def secret() -> Finding:
    """A weak one is refused at the start already. On several machines it must be given."""
    from django.conf import settings

    from hospes.core.installation import secret_key
    from hospes.jobs import queries

    self_made = (settings.DATA_DIR / "secret-key").exists() and secret_key(settings.DATA_DIR) == settings.SECRET_KEY
    if self_made and len(queries.machines()) > 1:
        mend = "Set the same HOSPES_SECRET_KEY on all machines, or sessions and links of one fail on the other."
        return Finding(False, "each machine made its own", mend)
    return Finding(True, "made by this installation" if self_made else "ok")


def demo() -> Finding:
    from django.conf import settings

    if settings.DEMO and settings.HAS_REAL_HOSTS:
        mend = "Take HOSPES_DEMO away and set HOSPES_SECRET_KEY. Everybody can read all mails."
        return Finding(False, "on where others reach the site", mend)
    return Finding(True, "on" if settings.DEMO else "off")


def webhooks() -> Finding:
    from django.conf import settings

    if settings.WEBHOOKS_LOOPBACK and settings.HAS_REAL_HOSTS:
        return Finding(False, "may reach this machine", "Take HOSPES_WEBHOOKS_LOOPBACK away: it is for tests.")
    return Finding(True, "on" if settings.WEBHOOKS else "off")


def data_folder() -> Finding:
    """It holds addresses of people and the secret: nobody else on the machine looks into it."""
    from django.conf import settings

    readable = [path for path in _private_paths(settings.DATA_DIR) if path.stat().st_mode & stat.S_IRWXO]
    folder_is_closed = not settings.DATA_DIR.stat().st_mode & stat.S_IXOTH
    if readable and not folder_is_closed:
        mend = f"Run `chmod -R o-rwx {settings.DATA_DIR}`."
        return Finding(not settings.HAS_REAL_HOSTS, "everybody on this machine may read in it", mend)
    return Finding(True, "ok")


def database_kind() -> Finding:
    from django.db import connection

    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def second_factor() -> Finding:
    """A role that asks for a second factor does not count before its holder has one."""
    from django.conf import settings

    from hospes.people import queries_safety
    from hospes.people.choices import PartnershipRole

    waiting = queries_safety.roles_without_second_factor()
    if not waiting:
        return Finding(True, "ok")
    state = f"{sum(waiting.values())} with a role have none"
    mend = "They sign in and set it up; until then their role does not count"
    nobody_looks_after_it = (
        waiting.get(PartnershipRole.ADMINISTRATOR, 0) and not queries_safety.administrators_who_count()
    )
    return Finding(not (nobody_looks_after_it and settings.HAS_REAL_HOSTS), state, mend)


def django_itself() -> Finding:
    """What Django itself would say before it is shown to the world."""
    from django.conf import settings
    from django.core import checks

    found = checks.run_checks(include_deployment_checks=settings.HAS_REAL_HOSTS)
    loud = [one for one in found if one.level >= checks.WARNING and not one.is_silenced()]
    if loud:
        return Finding(False, ", ".join(str(one.id) for one in loud), "`manage.py check --deploy` says what is meant.")
    return Finding(True, "ok")


def kind_of_disk(path: Path, mounts: str) -> str:
    """The kind of file system that a path lies on, by the table of mounts: the longest mount point above it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split()
        point = words[1].replace("\\040", " ") if len(words) > 2 else ""
        above = point == "/" or path == Path(point) or Path(point) in path.parents
        if point and above and len(point) >= len(best):
            best, kind = point, words[2]
    return kind


def _sqlite() -> Finding:
    from django.conf import settings

    from hospes.jobs import queries

    file = Path(settings.DATABASES["default"]["NAME"]).resolve()
    kind = kind_of_disk(file, MOUNTS.read_text(encoding="utf-8")) if MOUNTS.exists() else ""
    if kind in SHARED or kind.startswith("fuse.sshfs"):
        return Finding(False, f"SQLite on a shared disk ({kind})", "Move the data folder to a disk of this machine.")
    if len(queries.machines()) > 1:
        return Finding(False, "SQLite used by several machines", "Use PostgreSQL: `hospes move` copies everything.")
    return Finding(True, "SQLite")


def _postgresql() -> Finding:
    from django.db import connection

    connection.ensure_connection()
    there = connection.connection.info
    if there.server_version < OLDEST_POSTGRESQL:
        return Finding(False, f"PostgreSQL {there.server_version // 10000}", "Hospes needs version 15 or newer.")
    is_near = not there.host or there.host.startswith("/") or is_loopback_name(there.host)
    if not is_near and not connection.connection.pgconn.ssl_in_use:
        mend = "Add `?sslmode=require` to HOSPES_DATABASE_URL, unless the network between is yours alone"
        return Finding(True, "PostgreSQL, unencrypted over the network", mend)
    return Finding(True, "PostgreSQL")


def _private_paths(folder: Path) -> list[Path]:
    names = ("", "secret-key", ".env", "hospes.sqlite3", "mail", "erasures.jsonl")
    return [path for path in (folder / name for name in names) if path.exists()]
