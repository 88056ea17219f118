"""Addresses of announcements."""

from django.urls import path

from responsibility.announcements import views
from responsibility.announcements.page import views as page

urlpatterns = [
    path("announcements/", views.announcement_list, name="announcement-list"),
    path("announcements/new/", views.announcement_new, name="announcement-new"),
    path("announcements/reach/", views.announcement_reach, name="announcement-reach"),
    path("announcements/<int:pk>/", page.announcement_page, name="announcement"),
    path("announcements/<int:pk>/read/", page.announcement_read, name="announcement-read"),
    path("announcements/<int:pk>/send/", page.announcement_send, name="announcement-send"),
    path("announcements/<int:pk>/remind/", page.announcement_remind, name="announcement-remind"),
    path(
        "announcements/<int:pk>/take-back/",
        page.announcement_take_back,
        name="announcement-take-back",
    ),
    path("announcements/receipts/", page.announcement_receipts, name="announcement-receipts"),
    path("announcements/<int:pk>/print/", page.announcement_print, name="announcement-print"),
    path(
        "announcements/<int:pk>/files/<uuid:file_id>/",
        page.announcement_file,
        name="announcement-file",
    ),
]
