"""Addresses of dispatching."""

from django.urls import path

from responsibility.tasks.dispatches import views
from responsibility.tasks.dispatches.page import views as page

urlpatterns = [
    path("dispatch/", views.dispatch_list, name="dispatch-list"),
    path("dispatch/new/", views.dispatch_new, name="dispatch-new"),
    path("dispatch/reach/", views.dispatch_reach, name="dispatch-reach"),
    path("dispatch/check/", views.dispatch_check, name="dispatch-check"),
    path("dispatch/do/", views.dispatch_do, name="dispatch-do"),
    path("dispatch/<int:pk>/", page.dispatch_page, name="dispatch"),
    path("dispatch/<int:pk>/files/<uuid:file_id>/", page.dispatch_file, name="dispatch-file"),
    path("dispatch/<int:pk>/send/", page.dispatch_send, name="dispatch-send"),
    path("dispatch/<int:pk>/take-back/", page.dispatch_take_back, name="dispatch-take-back"),
    path("dispatch/<int:pk>/again/", page.dispatch_give_again, name="dispatch-give-again"),
    path("dispatch/<int:pk>/deadline/", page.dispatch_move_day, name="dispatch-move-day"),
    path("dispatch/<int:pk>/change/", page.dispatch_change_send, name="dispatch-change-send"),
    path("dispatch/<int:pk>/keep/", page.dispatch_change_back, name="dispatch-change-back"),
    path("dispatch/<int:pk>/text/", page.dispatch_change_text, name="dispatch-change-text"),
]
