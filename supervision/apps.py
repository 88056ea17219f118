"""The second floor: what inspectors do."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "Supervision"
    # The rooms that declare something (alerts/kinds), as their parts of a county to try are played.
    kinds = [
        "supervision.activities.kind",
        "supervision.checks.kind",
        "supervision.demands.kind",
        "supervision.demands.drafts.kind",
        "supervision.papers.kind",
        "supervision.problems.kind",
        "supervision.letters.kind",
        "supervision.checkups.kind",
        "supervision.objections.kind",
        "supervision.facts.kind",
        "supervision.oversight.kind",
        "supervision.urging.kind",
        "supervision.talks.kind",
        "supervision.closings.kind",
        "supervision.hearings.kind",
        "supervision.instructions.kind",
    ]
