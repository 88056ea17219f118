"""The ground floor: deadlines, lamps, reminders, outbox, channels, audit."""

from importlib import import_module

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts"

    def ready(self):
        import_module("alerts.checks")  # it looks at models, so not before now
