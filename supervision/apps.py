"""The second floor: what inspectors do."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "Supervision"
    # The rooms that declare something (alerts/kinds).
    kinds = [
        "supervision.activities.kind",
        "supervision.checks.kind",
        "supervision.demands.kind",
        "supervision.facts.kind",
        "supervision.objections.kind",
        "supervision.problems.kind",
        "supervision.urging.kind",
    ]
