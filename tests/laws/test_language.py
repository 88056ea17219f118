"""Laws of language: English in the code, Chinese in the catalogue, nothing left over."""

import re
from pathlib import Path

import django
import polib
import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import dates
from django.utils.translation import gettext, ngettext, override

from config.catalogue import CHINESE, HAN, chinese_in_code, obsolete, unlike, untranslated

# Texts that are the same in Chinese. May only shrink.
WITHOUT_CHINESE: set[str] = set()


def test_every_text_has_its_chinese():
    lines = [line for line in untranslated() if line.split(": ", 1)[1] not in WITHOUT_CHINESE]
    assert not lines, "\n".join(lines)


def test_no_entry_is_left_over():
    lines = obsolete()
    assert not lines, "`python -m config.catalogue update` takes out:\n" + "\n".join(lines)


def test_the_chinese_fills_in_the_same_values():
    lines = unlike()
    assert not lines, "\n".join(lines)


def test_one_and_several_say_the_same_values():
    """Chinese has one form for both: what only the plural counts, it would say of one too."""
    values = re.compile(r"%\((\w+)\)")
    apart = [
        entry.msgid
        for entry in polib.pofile(str(CHINESE))
        if entry.msgid_plural
        and set(values.findall(entry.msgid)) != set(values.findall(entry.msgid_plural))
    ]
    assert not apart, "\n".join(apart)


def test_no_chinese_stands_in_code():
    lines = list(chinese_in_code())
    assert not lines, "\n".join(lines)


def test_months_and_weekdays_are_left_to_django():
    """A text of ours that is a month of Django's would stand in its place on every page."""
    theirs = {
        name._args[0]
        for names in (dates.MONTHS, dates.MONTHS_3, dates.WEEKDAYS, dates.WEEKDAYS_ABBR)
        for name in names.values()
    }
    ours = {entry.msgid for entry in polib.pofile(str(CHINESE)) if not entry.msgctxt}
    assert len(theirs) > 30 and not theirs & ours


def test_nobody_is_addressed_as_a_child():
    """您, never 你, in our own words and in those of Django that its forms say on our pages."""
    ours = [entry for entry in polib.pofile(str(CHINESE)) if "\u4f60" in _chinese(entry)]
    assert not ours, "\n".join(entry.msgid for entry in ours)
    folder = Path(django.__file__).parent / "contrib/auth/locale/zh_Hans/LC_MESSAGES"
    with override("zh-hans"):
        for entry in polib.pofile(str(folder / "django.po")):
            said = gettext(entry.msgid)
            if entry.msgid_plural:
                said = ngettext(entry.msgid, entry.msgid_plural, 2)
            assert "\u4f60" not in said, entry.msgid


def test_a_reason_has_one_word():
    """\u539f\u56e0 at the field, in the error and in the list alike."""
    other = [e.msgid for e in polib.pofile(str(CHINESE)) if "\u7406\u7531" in _chinese(e)]
    assert not other, "\n".join(other)


def test_no_month_and_no_day_is_padded():
    """1\u67085\u65e5, not 01\u670805\u65e5."""
    for entry in polib.pofile(str(CHINESE)):
        if "date format" in (entry.msgctxt or ""):
            assert not set(entry.msgstr) & set("mdMFN"), entry.msgctxt


@pytest.mark.django_db
def test_the_administration_speaks_chinese():
    """What our admin calls its models, columns and filters; its own pages Django translates."""
    with override("zh-hans"):
        for model, kept in admin.site._registry.items():
            assert HAN.search(str(model._meta.app_config.verbose_name)), model
            if not model.__module__.startswith("django_rq"):
                words = [model._meta.verbose_name, model._meta.app_config.verbose_name]
                words += [label_for_field(name, model, kept) for name in kept.list_display]
                words += [label_for_field(name, model, kept) for name in kept.fields]
                words += [one.title for one in kept.list_filter]
                assert [word for word in map(str, words) if not HAN.search(word)] == []


# A number: %d, %s before a measure word, or figures; A4 and 2/3 are none. Look.md: blanks beside it
# in Chinese, none within a date.
MEASURES = (
    "\u4e2a|\u9879|\u4ef6|\u6761|\u4eba|\u6b21|\u4efd|\u5929|\u5206\u949f|\u5c0f\u65f6"
    "|\u5b57|\u884c|\u9875|\u5f20|\u5bb6|\u671f|\u7c7b|\u7248"
)
NUMBER = (
    rf"(?:%\([a-z_]+\)d|%\([a-z_]+\)s(?= ?(?:{MEASURES}))(?<!\(next\)s)"
    r"|(?<![A-Za-z0-9_.,/%:-])[0-9][0-9,.]*(?![A-Za-z0-9]))"
)
IN_A_DATE = "(?![\u5e74\u6708\u65e5\u53f7\u65f6]|\u5206(?!\u949f))"
ONE = "[\u4e00-\u9fff]"
GLUED = re.compile(rf"{NUMBER}{IN_A_DATE}{ONE}|{ONE}(?={NUMBER} {ONE})")


def test_a_number_stands_free_in_chinese():
    glued = [
        entry.msgid
        for entry in polib.pofile(str(CHINESE))
        for said in [entry.msgstr, *entry.msgstr_plural.values()]
        if GLUED.search(said)
    ]
    assert not glued, "\n".join(glued)


def _chinese(entry: polib.POEntry) -> str:
    return entry.msgstr + "".join(entry.msgstr_plural.values())
