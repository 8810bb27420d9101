"""PostgreSQL indexes the words without keeping them a second time beside the document.

A search reads the rows that its index names. Without two columns of words they are half as wide, so that those of a
hundred thousand entries stay in the database's memory.
"""

from django.db import migrations

# Rows lose a dropped column when they are written anew, which the change of a type makes them be.
NARROW = """
ALTER TABLE search_document DROP COLUMN everything_index, DROP COLUMN heading_index;
ALTER TABLE search_document ALTER COLUMN heading TYPE text USING heading || '';
CREATE INDEX search_document_heading ON search_document USING gin ((heading::tsvector)) WITH (fastupdate = off);
CREATE INDEX search_document_everything ON search_document
    USING gin (((heading || ' ' || body || ' ' || lower(codes))::tsvector)) WITH (fastupdate = off);
ANALYZE search_document;
"""
WIDE = """
DROP INDEX search_document_heading;
DROP INDEX search_document_everything;
ALTER TABLE search_document
    ADD COLUMN heading_index tsvector GENERATED ALWAYS AS (heading::tsvector) STORED,
    ADD COLUMN everything_index tsvector
        GENERATED ALWAYS AS ((heading || ' ' || body || ' ' || lower(codes))::tsvector) STORED;
CREATE INDEX search_document_heading ON search_document USING gin (heading_index) WITH (fastupdate = off);
CREATE INDEX search_document_everything ON search_document USING gin (everything_index) WITH (fastupdate = off);
"""


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)


def wide(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WIDE)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_meaning")]
    operations = [migrations.RunPython(narrow, wide)]
