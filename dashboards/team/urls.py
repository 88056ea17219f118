"""Addresses of the leading team."""

from django.urls import path

from dashboards.team import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/unit/", views.unit_summary, name="team-unit"),
    path("team/rows/", views.team_rows, name="team-rows"),
    path("team/<int:post_id>/", views.team_post, name="team-post"),
    path("team/<int:post_id>/<int:category_id>/", views.team_post, name="team-cell"),
]
