"""The first floor: organisation, lists, tasks, records, cards."""

from django.apps import AppConfig


class ResponsibilityConfig(AppConfig):
    name = "responsibility"
    verbose_name = "Responsibility"
