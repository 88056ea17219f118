"""Work plans are submitted to another person, who issues or returns them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('responsibility', '0047_confirmations_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='workplan',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='workplan',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='workplan',
            name='returned_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='workplan',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='workplan',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='planstep',
            name='step',
            field=models.CharField(choices=[('submitted', 'submitted it'), ('taken_back', 'took the submission back'), ('returned', 'returned it'), ('issued', 'issued it'), ('stopped', 'took the issue back'), ('sent', 'it went out'), ('added', 'added an item'), ('broken_down', 'broke it down'), ('day_moved', 'moved the deadline'), ('words_changed', 'changed its words'), ('handed_over', 'gave it to another post'), ('leaders_changed', 'changed who leads or pushes'), ('withdrawn', 'withdrew the item'), ('given_again', 'gave it out again')], max_length=16),
        ),
    ]
