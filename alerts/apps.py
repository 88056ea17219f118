"""The ground floor: deadlines, lamps, reminders, outbox, channels, audit."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alerts"
