"""Extensions and exemptions of any kind of deadline."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0013_codes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('deadline_id', models.BigIntegerField()),
                ('decided_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('document', models.CharField(blank=True, max_length=120)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'deadline_id'], name='exemption_of_deadline')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('kind', 'deadline_id'), name='exemption_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='exemption_lifted_at_iff_by')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('deadline_id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('wanted_on', models.DateField()),
                ('reason', models.CharField(max_length=500)),
                ('decided_at', models.DateTimeField(null=True)),
                ('granted', models.BooleanField(null=True)),
                ('answer', models.CharField(blank=True, max_length=500)),
                ('was_due_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'deadline_id'], name='extension_of_deadline'), models.Index(condition=models.Q(('decided_at', None)), fields=['asked_at'], name='extension_waits')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('kind', 'deadline_id'), name='extension_one_waits'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('granted', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('granted__isnull', False), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='extension_decided_by_someone_else'), models.CheckConstraint(condition=models.Q(models.Q(('due_on__gt', models.F('was_due_on')), ('granted', True)), models.Q(models.Q(('granted', True), _negated=True), ('due_on', None), ('was_due_on', None)), _connector='OR'), name='extension_granted_to_a_later_day')],
            },
        ),
    ]
