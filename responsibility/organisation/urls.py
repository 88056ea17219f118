"""Addresses of the organisation's pages; what touches tasks stands in responsibility.tasks."""

from django.urls import include, path

from responsibility.organisation.dated import views as dated
from responsibility.organisation.division import views as division
from responsibility.organisation.links import views as links
from responsibility.organisation.people import views as people
from responsibility.organisation.posts import views as posts
from responsibility.organisation.powers import views as powers
from responsibility.organisation.second_factor.resets import views as resets
from responsibility.organisation.units import views as units

urlpatterns = [
    path("", units.units, name="units"),
    path("units/new/", units.unit_found, name="unit-found"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/change/", units.unit_change, name="unit-change"),
    path("units/<int:pk>/posts/new/", posts.post_open, name="post-open"),
    path("units/changes/<int:pk>/take-back/", units.unit_take_back, name="unit-take-back"),
    path("posts/<int:pk>/", posts.post, name="post"),
    path("posts/<int:pk>/title/", posts.post_rename, name="post-rename"),
    path("posts/<int:pk>/join/", posts.membership_join, name="membership-join"),
    path("memberships/<int:pk>/leave/", posts.membership_leave, name="membership-leave"),
    path("<slug:entries>/<int:pk>/take-back/", dated.entry_take_back, name="entry-take-back"),
    path("<slug:entries>/<int:pk>/restore/", dated.entry_restore, name="entry-restore"),
    path("charges/", division.division, name="charges"),
    path("charges/paper/", division.division_paper, name="charges-paper"),
    path("charges/docx/", division.division_docx, name="charges-docx"),
    path("charges/new/", links.charge_put, name="charge-put"),
    path("charges/<int:pk>/end/", links.charge_end, name="charge-end"),
    path("supervision/", links.supervision, name="supervision"),
    path("supervision/new/", links.supervision_link, name="supervision-link"),
    path("supervision/<int:pk>/end/", links.supervision_end, name="supervision-end"),
    path("powers/", powers.powers, name="powers"),
    path("powers/new/", powers.power_propose, name="power-propose"),
    path("powers/<int:pk>/decide/", powers.power_decide, name="power-decide"),
    path("second-factors/", resets.factor_resets, name="factor-resets"),
    path("second-factors/reset/", resets.factor_reset_propose, name="factor-reset-propose"),
    path("second-factors/<int:pk>/decide/", resets.factor_reset_decide, name="factor-reset-decide"),
    path("people/", people.people, name="people"),
    path("", include("responsibility.organisation.first_passwords.urls")),
    path("people/suggest/", people.people_suggest, name="people-suggest"),
    path("people/new/", people.person_register, name="person-register"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/change/", people.person_change, name="person-change"),
    path("people/<int:pk>/number/", people.person_number, name="person-number"),
    path("people/<int:pk>/password/", people.person_password, name="person-password"),
    path("people/<int:pk>/release/", people.person_release, name="person-release"),
    path("people/<int:pk>/reopen/", people.person_reopen, name="person-reopen"),
    path("people/<int:pk>/sign-out/", people.person_sign_out, name="person-sign-out"),
]
