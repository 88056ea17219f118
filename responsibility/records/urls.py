"""Addresses of records."""

from django.urls import path

from responsibility.records.bodies import views as body
from responsibility.records.credits import views as credit
from responsibility.records.drafting import views as draft
from responsibility.records.form import views as form
from responsibility.records.record import views as record
from responsibility.records.zero import views as zero

urlpatterns = [
    path("log/", form.record_new, name="record-new"),
    path("log/preview/", form.record_preview, name="record-preview"),
    path("log/draft/", draft.record_draft, name="record-draft"),
    path("records/", record.record_list, name="record-list"),
    path("records/<int:pk>/", record.record, name="record"),
    path("records/<int:pk>/read/", record.record_read, name="record-read"),
    path("records/<int:pk>/correct/", record.record_correct, name="record-correct"),
    path("records/<int:pk>/withdraw/", record.record_withdraw, name="record-withdraw"),
    path("records/grants/", body.body_grants, name="body-grants"),
    path("records/grants/new/", body.body_grant_new, name="body-grant-new"),
    path("records/grants/<int:pk>/end/", body.body_grant_end, name="body-grant-end"),
    path("credits/<int:pk>/confirm/", credit.credit_confirm, name="credit-confirm"),
    path("credits/<int:pk>/take-back/", credit.credit_take_back, name="credit-take-back"),
    path("confirmations/", credit.confirmations, name="confirmations"),
    path("zero-reports/<int:pk>/", zero.zero_reports, name="zero-reports"),
    path("credits/<int:pk>/decline/", credit.credit_decline, name="credit-decline"),
]
