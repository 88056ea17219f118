"""Transfers: who went where and who followed, entered and taken back as one act."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE OR REPLACE TRIGGER transferstep_kept BEFORE UPDATE OR DELETE ON responsibility_transferstep
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0029_list_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField()),
                ('basis', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=200)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.unit')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follower', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='responsibility.post')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.post')),
            ],
            options={
                'ordering': ['-first_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TransferStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.BooleanField()),
                ('was_last_on', models.DateField(null=True)),
                ('appointment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.appointment')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='responsibility.membership')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='responsibility.transfer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='transfer_taken_back_at_iff_by'),
        ),
        migrations.AddConstraint(
            model_name='transferstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('appointment', None), ('membership__isnull', False)), models.Q(('appointment__isnull', False), ('membership', None)), _connector='OR'), name='transferstep_of_one_entry'),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
