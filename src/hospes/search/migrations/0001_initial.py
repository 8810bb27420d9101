import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("is_public", models.BooleanField()),
                ("heading", models.TextField()),
                ("body", models.TextField()),
                ("codes", models.TextField()),
                ("since", models.DateTimeField(null=True)),
                ("revision", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "revision"], name="search_document_changes")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="a_thing_has_one_document")
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("stamp", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
    ]
