"""Contents of the first floor's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("responsibility.organisation.sign_in.urls")),
    path("", include("responsibility.organisation.devices.urls")),
    path("organisation/", include("responsibility.organisation.urls")),
    path("", include("responsibility.tasks.appointing.urls")),
    path("", include("responsibility.tasks.organisation_in.urls")),
    path("", include("responsibility.tasks.people_in.urls")),
    path("", include("responsibility.tasks.closing.urls")),
    path("", include("responsibility.lists.urls")),
    path("", include("responsibility.lists.paper.urls")),
    path("", include("responsibility.lists.schemes.urls")),
    path("", include("responsibility.tasks.publishing.urls")),
    path("", include("responsibility.tasks.lists_in.urls")),
    path("", include("responsibility.tasks.editor.urls")),
    path("", include("responsibility.tasks.calendar.urls")),
    path("", include("responsibility.tasks.joining.urls")),
    path("", include("responsibility.tasks.dispatches.urls")),
    path("", include("responsibility.records.files.urls")),
    path("", include("responsibility.agenda.urls")),
    path("", include("responsibility.tasks.page.urls")),
    path("", include("responsibility.tasks.own_list.urls")),
    path("", include("responsibility.owed.urls")),
    path("", include("responsibility.records.urls")),
    path("", include("responsibility.cards.urls")),
    path("", include("responsibility.wording.urls")),
    path("", include("responsibility.outbox.urls")),
]
