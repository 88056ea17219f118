"""Posts are opened, renamed and closed."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.posts.close import close_post, close_unit
from responsibility.organisation.posts.models import Post
from responsibility.organisation.posts.open import open_post, rename_post
from responsibility.organisation.standing import standing_of
from tests.make import NOW, appoint, at, join, make_role, put_in_charge

TODAY = date(2026, 9, 24)


def test_a_post_is_opened_last_in_its_unit(county):
    post = open_post(
        unit_id=county.bureau.pk,
        role_kind_id=make_role(Role.TEAM_MEMBER).pk,
        title="Deputy head",
        first_on=TODAY,
        by=county.by,
        now=NOW,
    )
    assert list(county.bureau.posts.all()) == [county.head, county.committee, post]
    assert post in Post.objects.standing_on(TODAY)
    noted = AuditEntry.objects.get(action="post.open").after
    assert noted["role_kind"] == make_role(Role.TEAM_MEMBER).pk


def test_a_closed_unit_gets_no_post(county):
    close_unit(unit_id=county.section.pk, last_on=TODAY, by=county.by, now=NOW)
    with pytest.raises(Refused, match="Lan section is closed by then"):
        open_post(
            unit_id=county.section.pk,
            role_kind_id=make_role(Role.SECTION_HEAD).pk,
            title="Head",
            first_on=date(2026, 9, 25),
            by=county.by,
            now=NOW,
        )


def test_a_post_gets_another_title(county):
    rename_post(post_id=county.head.pk, title="Director", position=9, by=county.by, now=NOW)
    county.head.refresh_from_db()
    assert (county.head.title, county.head.position) == ("Director", 9)
    assert AuditEntry.objects.get(action="post.rename").before["title"] == "Head"


def test_a_closed_post_ends_all_that_hangs_on_it(county):
    holder, clerk = appoint(county.head), join(county.head, role="clerk")
    charge = put_in_charge(county.head, county.section)
    close_post(post_id=county.head.pk, last_on=TODAY, by=county.by, now=NOW)
    tomorrow = at("2026-09-25 00:00")
    assert standing_of(holder, at=tomorrow).own_posts == set()
    assert standing_of(clerk, at=tomorrow).clerk_posts == set()
    charge.refresh_from_db()
    assert charge.period.upper == date(2026, 9, 25)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"post.close", "appointment.end", "membership.leave", "charge.end"} <= actions


def test_a_closing_ahead_may_be_moved_a_past_one_not(county):
    close_post(post_id=county.head.pk, last_on=date(2026, 10, 31), by=county.by, now=NOW)
    close_post(post_id=county.head.pk, last_on=date(2026, 9, 23), by=county.by, now=NOW)
    with pytest.raises(Refused, match="The post is closed already"):
        close_post(post_id=county.head.pk, last_on=TODAY, by=county.by, now=NOW)


def test_a_post_does_not_close_before_it_opened(county):
    with pytest.raises(Refused, match="The post was not open yet on that day"):
        close_post(post_id=county.head.pk, last_on=date(2025, 12, 31), by=county.by, now=NOW)


def test_another_county_is_out_of_reach(county, other):
    with pytest.raises(Post.DoesNotExist):
        close_post(post_id=other.head.pk, last_on=TODAY, by=county.by, now=NOW)
    with pytest.raises(Post.DoesNotExist):
        rename_post(post_id=other.head.pk, title="Ours", position=1, by=county.by, now=NOW)
