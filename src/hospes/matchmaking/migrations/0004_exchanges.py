import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Introductions that come about together or not at all. Those that are there belong to no exchange."""

    dependencies = [
        ('matchmaking', '0003_how_lists_are_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting for answers'), ('agreed', 'Agreed by all'), ('declined', 'Declined'), ('expired', 'Expired without all answers'), ('withdrawn', 'Withdrawn by the facilitator')], default='waiting', max_length=10)),
                ('answer_by', models.DateField(verbose_name='answer by')),
                ('note', models.TextField(blank=True, max_length=1500, verbose_name='note from the facilitator')),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'exchange',
                'verbose_name_plural': 'exchanges',
            },
        ),
        migrations.RemoveConstraint(
            model_name='introduction',
            name='a_pair_is_introduced_once_at_a_time',
        ),
        migrations.AlterField(
            model_name='introduction',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('accepted_by_one', 'Accepted by one side'), ('accepted_by_both', 'Accepted by both sides'), ('introduced', 'Introduced'), ('in_preparation', 'In preparation'), ('realised', 'Realised'), ('not_realised', 'Not realised'), ('declined', 'Declined'), ('expired', 'Expired without an answer'), ('withdrawn', 'Withdrawn by the facilitator'), ('fell_through', 'Ended with its exchange')], default='proposed', max_length=20),
        ),
        migrations.AddField(
            model_name='exchange',
            name='instead_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='matchmaking.exchange'),
        ),
        migrations.AddField(
            model_name='exchange',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='introduction',
            name='exchange',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='matchmaking.exchange'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'accepted_by_one', 'accepted_by_both', 'introduced', 'in_preparation'])), fields=('wish', 'offer'), name='a_pair_is_introduced_once_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='exchange',
            index=models.Index(fields=['state', 'answer_by'], name='exchange_waiting'),
        ),
        migrations.AddConstraint(
            model_name='exchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', False), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('agreed_at', None)), _connector='OR'), name='an_agreed_exchange_says_since_when'),
        ),
    ]
