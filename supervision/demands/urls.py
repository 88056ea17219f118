"""Addresses of demands."""

from django.urls import include, path

from supervision.demands import views
from supervision.demands.measures import views as measures
from supervision.demands.new import views as new
from supervision.demands.paper import views as paper

MEASURE = "demands/<int:pk>/measures"

urlpatterns = [
    path("demands/", views.demand_list, name="demand-list"),
    path("demands/choose/", new.demand_choose, name="demand-choose"),
    path("demands/new/", new.demand_new, name="demand-new"),
    path("demands/drafts/", include("supervision.demands.drafts.urls")),
    path("demands/<int:pk>/", views.demand_page, name="demand"),
    path("demands/<int:pk>/reply/", views.demand_reply, name="demand-reply"),
    path("demands/<int:pk>/decide/", views.demand_decide, name="demand-decide"),
    path("demands/<int:pk>/withdraw/", views.demand_withdraw, name="demand-withdraw"),
    path("demands/<int:pk>/paper/", paper.demand_paper, name="demand-paper"),
    path("demands/<int:pk>/docx/", paper.demand_docx, name="demand-docx"),
    path("demands/<int:pk>/files/<uuid:file_id>/", measures.demand_file, name="demand-file"),
    path(f"{MEASURE}/", measures.demand_measure, name="demand-measure"),
    path(
        f"{MEASURE}/<int:measure>/drop/", measures.demand_measure_drop, name="demand-measure-drop"
    ),
]
