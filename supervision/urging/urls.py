"""The address of reminding by hand."""

from django.urls import path

from supervision.urging import views

urlpatterns = [path("board/remind/", views.board_remind, name="board-remind")]
