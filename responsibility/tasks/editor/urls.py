"""Addresses of the list editor, of a version's way and of the difference."""

from django.urls import path

from responsibility.tasks.editor import views
from responsibility.tasks.editor.difference import views as compare_views
from responsibility.tasks.editor.review import views as review_views

urlpatterns = [
    path("lists/<int:pk>/edit/", views.list_edit, name="list-edit"),
    path("lists/<int:pk>/days/", views.list_days, name="list-days"),
    path("lists/<int:pk>/items/new/", views.list_item_new, name="list-item-new"),
    path("lists/<int:pk>/put-back/", views.list_item_put_back, name="list-item-put-back"),
    path("lists/items/<int:pk>/", views.list_item, name="list-item"),
    path("lists/items/<int:pk>/move/", views.list_item_move, name="list-item-move"),
    path("lists/items/<int:pk>/remove/", views.list_item_remove, name="list-item-remove"),
    path("lists/<int:pk>/difference/", compare_views.list_difference, name="list-difference"),
    path("lists/<int:pk>/start/", review_views.list_start, name="list-start"),
    path("lists/<int:pk>/submit/", review_views.list_submit, name="list-submit"),
    path("lists/<int:pk>/take-back/", review_views.list_take_back, name="list-take-back"),
    path("lists/<int:pk>/send-back/", review_views.list_send_back, name="list-send-back"),
    path(
        "lists/<int:pk>/publish-version/",
        review_views.list_publish_version,
        name="list-publish-version",
    ),
    path("lists/<int:pk>/close/", review_views.list_close, name="list-close"),
]
