"""A prepared query answers as the same query built anew, whatever the values."""

from datetime import timedelta

import pytest
from django.db.models import Count, Q

from pages.prepared import DAY, ID, IDS, INSTANT, Prepared
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from tests.make import NOW, make_county, make_post, make_task, make_unit

pytestmark = pytest.mark.django_db


def tasks_of(posts, now):
    return (
        Task.objects.filter(
            post__in=posts, opens_at__lte=now, late_at__gt=now - timedelta(days=400)
        )
        .exclude(item_code__contains="99%")
        .select_related("post__unit")
        .annotate(n=Count("credits"))
        .order_by("pk")
    )


@pytest.fixture
def posts():
    unit = make_unit(make_county())
    made = [make_post(unit) for _ in range(3)]
    for post in made:
        make_task(post)
    return [post.pk for post in made]


def test_it_answers_as_the_query_itself(posts, django_assert_num_queries):
    prepared = Prepared(tasks_of, posts=IDS, now=INSTANT)
    for chosen in (posts, posts[:1], [], set(posts[1:])):
        for now in (NOW, NOW - timedelta(days=1)):
            with django_assert_num_queries(1 if chosen else 0):
                rows = prepared(posts=chosen, now=now)
                units = [row.post.unit.name for row in rows]
            assert rows == list(tasks_of(chosen, now)) and len(units) == len(rows)
            assert all(row.n == 0 for row in rows)


def test_what_is_excluded_stays_so_without_ids(posts):
    others = Prepared(lambda none: Task.objects.exclude(post__in=none).values_list("pk"), none=IDS)
    assert len(others(none=[])) == 3 and len(others(none=posts[:2])) == 1


def test_values_of_every_kind(posts):
    query = Prepared(
        lambda post, day: Post.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=day), pk=post
        ).values_list("pk", flat=True),
        post=ID,
        day=DAY,
    )
    assert query(post=posts[0], day=NOW.date()) == [posts[0]]


def test_what_cannot_be_prepared_is_refused():
    for build in (
        lambda posts: Task.objects.filter(post__in=list(posts)),
        lambda posts: Task.objects.filter(post__in=posts).prefetch_related("credits"),
    ):
        with pytest.raises(TypeError):
            Prepared(build, posts=IDS)(posts=[1])
