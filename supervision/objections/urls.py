"""Addresses of objections."""

from django.urls import path, register_converter

from supervision.objections import views
from supervision.objections.states import What


class WhatConverter:
    """What may be contested, by its code."""

    regex = "|".join(What.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(WhatConverter, "contested")

urlpatterns = [
    path("objections/", views.objection_list, name="objection-list"),
    path("objections/new/<contested:what>/<int:pk>/", views.objection_new, name="objection-new"),
    path("objections/<int:pk>/", views.objection_page, name="objection"),
    path("objections/<int:pk>/facts/", views.objection_state, name="objection-state"),
    path("objections/<int:pk>/try/", views.objection_try, name="objection-try"),
    path("objections/<int:pk>/decide/", views.objection_decide, name="objection-decide"),
    path("objections/<int:pk>/withdraw/", views.objection_withdraw, name="objection-withdraw"),
    path("objections/<int:pk>/review/", views.objection_review, name="objection-review"),
    path("objections/<int:pk>/files/<uuid:file_id>/", views.objection_file, name="objection-file"),
]
