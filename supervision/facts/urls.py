"""Addresses of a person's facts and of suggestions."""

from django.urls import path

from supervision.facts import views

urlpatterns = [
    path("facts/", views.facts_own, name="facts-own"),
    path("facts/people/", views.facts_people, name="facts-people"),
    path("facts/<int:pk>/", views.facts, name="facts"),
    path("suggestions/", views.suggestion_list, name="suggestion-list"),
    path("suggestions/new/", views.suggestion_new, name="suggestion-new"),
    path("suggestions/<int:pk>/", views.suggestion, name="suggestion"),
]
