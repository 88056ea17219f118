"""Who talks to whom, and who reads what was said: tables."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pages.refused import Refused
from supervision.talks.grants.give import end_talk_grant, give_talk_grant, read_talk
from supervision.talks.models import Talk
from supervision.talks.page import TalkPage
from supervision.talks.readers import reads_own, reads_whole
from supervision.talks.rights import Case
from tests.make import NOW
from tests.supervision.talks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
OTHER = "principal_officer of Body 2"  # whom the group does not supervise
TALKS = [
    ("group", "officer", "reminder", True),
    ("group", "officer", "admonition", True),
    ("group", OTHER, "reminder", False),
    ("office", OTHER, "reminder", True),
    ("office", "officer", "admonition", True),
    ("officer", "member", "heart_to_heart", True),
    ("officer", "member", "admonition", False),
    ("officer", OTHER, "heart_to_heart", False),
    ("member", "officer", "heart_to_heart", False),
    ("party leader", "officer", "reminder", False),
    ("group without urging", "officer", "reminder", False),
    ("clerk", "member", "heart_to_heart", False),
]


@pytest.mark.parametrize(("who", "whom", "of", "may"), TALKS)
def test_who_talks_to_whom(shire, who, whom, of, may):
    if may:
        assert play.plan(shire, who, of=of, persons=[whom]).state == "planned"
    else:
        with pytest.raises(PermissionDenied):
            play.plan(shire, who, of=of, persons=[whom])


# Who sees the face; who reads all that was said; who reads the own part.
READS = [
    ("group", True, True, False),
    ("second", True, False, False),
    ("officer", True, False, True),
    ("office", True, False, False),
    ("member", False, False, False),
    ("clerk", False, False, False),
    ("party leader", False, False, False),
    ("leader in charge", False, False, False),
    (OTHER, False, False, False),
    ("auditor", False, False, False),
    ("system administrator", False, False, False),
    ("without appointment", False, False, False),
]


@pytest.mark.parametrize(("who", "face", "whole", "own"), READS)
def test_who_reads_a_talk(shire, who, face, whole, own):
    talk, user = play.signed(shire), shire.people[who]
    assert Talk.objects.visible_to(user, at=NOW).filter(pk=talk.pk).exists() is face
    case = Case.of(talk, at=NOW)
    assert reads_whole(case, user, at=NOW) is whole
    assert reads_own(case, user) is own
    if face:
        page = TalkPage.of(talk, user=user, now=NOW)
        assert (page.written is not None) is (whole or own)
        assert any(part.required for part in page.parts) is (whole or own)


def test_each_reads_the_own_part_alone(shire):
    """One a person, closed to the other (the picture of a talk)."""
    talk = play.plan(shire, persons=["officer", "member"])
    play.hold(shire, talk)
    page = TalkPage.of(talk, user=shire.people["member"], now=NOW)
    assert [part.shown for part in page.parts] == [False, True]


def test_a_kind_may_keep_it_from_the_person(shire):
    talk = play.plan(shire, of="return_visit")
    play.hold(shire, talk)
    assert not reads_own(Case.of(talk, at=NOW), shire.people["officer"])


def test_a_named_grant_opens_it_for_a_purpose(shire):
    talk, reader = play.signed(shire), shire.people["party leader"]
    given = {"user_id": reader.pk, "last_on": NOW.date(), "basis": "No. 3"}
    with pytest.raises(PermissionDenied):
        play.act(give_talk_grant, shire, "group", talk, **given)
    with pytest.raises(Refused, match="own part alone"):
        officer = shire.people["officer"].pk
        play.act(give_talk_grant, shire, "office", talk, **(given | {"user_id": officer}))
    grant = play.act(give_talk_grant, shire, "office", talk, **given)
    case = Case.of(talk, at=NOW)
    assert not reads_whole(case, reader, at=NOW)
    with pytest.raises(Refused, match="purpose"):
        play.act(read_talk, shire, "party leader", talk, purpose=" ")
    play.act(read_talk, shire, "party leader", talk, purpose="The committee.")
    assert reads_whole(case, reader, at=NOW)
    assert not reads_whole(case, reader, at=NOW + timedelta(minutes=31))
    play.act(end_talk_grant, shire, "office", talk, grant_id=grant.pk)
    assert not reads_whole(case, reader, at=NOW)


def test_who_follows_in_the_post_goes_on(shire):
    talk = play.signed(shire)
    case = Case.of(talk, at=NOW)
    assert not reads_whole(case, shire.people["second"], at=NOW)
    shire.people["group"].memberships.update(period="empty")
    case = Case.of(talk, at=NOW)
    assert reads_whole(case, shire.people["second"], at=NOW)
