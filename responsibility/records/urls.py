"""Addresses of records."""

from django.urls import path

from responsibility.records import credit_views, record_views, views

urlpatterns = [
    path("log/", views.record_new, name="record-new"),
    path("log/preview/", views.record_preview, name="record-preview"),
    path("log/draft/", views.record_draft, name="record-draft"),
    path("records/", record_views.record_list, name="record-list"),
    path("records/<int:pk>/", record_views.record, name="record"),
    path("records/<int:pk>/correct/", record_views.record_correct, name="record-correct"),
    path("records/<int:pk>/withdraw/", record_views.record_withdraw, name="record-withdraw"),
    path("credits/<int:pk>/confirm/", credit_views.credit_confirm, name="credit-confirm"),
    path("credits/<int:pk>/decline/", credit_views.credit_decline, name="credit-decline"),
]
