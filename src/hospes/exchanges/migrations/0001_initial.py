import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to start'), ('running', 'Running'), ('done', 'Done')], default='waiting', max_length=10)),
                ('walked', models.PositiveIntegerField(default=0)),
                ('legs', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('fingerprint',), name='a_market_is_searched_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Possibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('shape', models.CharField(choices=[('swap', 'Swap'), ('ring', 'Ring of three or four'), ('chain', 'Chain')], max_length=5)),
                ('people', models.PositiveIntegerField()),
                ('weakest', models.PositiveSmallIntegerField()),
                ('legs', models.JSONField()),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='possibilities', to='exchanges.search')),
            ],
            options={
                'indexes': [models.Index(fields=['search', 'shape', 'place'], name='possibility_by_shape')],
                'constraints': [models.UniqueConstraint(fields=('search', 'place'), name='possibilities_are_ranked')],
            },
        ),
    ]
