"""The address of the pivot of problems."""

from django.urls import path

from dashboards.pivot import views

urlpatterns = [path("problems/pivot/", views.problem_pivot, name="problem-pivot")]
