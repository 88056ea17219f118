"""Addresses of demands."""

from django.urls import path

from supervision.demands import views

urlpatterns = [
    path("demands/", views.demand_list, name="demand-list"),
    path("demands/choose/", views.demand_choose, name="demand-choose"),
    path("demands/new/", views.demand_new, name="demand-new"),
    path("demands/<int:pk>/", views.demand_page, name="demand"),
    path("demands/<int:pk>/reply/", views.demand_reply, name="demand-reply"),
    path("demands/<int:pk>/decide/", views.demand_decide, name="demand-decide"),
    path("demands/<int:pk>/withdraw/", views.demand_withdraw, name="demand-withdraw"),
]
