"""Addresses of dispatching."""

from django.urls import path

from responsibility.tasks.dispatches import views

urlpatterns = [
    path("dispatch/", views.dispatch_list, name="dispatch-list"),
    path("dispatch/new/", views.dispatch_new, name="dispatch-new"),
    path("dispatch/reach/", views.dispatch_reach, name="dispatch-reach"),
    path("dispatch/check/", views.dispatch_check, name="dispatch-check"),
    path("dispatch/do/", views.dispatch_do, name="dispatch-do"),
    path("dispatch/<int:pk>/", views.dispatch_page, name="dispatch"),
]
