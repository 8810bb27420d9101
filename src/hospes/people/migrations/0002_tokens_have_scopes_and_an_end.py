"""Tokens say what they are for and when they end. Those of before keep what they could do, and have no end."""

from typing import Any

from django.db import migrations, models

EVERYTHING = [
    "read",
    "write:entries",
    "write:introductions",
    "write:organisations",
    "write:news",
    "moderation",
    "people",
    "write:account",
]


def keep_what_they_could(apps: Any, schema_editor: Any) -> None:
    tokens = apps.get_model("people", "ApiToken").objects.using(schema_editor.connection.alias)
    tokens.update(scopes=EVERYTHING)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField("apitoken", "expires_at", models.DateTimeField(null=True)),
        migrations.AddField("apitoken", "scopes", models.JSONField(default=list)),
        migrations.RunPython(keep_what_they_could, migrations.RunPython.noop),
    ]
