"""Indexes for lists that stay short while the market grows: an organisation's own, what waits, what changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0002_no_fewer_opportunities_of_an_introduction"), ("organisations", "0002_initial")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_of_organisation"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["organisation", "status", "-published_at"], name="entry_of_organisation"),
        ),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["paired_at"], name="entry_paired")),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(unchecked_since__isnull=False),
                fields=["unchecked_since"],
                name="entry_words_to_check",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("paired_at", None), ("paired_at__lt", models.F("changed_at")), _connector="OR"),
                fields=["id"],
                name="entry_out_of_step",
            ),
        ),
    ]
