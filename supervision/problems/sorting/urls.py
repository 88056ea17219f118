"""Addresses of what problems are sorted by, and of the time limits."""

from django.urls import path

from supervision.problems.sorting import views

urlpatterns = [
    path("terms/", views.problem_terms, name="problem-terms"),
    path("terms/new/<slug:kind>/", views.problem_term_new, name="problem-term-new"),
    path("terms/<int:pk>/use/", views.problem_term_use, name="problem-term-use"),
    path("limits/<slug:code>/", views.time_limit_set, name="time-limit-set"),
    path("limits/<int:pk>/take-back/", views.time_limit_take_back, name="time-limit-take-back"),
]
