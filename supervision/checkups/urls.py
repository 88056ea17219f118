"""Addresses of checkups and their templates; those of the acts come from their table."""

from django.urls import path

from supervision.checkups import views
from supervision.checkups.act_pages import PAGES
from supervision.checkups.report import views as reports
from supervision.checkups.template import views as templates

urlpatterns = [
    path("checkups/", views.checkup_list, name="checkup-list"),
    path("checkups/new/", views.checkup_new, name="checkup-new"),
    path("checkups/templates/", templates.template_list, name="checkup-templates"),
    path("checkups/templates/new/", templates.template_new, name="checkup-template-new"),
    path("checkups/templates/<int:pk>/", templates.template_page, name="checkup-template"),
    path(
        "checkups/templates/<int:pk>/change/",
        templates.template_change,
        name="checkup-template-change",
    ),
    path(
        "checkups/templates/<int:pk>/retire/",
        templates.template_retire,
        name="checkup-template-retire",
    ),
    path("checkups/<int:pk>/", views.checkup_page, name="checkup"),
    path("checkups/<int:pk>/answers/", views.checkup_answers, name="checkup-answers"),
    path("checkups/<int:pk>/answers/save/", views.checkup_save, name="checkup-save"),
    path("checkups/<int:pk>/report/", reports.checkup_report, name="checkup-report"),
    path(
        "checkups/<int:pk>/report.docx",
        reports.checkup_report_docx,
        name="checkup-report-docx",
    ),
    path(
        "checkups/<int:pk>/questions/<int:question>/find/", views.checkup_find, name="checkup-find"
    ),
    path("checkups/<int:pk>/findings/<int:finding>/drop/", views.finding_drop, name="checkup-drop"),
    path(
        "checkups/<int:pk>/findings/<int:finding>/enter/",
        views.finding_enter,
        name="checkup-enter",
    ),
    *(
        path(f"checkups/<int:pk>/{page.name}/", views.checkup_act, {"page": page}, name=page.url)
        for page in PAGES
    ),
]
