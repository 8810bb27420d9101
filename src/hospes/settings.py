"""Settings, read from top to bottom. The environment speaks only in the first section."""

import os
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import dj_database_url
import dj_email_url
from croniter import croniter
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from hospes.core.installation import data_folder, has_real_hosts, is_weak, secret_key, uploads_folder
from hospes.core.secret_files import read_secret_files
from hospes.people.presets import chosen as openid_provider

# 1. The environment ---------------------------------------------------------------------------

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent
DATA_DIR = data_folder(ROOT)

env = Env(prefix="HOSPES_")
env.read_env(str(DATA_DIR / ".env"), recurse=False)
try:
    read_secret_files(os.environ)
except ValueError as wrong:
    raise ImproperlyConfigured(str(wrong)) from wrong

SECRET_KEY = env.str("SECRET_KEY", "") or secret_key(DATA_DIR)
# Keys of before: what they signed and locked can still be read, nothing new is signed with them.
SECRET_KEY_FALLBACKS: list[str] = env.list("OLD_SECRET_KEYS", [])
DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'hospes.sqlite3'}"
EMAIL_URL = env.str("EMAIL_URL", "")
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
DEBUG = env.bool("DEBUG", False)
# The demo never turns itself on where a real secret and a real host are set.
IS_REAL = bool(env.str("SECRET_KEY", "")) and "HOSPES_ALLOWED_HOSTS" in os.environ
DEMO = env.bool("DEMO", False) and not IS_REAL
HAS_REAL_HOSTS = has_real_hosts(ALLOWED_HOSTS)
if DEBUG and (IS_REAL or HAS_REAL_HOSTS):
    raise ImproperlyConfigured("HOSPES_DEBUG is on where others reach the site. Take it away: errors show the inside.")
# Public keys that backups are encrypted for.
BACKUP_KEYS: list[str] = env.list("BACKUP_KEYS", [])
# A folder in which the worker makes a backup by itself, when, and how many of them stay.
BACKUP_DIR = env.str("BACKUP_DIR", "")
BACKUP_SCHEDULE = env.str("BACKUP_SCHEDULE", "30 1 * * *")
BACKUP_DAYS = env.int("BACKUP_DAYS", 14)
BACKUP_WEEKS = env.int("BACKUP_WEEKS", 8)
if not croniter.is_valid(BACKUP_SCHEDULE):
    raise ImproperlyConfigured(f"HOSPES_BACKUP_SCHEDULE is no calendar line like “30 1 * * *”: {BACKUP_SCHEDULE!r}.")
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
WEBHOOKS = env.bool("WEBHOOKS", False)
WEBHOOKS_LOOPBACK = env.bool("WEBHOOKS_LOOPBACK", False)
if WEBHOOKS_LOOPBACK and (IS_REAL or HAS_REAL_HOSTS):
    raise ImproperlyConfigured(
        "HOSPES_WEBHOOKS_LOOPBACK is on where others reach the site. Take it away: webhooks would reach this machine."
    )
if HAS_REAL_HOSTS and is_weak(SECRET_KEY):
    raise ImproperlyConfigured(
        "HOSPES_SECRET_KEY can be guessed. Take 60 random characters, or leave it out and one is made."
    )
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", 18_000)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "contact@hospes.example")
# Who answers there, as the contact page says it.
CONTACT_PERSON = env.str("CONTACT_PERSON", "")
# Where the operator says how reports of weaknesses are treated; security.txt leads there.
SECURITY_POLICY = env.str("SECURITY_POLICY", "")
if SECURITY_POLICY and not SECURITY_POLICY.startswith("https://"):
    raise ImproperlyConfigured("HOSPES_SECURITY_POLICY is the address of a page and begins with https://.")

# 2. The apps, lowest layer first --------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "hospes.core",
    "hospes.journal",
    "hospes.jobs",
    "hospes.backups",
    "hospes.mail",
    "hospes.reference",
    "hospes.search",
    "hospes.people",
    "hospes.privacy",
    "hospes.organisations",
    "hospes.moderation",
    "hospes.outreach",
    "hospes.cooperation",
    "hospes.apprenticeships",
    "hospes.matchmaking",
    "hospes.consortia",
    "hospes.radar",
    "hospes.exchanges",
    "hospes.rounds",
    "hospes.following",
    "hospes.sharing",
    "hospes.incoming",
    "hospes.exports",
    "hospes.demo",
    "hospes.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "template_partials",
    "heroicons",
    "csp",
    "ninja",
]

MIDDLEWARE = [
    # First, so that every line of the log carries the request id.
    "hospes.core.middleware.request_id",
    "hospes.core.measured.measured",
    "django.middleware.security.SecurityMiddleware",
    # Static files need no session.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # After the session and before anything that speaks.
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a public page says so with @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Sessions that were idle too long end; roles that wait for a second factor lead to it first.
    "hospes.people.middleware.sessions_that_end",
    "hospes.people.middleware.second_factor_first",
    # Who one acts for, and the reader's time zone, once per request.
    "hospes.organisations.middleware.acting_organisation",
    "hospes.people.middleware.reader_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "hospes.core.middleware.private_answers",
    # Last, because it asks the view itself.
    "hospes.core.deadlocks.EndedTransactions",
]

