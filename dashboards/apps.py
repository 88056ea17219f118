"""The roof: reads everything, writes nothing, owns no rule."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = "Dashboards"
    # The rooms that declare something (alerts/kinds).
    kinds = [
        "dashboards.matrix.kind",
        "dashboards.morning.kind",
        "dashboards.overview.kind",
        "dashboards.pivot.kind",
        "dashboards.search.kind",
        "dashboards.team.kind",
    ]
