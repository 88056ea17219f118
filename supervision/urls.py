"""Contents of the second floor's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("supervision.activities.urls")),
    path("", include("supervision.urging.urls")),
    path("", include("supervision.checks.urls")),
    path("", include("supervision.checkups.urls")),
    path("", include("supervision.closings.urls")),
    path("", include("supervision.demands.urls")),
    path("", include("supervision.letters.urls")),
    path("", include("supervision.papers.urls")),
    path("", include("supervision.problems.urls")),
    path("", include("supervision.hearings.urls")),
    path("", include("supervision.instructions.urls")),
    path("", include("supervision.objections.urls")),
    path("", include("supervision.facts.urls")),
    path("", include("supervision.oversight.urls")),
    path("", include("supervision.talks.urls")),
]
