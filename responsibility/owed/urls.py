"""Addresses of what is true of everything that is owed."""

from django.urls import path, register_converter

from responsibility.owed.exemptions import views as exemptions
from responsibility.owed.extensions import views as extensions
from responsibility.owed.named import KindInAddress
from responsibility.owed.notice import views as notice

register_converter(KindInAddress, "owed")

ONE = "owed/<owed:model>/<int:pk>"
urlpatterns = [
    path(f"{ONE}/notice/", notice.notice, name="notice"),
    path(f"{ONE}/notice/docx/", notice.notice_docx, name="notice-docx"),
    path(f"{ONE}/exempt/", exemptions.exempt_owed, name="exempt"),
    path(f"{ONE}/exempt/lift/", exemptions.lift_owed, name="exempt-lift"),
    path(f"{ONE}/extension/", extensions.extension_ask, name="extension-ask"),
    path("extensions/", extensions.extension_list, name="extension-list"),
    path("extensions/several/", extensions.extension_decide_many, name="extension-decide-many"),
    path("extensions/<int:pk>/", extensions.extension, name="extension"),
    path(
        "extensions/<int:pk>/take-back/", extensions.extension_take_back, name="extension-take-back"
    ),
]
