"""Contents of the roof's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("dashboards.morning.urls")),
    path("", include("dashboards.matrix.urls")),
    path("", include("dashboards.team.urls")),
    path("", include("dashboards.overview.urls")),
    path("", include("dashboards.pivot.urls")),
    path("", include("dashboards.search.urls")),
]
