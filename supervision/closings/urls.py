"""Addresses of closing a quarter."""

from django.urls import path

from supervision.closings import views
from supervision.closings.closed import views as closed

urlpatterns = [
    path("closings/", views.closing_list, name="closing-list"),
    path("closings/tasks/", views.closed_tasks, name="closed-tasks"),
    path("closings/new/", views.closing_open, name="closing-open"),
    path("closings/<int:pk>/", views.closing, name="closing"),
    path("closings/<int:pk>/carry/", views.closing_carry, name="closing-carry"),
    path("closings/carried/<int:pk>/take-back/", views.carried_take_back, name="carried-take-back"),
    path("closings/<int:pk>/submit/", views.closing_submit, name="closing-submit"),
    path("closings/<int:pk>/take-back/", views.closing_take_back, name="closing-take-back"),
    path("closings/<int:pk>/decide/", views.closing_decide, name="closing-decide"),
    path("closings/<int:pk>/paper/", closed.closing_paper, name="closing-paper"),
    path("closings/<int:pk>/content/", closed.closing_content, name="closing-content"),
    path("closings/<int:pk>/note/", closed.closing_note, name="closing-note"),
    path(
        "closings/notes/<int:pk>/take-back/",
        closed.closing_note_take_back,
        name="closing-note-take-back",
    ),
]
