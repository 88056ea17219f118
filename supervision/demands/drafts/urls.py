"""Addresses of drafts of demands."""

from django.urls import path

from supervision.demands.drafts import views

urlpatterns = [
    path("", views.demand_drafts, name="demand-drafts"),
    path("<int:pk>/", views.demand_draft, name="demand-draft"),
    path("<int:pk>/decide/", views.demand_draft_decide, name="demand-draft-decide"),
    path("<int:pk>/revise/", views.demand_draft_revise, name="demand-draft-revise"),
    path("<int:pk>/discard/", views.demand_draft_discard, name="demand-draft-discard"),
]
