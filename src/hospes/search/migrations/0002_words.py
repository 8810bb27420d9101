"""The index of words that each database keeps beside the documents.

Tokens come in normal form, divided by spaces, so neither database has anything to fold or to stem. A
later migration that changes a column of `Document` on SQLite makes the table anew and has to put up
the triggers again: call `take_down` before and `put_up` after it.
"""

from django.db import migrations

SQLITE_UP = """
CREATE VIRTUAL TABLE search_words USING fts5(
    heading, body, codes, content='search_document', content_rowid='id', detail=column,
    tokenize="ascii tokenchars '_-'"
);
CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
    INSERT INTO search_words(rowid, heading, body, codes) VALUES (new.id, new.heading, new.body, new.codes);
END;
CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN
    INSERT INTO search_words(search_words, rowid, heading, body, codes)
    VALUES ('delete', old.id, old.heading, old.body, old.codes);
END;
CREATE TRIGGER search_document_changed AFTER UPDATE OF heading, body, codes ON search_document BEGIN
    INSERT INTO search_words(search_words, rowid, heading, body, codes)
    VALUES ('delete', old.id, old.heading, old.body, old.codes);
    INSERT INTO search_words(rowid, heading, body, codes) VALUES (new.id, new.heading, new.body, new.codes);
END;
INSERT INTO search_words(search_words) VALUES ('rebuild');
"""
SQLITE_DOWN = """
DROP TRIGGER search_document_changed;
DROP TRIGGER search_document_removed;
DROP TRIGGER search_document_added;
DROP TABLE search_words;
"""
POSTGRESQL_UP = """
ALTER TABLE search_document
    ADD COLUMN heading_index tsvector GENERATED ALWAYS AS (heading::tsvector) STORED,
    ADD COLUMN everything_index tsvector
        GENERATED ALWAYS AS ((heading || ' ' || body || ' ' || lower(codes))::tsvector) STORED;
CREATE INDEX search_document_heading ON search_document USING gin (heading_index) WITH (fastupdate = off);
CREATE INDEX search_document_everything ON search_document USING gin (everything_index) WITH (fastupdate = off);
"""
POSTGRESQL_DOWN = """
ALTER TABLE search_document DROP COLUMN everything_index, DROP COLUMN heading_index;
"""


def put_up(apps, schema_editor):
    _run(schema_editor, SQLITE_UP, POSTGRESQL_UP)


def take_down(apps, schema_editor):
    _run(schema_editor, SQLITE_DOWN, POSTGRESQL_DOWN)


def _run(schema_editor, sqlite, postgresql):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql)
        return
    # Not executescript, which would commit the transaction that the migration runs in.
    statement = ""
    for line in sqlite.strip().splitlines():
        statement += line + "\n"
        if line.endswith(";") and ("TRIGGER" not in statement or statement.startswith("DROP") or line == "END;"):
            schema_editor.execute(statement, params=None)
            statement = ""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
