"""Every setting: what it is for, what it is when nobody says, and where its value came from."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from dotenv import dotenv_values


@dataclass(frozen=True)
class Setting:
    """One `HOSPES_` variable. `attribute` is its name in the Django settings, where the value in use stands."""

    name: str
    attribute: str
    meaning: str
    default: str
    is_secret: bool = False


SETTINGS = (
    Setting(
        "HOSPES_DATA_DIR",
        "DATA_DIR",
        "Folder of the database, uploads, mails and secret.",
        "`var` in the clone; `~/.local/share/hospes` when installed as a package",
    ),
    Setting(
        "HOSPES_DATABASE_URL",
        "DATABASE_URL",
        "The database: `sqlite:///PATH` or `postgres://USER:PASSWORD@HOST/NAME`. PostgreSQL for several machines.",
        "`hospes.sqlite3` in the data folder",
    ),
    Setting(
        "HOSPES_SECRET_KEY",
        "SECRET_KEY",
        "Signs sessions and the links in mails. Must be the same on all machines.",
        "made on the first start, kept in the data folder",
        is_secret=True,
    ),
    Setting(
        "HOSPES_ALLOWED_HOSTS",
        "ALLOWED_HOSTS",
        "Names that the site answers to, with commas between them.",
        "`127.0.0.1,localhost,[::1]`",
    ),
    Setting(
        "HOSPES_BASE_URL",
        "BASE_URL",
        "Address of the site, used in mails and feeds. With `https://` cookies are sent over TLS only.",
        "`http://127.0.0.1:PORT`",
    ),
    Setting(
        "HOSPES_QUEUE_URL",
        "QUEUE_URL",
        "Broker that hands tasks to many workers by Celery: `redis://HOST:6379/0` or `amqp://USER:PASSWORD@HOST`."
        " Needs the extra `hospes[celery]`.",
        "none: the database hands them out",
    ),
    Setting(
        "HOSPES_STORAGE_URL",
        "MEDIA_ROOT",
        "Folder of uploaded pictures that several machines share: `file:///srv/shared/uploads`.",
        "`uploads` in the data folder",
    ),
    Setting("HOSPES_PORT", "", "Port of `bin/run` and `hospes serve`.", "`8000`"),
    Setting(
        "HOSPES_EMAIL_URL",
        "EMAIL_URL",
        "Mail server: `smtp://USER:PASSWORD@HOST:587/?tls=True`. Without it mails are written into the data folder.",
        "none",
    ),
    Setting("HOSPES_FROM_EMAIL", "DEFAULT_FROM_EMAIL", "Sender of the mails.", "`Hospes <no-reply@hospes.example>`"),
    Setting("HOSPES_CONTACT_EMAIL", "CONTACT_EMAIL", "Address on the contact page.", "`contact@hospes.example`"),
    Setting("HOSPES_CONTACT_PERSON", "CONTACT_PERSON", "Who answers there, as the contact page says it.", "none"),
    Setting(
        "HOSPES_SECURITY_POLICY",
        "SECURITY_POLICY",
        "Address of your page on how reports of weaknesses are treated, for `security.txt`.",
        "none",
    ),
    Setting(
        "HOSPES_DEMO",
        "DEMO",
        "Shows the demo mailbox and says that this is a demo. Stays off where a secret and hosts are set.",
        "off",
    ),
    Setting(
        "HOSPES_BACKUP_KEYS",
        "BACKUP_KEYS",
        "Public keys (`age1…`, with commas between) that backups are encrypted for. `hospes backup-key` makes one.",
        "none: backups are not encrypted",
    ),
    Setting("HOSPES_BACKUP_DIR", "BACKUP_DIR", "Folder in which the worker makes a backup by itself.", "none"),
    Setting(
        "HOSPES_BACKUP_SCHEDULE",
        "BACKUP_SCHEDULE",
        "When it does: minute, hour, day, month, weekday, on the clock of Europe/Brussels.",
        "`30 1 * * *`, every night at 1:30",
    ),
    Setting(
        "HOSPES_BACKUP_DAYS",
        "BACKUP_DAYS",
        "Of so many days the newest scheduled backup is kept, at most 366.",
        "`14`",
    ),
    Setting(
        "HOSPES_BACKUP_WEEKS",
        "BACKUP_WEEKS",
        "Of so many weeks the newest scheduled backup is kept, at most 150.",
        "`8`",
    ),
    Setting("HOSPES_METRICS_TOKEN", "METRICS_TOKEN", "Opens `/metrics` to other machines.", "none", is_secret=True),
    Setting(
        "HOSPES_API_REQUESTS_PER_MINUTE",
        "API_REQUESTS_PER_MINUTE",
        "Requests to the API that one token, or one address without a token, may send in a minute; `0` for no limit.",
        "`18000`",
    ),
    Setting("HOSPES_WEBHOOKS", "WEBHOOKS", "Lets organisations and administrators add webhooks.", "off"),
    Setting(
        "HOSPES_WEBHOOKS_LOOPBACK",
        "WEBHOOKS_LOOPBACK",
        "For tests: webhooks may reach this machine, without TLS. Refused where a secret and hosts are set.",
        "off",
    ),
    Setting(
        "HOSPES_SECRET_KEY_FILE",
        "",
        "File whose first line is the secret key, as systemd, a container engine or a vault puts it there. Likewise"
        " `HOSPES_OLD_SECRET_KEYS_FILE`, `HOSPES_DATABASE_URL_FILE`, `HOSPES_EMAIL_URL_FILE`,"
        " `HOSPES_OIDC_CLIENT_SECRET_FILE` and `HOSPES_METRICS_TOKEN_FILE`.",
        "none",
    ),
    Setting(
        "HOSPES_OLD_SECRET_KEYS",
        "SECRET_KEY_FALLBACKS",
        "Secret keys of before, with commas between. Sessions, links and authenticator apps of then go on working.",
        "none",
        is_secret=True,
    ),
    Setting(
        "HOSPES_PROXIES",
        "PROXIES",
        "How many servers of your own stand in front and write the sender’s address into `X-Forwarded-For`.",
        "`1` where HOSPES_BASE_URL begins with `https://`, else `0`",
    ),
    Setting("HOSPES_SESSION_IDLE_DAYS", "SESSION_IDLE", "After so many days without a visit a session ends.", "`14`"),
    Setting("HOSPES_SESSION_LONGEST_DAYS", "SESSION_LONGEST", "After so many days a session ends in any case.", "`30`"),
    Setting(
        "HOSPES_OIDC_PRESET",
        "",
        "A provider of OpenID Connect that Hospes knows: `eu-login`, or `eu-login-acceptance` for trials.",
        "none",
    ),
    Setting("HOSPES_OIDC_ISSUER", "", "Address of any other provider of OpenID Connect.", "that of the preset"),
    Setting("HOSPES_OIDC_CLIENT_ID", "", "What the provider calls this installation.", "none"),
    Setting(
        "HOSPES_OIDC_CLIENT_SECRET",
        "OIDC_CLIENT_SECRET",
        "The secret that the provider gave this installation.",
        "none",
        is_secret=True,
    ),
    Setting("HOSPES_OIDC_NAME", "", "The provider’s name on the button.", "that of the preset"),
    Setting("HOSPES_OIDC_SCOPES", "", "What is asked for, with blanks between.", "`openid profile email`"),
    Setting(
        "HOSPES_OIDC_TOKEN_AUTH",
        "",
        "How the secret is shown: `client_secret_basic`, `client_secret_post` or `client_secret_jwt`.",
        "that of the preset, or what the provider says it takes",
    ),
    Setting(
        "HOSPES_OIDC_TRUST_ADDRESSES",
        "",
        "You answer for it that the provider’s addresses belong to those who have them, where it does not say so.",
        "off",
    ),
    Setting("HOSPES_LOG_LEVEL", "", "Least level of the log: `DEBUG`, `INFO`, `WARNING`.", "`INFO`"),
    Setting("HOSPES_LOG_READABLE", "", "Log for eyes instead of JSON.", "off, on with HOSPES_DEBUG"),
    Setting("HOSPES_DEBUG", "DEBUG", "For developers: long error pages. Never where others reach the site.", "off"),
)


def source_of(setting: Setting, given: Mapping[str, str], folder: Path) -> str:
    """`environment`, `.env` or `default`. `given` is the environment as it was before `.env` was read."""
    if given.get(setting.name):
        return "environment"
    if dotenv_values(folder / ".env").get(setting.name):
        return ".env"
    return "default"


def shown_value(setting: Setting) -> str:
    """The value in use, without anything secret."""
    from django.conf import settings

    if not setting.attribute:
        return os.environ.get(setting.name) or setting.default.replace("`", "")
    value = getattr(settings, setting.attribute)
    if setting.is_secret:
        return f"set, {len(value)} characters" if value else "not set"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, timedelta):
        return str(value.days)
    if isinstance(value, list):
        return ",".join(map(str, value)) or "not set"
    return _without_password(str(value)) or "not set"


def _without_password(value: str) -> str:
    try:
        parts = urlsplit(value)
        if not parts.password:
            return value
    except ValueError:
        return "cannot be read"
    user, _at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}:***@{host}"))
