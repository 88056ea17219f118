"""The addresses of the words of messages."""

from django.urls import path

from responsibility.wording import views

urlpatterns = [
    path("outbox/wording/", views.wording, name="wording"),
    path("outbox/wording/new/", views.wording_new, name="wording-new"),
    path("outbox/wording/preview/", views.wording_preview, name="wording-preview"),
    path("outbox/wording/<int:version>/", views.wording_version, name="wording-version"),
    path("outbox/wording/<int:version>/use/", views.wording_use, name="wording-use"),
    path("outbox/wording/<int:version>/template/", views.wording_template, name="wording-template"),
]
