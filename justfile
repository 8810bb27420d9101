# Every verb of the day. `just` lists them.
set shell := ["bash", "-euo", "pipefail", "-c"]
export PYTHONPATH := justfile_directory() / "src" + ":" + justfile_directory()
export DJANGO_SETTINGS_MODULE := "hospes.settings"
python := justfile_directory() / ".venv/bin/python"
bin := justfile_directory() / ".venv/bin"

# This list
default:
    @just --list --unsorted

# Make the environment with all tools
setup:
    HOSPES_LOCK=requirements-dev.lock bash -c '. bin/environment.sh'

# Site and worker with the demo partnership
run:
    bin/run

# Tests: all, or a path
test *what:
    bin/test {{ what }}

# Format, lint, types, layers, templates, migrations, messages
check: format-check lint types layers templates migrations messages-check diagrams-check register-check deploy-check

[private]
format-check:
    {{ bin }}/ruff format --check .

# Ruff
lint:
    {{ bin }}/ruff check .

# mypy, strict
types:
    {{ bin }}/mypy

# Which way imports run
layers:
    {{ bin }}/lint-imports --no-cache

# djlint on the templates
templates:
    {{ bin }}/djlint src --lint --quiet

# No model changed without a migration
migrations:
    {{ python }} manage.py makemigrations --check --dry-run

# Every sentence of the source is in the seven catalogues, translated
messages-check:
    {{ python }} tools/messages.py check

# Django's own advice for production
deploy-check:
    HOSPES_SECRET_KEY=$({{ python }} -c 'import secrets; print(secrets.token_urlsafe(60))') HOSPES_ALLOWED_HOSTS=hospes.example HOSPES_BASE_URL=https://hospes.example {{ python }} manage.py check --deploy --fail-level WARNING

# What is in an export, drawn from the code
export-format:
    {{ python }} tools/export_format.py

# Mend what can be mended by itself
fix:
    {{ bin }}/ruff check --fix .
    {{ bin }}/ruff format .

# Read new sentences from the source into the catalogues
messages:
    {{ python }} tools/messages.py update

# The state diagrams are current
diagrams-check:
    {{ python }} tools/diagrams.py check

# Draw the state diagrams in docs/reference
diagrams:
    {{ python }} tools/diagrams.py

# The register of processing and the table of terms are current
register-check:
    {{ python }} tools/register.py check

# Draw the register of processing and the table of terms from the code
register:
    {{ python }} tools/register.py

# Draw the page of all limits from the constants in the code
limits:
    {{ python }} tools/limits.py

# The list of parts for this release (CycloneDX), from the lock and what is installed
sbom file="sbom.cdx.json":
    {{ python }} tools/sbom.py {{ file }}

# Draw who sees what in docs/reference, from the table that the tests prove
permissions:
    {{ python }} tools/permissions.py
    {{ python }} tools/api.py

# Send the API what its document allows and what it does not, for so many seconds
fuzz-api seconds="300" seed="7":
    HOSPES_FUZZ_SECONDS={{ seconds }} HOSPES_FUZZ_SEED={{ seed }} {{ python }} -m pytest tests/api/test_fuzzing.py -s

# Take the pictures of the README anew
pictures:
    {{ python }} tools/pictures.py

# The pages that people open most, with 30 and with 3,000 entries
benchmark-pages:
    DJANGO_SETTINGS_MODULE=tests.settings {{ python }} benchmarks/pages.py

# How quickly pages answer at the size of Europe; after `hospes demo --stage europe`
benchmark-europe:
    {{ python }} -m benchmarks.europe

# A round over a market like Europe while people read; after `hospes demo --stage europe`
benchmark-rounds *options:
    {{ python }} -m benchmarks.rounds {{ options }}

# Plans of Hospes beside those of its peers, on the same markets, judged alike; writes the page and its pictures: about eight minutes
benchmark-pairing *options:
    {{ bin }}/uv pip install --quiet --python {{ python }} --group benchmark
    {{ python }} -m benchmarks.pairing --page docs/explanation/pairing-measured.md {{ options }}

# How long a list of many rows takes to come in, and how long pages wait meanwhile; `csv` or `xlsx`
benchmark-imports rows="100000" kind="csv":
    DJANGO_SETTINGS_MODULE=hospes.settings {{ python }} benchmarks/imports.py {{ rows }} {{ kind }}

# Races by the hundred on a running site, with controls; `sqlite` or `postgresql`
races rounds="200" database="sqlite":
    {{ python }} benchmarks/races.py --rounds {{ rounds }} --database {{ database }}

# Kill the site, the worker, the upgrade and the database in the middle of their work
crashes kills="100" database="sqlite" *options:
    {{ python }} benchmarks/crash.py --kills {{ kills }} --database {{ database }} {{ options }}

# A running server under load, with 300 organisations and 7,500 entries, on SQLite and on PostgreSQL: about seven minutes
benchmark-load seconds="20":
    {{ python }} -m benchmarks.load --seconds {{ seconds }}
    pg_virtualenv -o fsync=on bash -c 'HOSPES_DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT/postgres" {{ python }} -m benchmarks.load --seconds {{ seconds }}'

# Half of that load for so many minutes: does memory grow, or a file?
benchmark-soak minutes="30":
    {{ python }} -m benchmarks.load --soak {{ minutes }}

# Lock the dependencies anew, with hashes and without hosts
lock:
    {{ bin }}/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
    {{ bin }}/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock
    {{ python }} tools/sbom.py --licences
