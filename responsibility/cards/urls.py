"""Addresses of reminder cards: the recipient's here, the office's in their rooms."""

from django.urls import include, path

from responsibility.cards import views

urlpatterns = [
    path("cards/mine/", views.card_mine, name="card-mine"),
    path("cards/<uuid:uuid>/", views.card, name="card"),
    path("cards/<uuid:uuid>/docx/", views.card_docx, name="card-docx"),
    path("cards/<uuid:uuid>/receive/", views.card_receive, name="card-receive"),
    path("cards/<uuid:uuid>/qr.svg", views.card_qr, name="card-qr"),
    path("c/<uuid:token>/", views.card_open, name="card-open"),
    path("cards/", include("responsibility.cards.summaries.urls")),
    path("cards/issues/", include("responsibility.cards.approval.urls")),
    path("cards/", include("responsibility.cards.office.urls")),
    path("cards/drafts/", include("responsibility.cards.editor.urls")),
]
