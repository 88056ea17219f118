"""Addresses of spot checks and draws; those of the acts come from their table."""

from django.urls import path

from supervision.checks import views
from supervision.checks.act_pages import PAGES
from supervision.checks.draws import views as draws

urlpatterns = [
    path("checks/", views.check_list, name="check-list"),
    path("checks/records/", views.check_records, name="check-records"),
    path("checks/new/<int:pk>/", views.check_new, name="check-new"),
    path("checks/draws/", draws.draw_list, name="draw-list"),
    path("checks/draws/new/", draws.draw_new, name="draw-new"),
    path("checks/draws/<int:pk>/", draws.draw_page, name="draw"),
    path("checks/draws/<int:pk>/draw/", draws.draw_do, name="draw-do"),
    path("checks/draws/<int:pk>/withdraw/", draws.draw_withdraw, name="draw-withdraw"),
    path("checks/draws/<int:pk>/draw.json", draws.draw_file, name="draw-file"),
    path("checks/<int:pk>/", views.check_page, name="check"),
    path("checks/<int:pk>/reply/", views.check_reply, name="check-reply"),
    path("checks/<int:pk>/files/<uuid:file_id>/", views.check_file, name="check-file"),
    *(
        path(f"checks/<int:pk>/{page.name}/", views.check_act, {"page": page}, name=page.url)
        for page in PAGES
    ),
]
