"""Triggers that keep the database itself from changing the journal. Migration 0002 puts them up."""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = """CREATE TRIGGER journal_line_is_never_{past} BEFORE {verb} ON journal_journalline
    BEGIN SELECT RAISE(ABORT, 'lines of the journal are never {past}'); END"""
_POSTGRESQL = """CREATE TRIGGER journal_line_is_never_{past} BEFORE {verb} ON journal_journalline
    FOR EACH STATEMENT EXECUTE FUNCTION journal_line_stays()"""
_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION journal_line_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'lines of the journal are never changed or deleted'; END $$"""
_VERBS = {"UPDATE": "changed", "DELETE": "deleted", "TRUNCATE": "emptied"}


def put_up(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
            statement, verbs = _POSTGRESQL, list(_VERBS)
        else:
            statement, verbs = _SQLITE, ["UPDATE", "DELETE"]
        for verb in verbs:
            cursor.execute(statement.format(verb=verb, past=_VERBS[verb]))


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Only for taking the migration back, and for tests that empty their own database."""
    on = " ON journal_journalline" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for past in _VERBS.values():
            cursor.execute(f"DROP TRIGGER IF EXISTS journal_line_is_never_{past}{on}")
