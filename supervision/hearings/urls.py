"""Addresses of reports to the standing committee."""

from django.urls import path

from supervision.hearings import views
from supervision.hearings.laid import views as laid

urlpatterns = [
    path("hearings/", views.hearing_list, name="hearing-list"),
    path("hearings/new/", views.hearing_open, name="hearing-open"),
    path("hearings/<int:pk>/", views.hearing, name="hearing"),
    path("hearings/<int:pk>/edit/", views.hearing_edit, name="hearing-edit"),
    path("hearings/<int:pk>/docx/", views.hearing_docx, name="hearing-docx"),
    path("hearings/<int:pk>/lay/", laid.hearing_lay, name="hearing-lay"),
    path("hearings/<int:pk>/content/", laid.hearing_content, name="hearing-content"),
    path("hearings/<int:pk>/take-back/", laid.hearing_take_back, name="hearing-take-back"),
    path("hearings/<int:pk>/note/", laid.hearing_note, name="hearing-note"),
    path("hearings/notes/<int:pk>/take-back/", laid.note_take_back, name="hearing-note-take-back"),
    path("hearings/<int:pk>/heard/", laid.hearing_heard, name="hearing-heard"),
    path("hearings/<int:pk>/decide/", laid.hearing_decide, name="hearing-decide"),
    path(
        "hearings/decisions/<int:pk>/take-back/",
        laid.decision_take_back,
        name="hearing-decision-take-back",
    ),
]
