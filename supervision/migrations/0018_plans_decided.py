"""The issue of a submitted work plan is owed by a day, like every decision."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0018_shifts_and_outages'),
        ('responsibility', '0048_plans_submitted'),
        ('supervision', '0017_hearings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='decisionduty',
            name='decisionduty_about_one_thing',
        ),
        migrations.AddField(
            model_name='decisionduty',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='responsibility.workplan'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', False), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', False), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', False), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', False), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', False), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', False)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', False), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', False), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', True), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', False), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), models.Q(('cards__isnull', False), ('demand__isnull', True), ('draft__isnull', True), ('extension__isnull', True), ('plan__isnull', True), ('power__isnull', True), ('proposal__isnull', True), ('reset__isnull', True), ('transfer__isnull', True), ('version__isnull', True)), _connector='OR'), name='decisionduty_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='decisionduty',
            constraint=models.UniqueConstraint(condition=models.Q(('exempt', False), ('fulfilled_at', None)), fields=('plan',), name='decisionduty_of_plan_open_once'),
        ),
    ]
