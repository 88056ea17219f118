"""A letter on paper, read back; from a problem; counted, each number with its rows; in a trial."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from docx import Document

from alerts.kinds.trial import Trial
from demonstration.names import NAMES
from demonstration.roles import Role
from pages.quarter import Quarter
from supervision.letters.counts import LetterCounts
from supervision.letters.demonstrate import demonstrate
from supervision.letters.models import Letter, LetterStep
from supervision.letters.states import Act, State
from tests import make
from tests.make import NOW
from tests.supervision.letters import play
from tests.supervision.problems import play as problems

pytestmark = pytest.mark.django_db


def test_names_with_rare_characters_come_back_from_the_docx(client, shire):
    unit = make.make_unit(shire.bodies[0].parent, "𬭎㛃·镇")
    make.supervise(shire.posts["Group", Role.STATIONED_GROUP].unit, unit)
    shire.posts["rare"] = make.make_holder(unit)[0]
    letter = play.served(shire, title="㛃·𬭎采购", text="赵𬭎说明。\x07", post="rare")
    client.force_login(shire.people["group"])
    with translation.override("zh-hans"), time_machine.travel(NOW, tick=False):
        answer = client.get(reverse("letter-docx", args=[letter.pk]))
    document = Document(BytesIO(b"".join(answer.streaming_content)))
    lines = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert lines[0] == ("Organ", "Group")
    assert lines[1] == ("Organ number", f"{letter.document_number}\t内部，注意保管")
    assert lines[2] == ("Title", "关于㛃·𬭎采购的整改通知书")
    assert lines[3] == ("Addressee", "𬭎㛃·镇：")
    assert [text for _style, text in lines[4:7]] == ["赵𬭎说明。", "一、定点采购", "二、每月公示"]
    assert ("Signature", "此处用印") in lines


def test_a_letter_is_made_from_a_problem_and_shows_there(client, shire):
    problem = problems.enter(shire)
    letter = play.drafted(shire, problem_id=problem.pk)
    client.force_login(shire.people["group"])
    with time_machine.travel(NOW, tick=False):
        page = client.get(problem.get_absolute_url()).content.decode()
        assert letter.get_absolute_url() in page
        assert f"{reverse('letter-choose')}?problem={problem.pk}" in page
        client.force_login(shire.people["office"])
        page = client.get(problem.get_absolute_url()).content.decode()
        assert letter.get_absolute_url() not in page


def test_each_number_opens_its_rows(client, shire):
    play.served(shire)
    play.reply(shire, play.served(shire, "prompt", post=play.MEMBER), who="member")
    counts = LetterCounts.of(shire.people["group"], quarter=Quarter.at(NOW), now=NOW)
    client.force_login(shire.people["group"])
    numbers = [number for row in [*counts.kinds, *counts.units] for _head, number in row.cells]
    opened = [(n, address) for n, address in numbers if n]
    assert sum(n for n, _address in opened) == 8  # served 2, replied 1, awaited 1: by both
    for n, address in opened:
        assert set(parse_qs(urlsplit(address).query)) >= {"counted", "quarter"}
        with time_machine.travel(NOW, tick=False):
            rows = client.get(address).content.decode().count('class="tb__t')
        assert rows == n


def test_the_trial_shows_every_state_kind_and_act(shire):
    holders = {
        post.pk: shire.people[f"{role} of {name}"]
        for (name, role), post in shire.posts.items()
        if role == Role.PRINCIPAL_OFFICER
    }
    people = {who: shire.people[who] for who in ("office", "group")}
    start = (NOW - make.days(200)).date()
    with time_machine.travel(NOW, tick=False):
        demonstrate(Trial(shire.county.pk, start, NOW, people, holders, NAMES))
    letters = Letter.objects.all()
    assert set(letters.values_list("state", flat=True)) == set(State)
    assert len(set(letters.values_list("kind", flat=True))) == 5
    shown = set(LetterStep.objects.values_list("act", flat=True))
    assert set(Act) - shown == {Act.REVISE, Act.DROP_MEASURE, Act.ENTER}
