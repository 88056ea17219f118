"""Addresses of problems; those of the acts come from their table."""

from django.urls import include, path

from pages.rows_in.urls import import_urls
from supervision.problems import views
from supervision.problems.act_pages import PAGES
from supervision.problems.sheet import ProblemSheet

urlpatterns = [
    path("problems/", include("supervision.problems.sorting.urls")),
    path("problems/", views.problem_list, name="problem-list"),
    path("problems/new/", views.problem_new, name="problem-new"),
    *import_urls(ProblemSheet, "problems/import/"),
    path("problems/<int:pk>/", views.problem_page, name="problem"),
    path("problems/<int:pk>/files/<uuid:file_id>/", views.problem_file, name="problem-file"),
    path(
        "problems/<int:pk>/measures/<int:measure>/report/",
        views.problem_report,
        name="problem-report",
    ),
    path("problems/<int:pk>/measures/<int:measure>/drop/", views.problem_drop, name="problem-drop"),
    *(
        path(f"problems/<int:pk>/{page.name}/", views.problem_act, {"page": page}, name=page.url)
        for page in PAGES
    ),
]
