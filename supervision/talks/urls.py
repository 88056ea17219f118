"""Addresses of talks and prompts; those of the acts come from their table."""

from django.urls import path

from supervision.talks import views
from supervision.talks.act_pages import PAGES
from supervision.talks.claims import views as claims
from supervision.talks.grants import views as grants
from supervision.talks.prompts import views as prompts

urlpatterns = [
    path("talks/", views.talk_list, name="talk-list"),
    path("talks/new/", views.talk_new, name="talk-new"),
    path("talks/prompts/", prompts.talk_prompts, name="talk-prompts"),
    path("talks/prompts/<int:pk>/", prompts.talk_prompt, name="talk-prompt"),
    path("talks/prompts/<int:pk>/merge/", prompts.talk_prompt_merge, name="talk-prompt-merge"),
    path("talks/prompts/<int:pk>/drop/", prompts.talk_prompt_drop, name="talk-prompt-drop"),
    path("talks/<int:pk>/", views.talk_page, name="talk"),
    path("talks/<int:pk>/hold/", views.talk_hold, name="talk-hold"),
    path("talks/<int:pk>/sign/", views.talk_sign, name="talk-sign"),
    path("talks/<int:pk>/brief/", views.talk_brief, name="talk-brief"),
    path("talks/<int:pk>/brief/open/", views.talk_brief_open, name="talk-brief-open"),
    path("talks/<int:pk>/claims/<int:row>/", claims.talk_claim, name="talk-claim"),
    path("talks/<int:pk>/grant/", grants.talk_grant, name="talk-grant"),
    path("talks/<int:pk>/grant/<int:row>/end/", grants.talk_grant_end, name="talk-grant-end"),
    path("talks/<int:pk>/read/", grants.talk_read, name="talk-read"),
    *(path(page.address, views.talk_act, {"page": page}, name=page.url) for page in PAGES),
]
