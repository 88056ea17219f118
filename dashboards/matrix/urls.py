"""Addresses of the board."""

from django.urls import path

from dashboards.matrix import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/rows/", views.board_rows, name="board-rows"),
    path("board/<int:unit_id>/<int:category_id>/", views.board_cell, name="board-cell"),
]
