import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Questions as the engine found them. What was asked before has promised pairs, and says nothing of people."""

    dependencies = [
        ('matchmaking', '0004_exchanges'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='promised_people',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='FoundQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal', models.JSONField()),
                ('opens', models.JSONField(default=list)),
                ('places_people', models.PositiveIntegerField(null=True)),
                ('rank', models.PositiveSmallIntegerField(unique=True)),
                ('together', models.JSONField(default=dict)),
                ('found_at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matchmaking.entry')),
            ],
        ),
    ]
