"""The ground floor: deadlines, lamps, reminders, outbox, channels, audit."""

from importlib import import_module

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts"
    # The rooms that declare something (alerts/kinds).
    kinds = [
        "alerts.deadlines.kind",
        "alerts.lamps.kind",
        "alerts.outbox.kind",
        "alerts.contacts.kind",
        "alerts.wording.kind",
        "alerts.installation.kind",
        "alerts.audit.kind",
    ]

    def ready(self):
        for checks in ("alerts.checks", "alerts.kind_checks"):
            import_module(checks)  # they look at models, so not before now
