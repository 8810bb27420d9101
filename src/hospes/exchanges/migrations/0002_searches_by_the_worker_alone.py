from django.db import migrations, models


class Migration(migrations.Migration):
    """Only a worker searches, one at a time: nothing waits to be searched."""

    dependencies = [("exchanges", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="search", name="a_market_is_searched_once_at_a_time"),
        migrations.AlterField(
            model_name="search",
            name="state",
            field=models.CharField(choices=[("running", "Running"), ("done", "Done")], default="running", max_length=10),
        ),
    ]
