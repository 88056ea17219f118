"""Addresses of activities of supervision."""

from django.urls import path

from supervision.activities import views
from supervision.activities.quarter import views as quarter_views

urlpatterns = [
    path("activities/", views.activity_list, name="activity-list"),
    path("activities/coverage/", views.activity_coverage, name="activity-coverage"),
    path("activities/new/", views.activity_new, name="activity-new"),
    path("activities/plan/", quarter_views.activity_plan, name="activity-plan"),
    path("activities/plan/new/", quarter_views.line_new, name="activity-line-new"),
    path("activities/plan/<int:pk>/drop/", quarter_views.line_drop, name="activity-line-drop"),
    path("activities/report/", quarter_views.activity_report, name="activity-report"),
    path("activities/report.docx", quarter_views.report_docx, name="activity-report-docx"),
    path("activities/<int:pk>/", views.activity_page, name="activity"),
    path("activities/<int:pk>/note/", views.activity_note, name="activity-note"),
    path(
        "activities/<int:pk>/notes/<int:note>/withdraw/",
        views.note_withdraw,
        name="activity-note-withdraw",
    ),
    path("activities/<int:pk>/notes/<int:note>/reply/", views.note_reply, name="activity-reply"),
    path("activities/<int:pk>/correct/", views.activity_correct, name="activity-correct"),
    path("activities/<int:pk>/withdraw/", views.activity_withdraw, name="activity-withdraw"),
    path("activities/<int:pk>/files/<uuid:file_id>/", views.activity_file, name="activity-file"),
]
