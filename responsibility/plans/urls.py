"""Addresses of work plans."""

from django.urls import path

from pages.rows_in.urls import import_urls
from responsibility.plans import views
from responsibility.plans.items import views as items
from responsibility.plans.items.changing import views as changing
from responsibility.plans.page import views as page
from responsibility.plans.plans_in import views as plans_in
from responsibility.plans.plans_in.sheet import PlanSheet

urlpatterns = [
    path("plans/", views.plan_list, name="plan-list"),
    path("plans/new/", views.plan_new, name="plan-new"),
    *import_urls(PlanSheet, "plans/import/"),
    path("plans/<int:pk>/", page.plan_page, name="plan"),
    path("plans/<int:pk>/change/", views.plan_change, name="plan-change"),
    path("plans/<int:pk>/add/", views.item_new, name="plan-item-new"),
    path("plans/<int:pk>/submit/", views.plan_submit, name="plan-submit"),
    path("plans/<int:pk>/take-back/", views.plan_take_back, name="plan-take-back"),
    path("plans/<int:pk>/return/", views.plan_return, name="plan-return"),
    path("plans/<int:pk>/issue/", views.plan_issue, name="plan-issue"),
    path("plans/<int:pk>/stop/", views.plan_stop, name="plan-stop"),
    path("plans/<int:pk>/send/", views.plan_send, name="plan-send"),
    path("plans/<int:pk>/paper/", page.plan_paper, name="plan-paper"),
    path("plans/<int:pk>/docx/", page.plan_docx, name="plan-docx"),
    path("plans/<int:pk>/xlsx/", plans_in.plan_xlsx, name="plan-xlsx"),
    path("plans/items/", items.plan_items, name="plan-items"),
    path("plans/items/<int:pk>/", items.item_page, name="plan-item"),
    path("plans/items/<int:pk>/part/", items.item_part, name="plan-item-part"),
    path("plans/items/<int:pk>/progress/", items.item_progress, name="plan-progress"),
    path("plans/items/<int:pk>/change/", changing.item_change, name="plan-item-change"),
    path("plans/items/<int:pk>/out/", changing.item_take_out, name="plan-item-take-out"),
    path("plans/items/<int:pk>/deadline/", changing.item_move_day, name="plan-item-move-day"),
    path("plans/items/<int:pk>/words/", changing.item_words, name="plan-item-words"),
    path("plans/items/<int:pk>/post/", changing.item_hand_over, name="plan-item-hand-over"),
    path("plans/items/<int:pk>/leaders/", changing.item_leaders, name="plan-item-leaders"),
    path("plans/items/<int:pk>/withdraw/", changing.item_withdraw, name="plan-item-withdraw"),
    path("plans/items/<int:pk>/again/", changing.item_give_again, name="plan-item-again"),
    path(
        "plans/progress/<int:pk>/take-back/",
        items.progress_take_back,
        name="plan-progress-take-back",
    ),
]
