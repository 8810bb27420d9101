from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]
    operations = [
        migrations.CreateModel(
            name="Meaning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("revision", models.BigIntegerField()),
                ("digest", models.CharField(max_length=32)),
                ("vector", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="a_thing_has_one_meaning")
                ],
            },
        ),
    ]
