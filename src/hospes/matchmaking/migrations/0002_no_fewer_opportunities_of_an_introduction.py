from django.db import migrations


class Migration(migrations.Migration):
    """Nobody ever wrote it: every introduction said "0" of something that was not known."""

    dependencies = [("matchmaking", "0001_initial")]

    operations = [migrations.RemoveField(model_name="introduction", name="fewer_opportunities")]
