"""The difference of two versions: a table, and what holds of any two texts and any list copied."""

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responsibility.lists.models import DutyItem, DutyList, EvidenceKind
from responsibility.lists.starter_data import load_kinds
from responsibility.lists.versions.difference import difference, pieces
from responsibility.lists.versions.start import start_version
from responsibility.lists.versions.values import FIELDS, values_of
from tests.make import NOW, actor, make_category, make_county, make_holder, make_item, make_unit

UNITS = {1: "Bureau of Water", 2: "Bureau of Roads"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def shown(run) -> str:
    marks = {"same": "{}", "added": "+{}+", "gone": "-{}-"}
    return "".join(marks[piece.how].format(piece.text) for piece in run)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("季末月最后一日", "季末月20日", "季末月-最后一-+20+日"),
        ("会议纪要", "会议纪要、签到表", "会议纪要+、签到表+"),
        ("研究党和反腐败工作", "研究党工作", "研究党-和反腐败-工作"),
        ("quarterly, 2 times", "quarterly, 3 times", "quarterly, -2-+3+ times"),
        ("", "新", "+新+"),
        ("旧", "", "-旧-"),
        ("同", "同", "同"),
    ],
)
def test_words_that_come_and_go(old, new, expected):
    assert shown(pieces(old, new)) == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_old_and_the_new_words_can_be_read_from_it(old, new):
    run = pieces(old, new)
    assert "".join(piece.text for piece in run if piece.how != "added") == old
    assert "".join(piece.text for piece in run if piece.how != "gone") == new


# Items in two versions


def item(code="A-1", position=1, **over) -> DutyItem:
    """An item read from no database, but for its evidence."""
    return make_item(item.county, code=code, position=position, **{"text": code} | over)


@pytest.fixture
def versions(db):
    """Two versions of which each test fills the items."""
    item.county = make_county()
    make_category()

    def filled(*rows):
        made = [item(**row) for row in rows]
        DutyList.objects.filter(pk=made[0].duty_list_id).update(published_at=NOW)
        return made

    return filled


CHANGES = [
    ({"text": "B"}, "changed", {}),
    ({"cadence": "monthly"}, "changed", {"How often", "Due"}),
    ({"required": 3}, "changed", {"How often": "quarterly+, 3 times+"}),
    ({"cadence": "yearly", "due_rule": "md:03-31"}, "changed", {"How often", "Due"}),
    ({"zero_report": True}, "changed", {"Zero report": "-not -allowed"}),
    ({"core": False}, "changed", {"Core item": "-yes-+no+"}),
    ({"applies_to": [1]}, "changed", {"Applies to"}),
    ({"goal": "Fewer"}, "changed", {"Goal": "+Fewer+"}),
    ({"measure": "Ask each"}, "changed", {"Measures": "+Ask each+"}),
    ({"warn_days": 3}, "changed", {"Days of warning": "+3+"}),
    ({"basis": "Rule 5"}, "changed", {"Basis": "+Rule 5+"}),
    ({"event_key": "lecture"}, "changed", {"Event": "+lecture+"}),
    ({"rolls_forward": False}, "changed", {"On a day off"}),
    ({"sensitivity": "restricted"}, "changed", {"Sensitivity"}),
    ({}, "same", {}),
]


@pytest.mark.parametrize(("change", "how", "words"), CHANGES)
def test_a_change_is_told_in_words(versions, change, how, words):
    old = versions({"text": "A", "text_en": ""})
    new = versions({"text": "A", "text_en": ""} | change)
    [found] = difference(old, new, units=UNITS)
    assert found.how == how
    told = {str(label): shown(run) for label, run in found.words}
    assert set(told) == set(words)
    if isinstance(words, dict):
        assert told == words


def test_every_field_of_an_item_is_told_of(versions):
    """Whoever adds a column of an item adds its words to the difference."""
    follows = {"task_kind"}  # from applies_to
    told = {name for change, _how, _words in CHANGES for name in change}
    assert {name.removesuffix("_id") for name in FIELDS} - follows - told == {
        "category", "text_en", "count_basis",
    }  # fmt: skip


def test_items_that_come_go_and_move(versions):
    old = versions(*({"code": code, "position": n} for n, code in enumerate("ABCDE")))
    new = versions(*({"code": code, "position": n} for n, code in enumerate("ADBCX")))
    for made in (*old, *new):
        made.text_en = ""
    found = {one.item.code: one for one in difference(old, new, units={})}
    assert {code: one.how for code, one in found.items()} == {
        "A": "same", "B": "same", "C": "same", "D": "moved", "E": "gone", "X": "added",
    }  # fmt: skip
    assert (found["D"].was_at, found["D"].is_at) == (4, 2)


# A copy

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
RULES = st.sampled_from(
    [
        ("monthly", "period_end"),
        ("yearly", "md:03-31"),
        ("quarterly", "md:03-20|06-20|09-20|12-20"),
        ("one_off", "appointed:P10WD"),
    ]
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": LETTERS,
            "text_en": LETTERS,
            "goal": LETTERS,
            "measure": LETTERS,
            "rule": RULES,
            "required": st.integers(1, 99),
            "count_basis": st.sampled_from(DutyItem.CountBasis.values),
            "applies_to": st.lists(st.integers(1, 9), max_size=3, unique=True),
            "zero_report": st.booleans(),
            "core": st.booleans(),
            "rolls_forward": st.booleans(),
            "sensitivity": st.sampled_from(DutyItem.Sensitivity.values),
            "task_kind": st.sampled_from(DutyItem.TaskKind.values),
            "warn_days": st.none() | st.integers(1, 60),
            "evidence": st.integers(0, 3),
        }
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_a_copy_equals_its_source(rows, db):
    load_kinds()
    county = make_county()
    user = make_holder(make_unit(county, kind="office"), "commission_office")[1]
    kinds = list(EvidenceKind.objects.order_by("pk"))
    for row in rows:
        values = {key: value for key, value in row.items() if key not in {"rule", "evidence"}}
        cadence, due_rule = row["rule"]
        made = make_item(county, cadence=cadence, due_rule=due_rule, **values)
        made.evidence.set(kinds[: row["evidence"]])
    source = made.duty_list
    DutyList.objects.filter(pk=source.pk).update(published_at=NOW)
    draft = start_version(list_id=source.pk, year=2027, by=actor(user), now=NOW)
    copied = [values_of(one) for one in draft.items.order_by("position")]
    assert copied == [values_of(one) for one in source.items.order_by("position")]
    changes = difference(list(source.items.all()), list(draft.items.all()), units={})
    assert {change.how for change in changes} == {"same"}