ROOT_URLCONF = "hospes.urls"
WSGI_APPLICATION = "hospes.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hospes.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "hospes.core.templatetags.icons",
                "hospes.core.templatetags.drawn",
                "template_partials.templatetags.partials",
                "hospes.core.templatetags.hospes",
            ],
        },
    }
]
FORM_RENDERER = "hospes.core.rendering.FormRenderer"

# 3. The database ------------------------------------------------------------------------------

# A new connection reads the whole schema first, with SQLite, too: it stays for a minute of requests.
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads first and writes later waits instead of failing.
    # FULL: what was acknowledged survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

# What was found about an entry is kept until something around it changes. 300, as it would be, is soon full.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 3000}},
}
# With a broker, Celery hands the tasks out; the database keeps them all the same.
QUEUE_URL = env.str("QUEUE_URL", "")
if QUEUE_URL and find_spec("celery") is None:
    raise ImproperlyConfigured("HOSPES_QUEUE_URL needs what is not installed: pip install 'hospes[celery]'.")
_TASK_BACKEND = "hospes.jobs.broker.BrokerBackend" if QUEUE_URL else "django_tasks_db.DatabaseBackend"
TASKS = {"default": {"BACKEND": _TASK_BACKEND, "QUEUES": []}}

# 4. People and sign-in ------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "hospes.people.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "hospes.people.passwords.LocalWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:todo"
LOGOUT_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "hospes.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# Guesses are counted in the database (hospes.people.guessing), for all processes; allauth's own counts are not needed.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "hospes.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_DIGITS = 10
SOCIALACCOUNT_ADAPTER = "hospes.people.adapter.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# How long a session may be idle, and how old it may become. Signing in again is one of: a passkey, a link by mail.
SESSION_IDLE = timedelta(days=env.int("SESSION_IDLE_DAYS", 14))
SESSION_LONGEST = timedelta(days=env.int("SESSION_LONGEST_DAYS", 30))
SESSION_COOKIE_AGE = int(SESSION_IDLE.total_seconds())
# How long ago somebody may have shown a secret of theirs, before the safety of their account changes.
FRESH_SIGN_IN = timedelta(minutes=15)
# Another provider that signs people in. None where none is set.
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
try:
    OIDC = openid_provider(
        preset=env.str("OIDC_PRESET", ""),
        issuer=env.str("OIDC_ISSUER", ""),
        client_id=env.str("OIDC_CLIENT_ID", ""),
        secret=OIDC_CLIENT_SECRET,
        name=env.str("OIDC_NAME", ""),
        scopes=env.str("OIDC_SCOPES", "").split(),
        token_auth=env.str("OIDC_TOKEN_AUTH", ""),
        trusts_addresses=env.bool("OIDC_TRUST_ADDRESSES", False),
    )
except ValueError as wrong:
    raise ImproperlyConfigured(str(wrong)) from wrong

# 5. Languages and time ------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("es", "Español"),
    ("sv", "Svenska"),
    ("ca", "Català"),
]
# The first folder is for catalogues that could not be written beside their sources.
LOCALE_PATHS = [DATA_DIR / "locale", PACKAGE / "locale"]
# English dates as Europe writes them: 3 May 2027, 14:30.
FORMAT_MODULE_PATH = ["hospes.web.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
USE_THOUSAND_SEPARATOR = True

# 6. Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
try:
    MEDIA_ROOT = uploads_folder(env.str("STORAGE_URL", ""), DATA_DIR)
except ValueError as wrong:
    raise ImproperlyConfigured(str(wrong)) from wrong
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Straight from the packages, read once at the start: nothing to collect, nothing that can be stale.
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# 7. Mail --------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Hospes <no-reply@hospes.example>")
if EMAIL_URL:
    vars().update(dj_email_url.parse(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20

# 8. Safety ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
# How many servers of our own stand in front and write down the sender's address. Nobody else is believed about it.
PROXIES = env.int("PROXIES", 1 if IS_HTTPS else 0)
# The server in front sends plain HTTP on to TLS. Subdomains and preload lists are the domain owner's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
CSRF_TRUSTED_ORIGINS = [BASE_URL] if IS_HTTPS else []
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# With this beginning a browser takes them from this very host over TLS, and from no neighbour under the same domain.
_COOKIE = "__Host-hospes" if IS_HTTPS else "hospes"
SESSION_COOKIE_NAME = f"{_COOKIE}_session"
CSRF_COOKIE_NAME = f"{_COOKIE}_csrf"
DEVICE_COOKIE_NAME = f"{_COOKIE}_device"
CSRF_FAILURE_VIEW = "hospes.web.views.errors.csrf_failure"

# 9. The log -----------------------------------------------------------------------------------

LOGGING_CONFIG = "hospes.core.log.configure"
LOGGING = {"level": env.str("LOG_LEVEL", "INFO"), "readable": env.bool("LOG_READABLE", DEBUG)}
