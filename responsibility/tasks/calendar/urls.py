"""Addresses of the working calendar."""

from django.urls import path

from responsibility.tasks.calendar import views
from responsibility.tasks.calendar.notices import views as notices

urlpatterns = [
    path("work-calendar/", views.work_calendar, name="work-calendar"),
    path("work-calendar/close/try/", views.closure_try, name="closure-try"),
    path("work-calendar/close/", views.closure_enter, name="closure-enter"),
    path("work-calendar/close/<int:pk>/", views.closure_take_back, name="closure-take-back"),
    path("work-calendar/notice/", notices.notice, name="notice-new"),
    path("work-calendar/notice/try/", notices.notice_try, name="notice-try"),
    path("work-calendar/notice/enter/", notices.notice_enter, name="notice-enter"),
    path("work-calendar/notice/<int:pk>/", notices.notice_take_back, name="notice-take-back"),
]
