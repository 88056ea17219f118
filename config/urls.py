"""All addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("responsibility.urls")),
    path("", include("supervision.urls")),
    path("", include("dashboards.urls")),
    path("", include("alerts.urls")),
    path("admin/", admin.site.urls),
]
