"""Addresses of the notebook and of the calendar feed."""

from django.urls import path

from responsibility.notebook import views
from responsibility.notebook.feed import views as feed

urlpatterns = [
    path("notebook/", views.notebook, name="notebook"),
    path("notebook/<int:pk>/paper/", views.notebook_paper, name="notebook-paper"),
    path("notebook/<int:pk>/docx/", views.notebook_docx, name="notebook-docx"),
    path("notebook/feed/", feed.feed, name="feed"),
    path("notebook/feed/issue/", feed.feed_issue, name="feed-issue"),
    path("notebook/feed/revoke/", feed.feed_revoke, name="feed-revoke"),
    # What calendar programs have written down: it stays as it is. The secret stands in the query,
    # which no log has.
    path("calendar/duties.ics", feed.calendar_feed, name="calendar-feed"),
]
