"""Laws of language: English in the code, Chinese in the catalogue, nothing left over."""

from config.catalogue import chinese_in_code, obsolete, unlike, untranslated

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


def test_no_chinese_stands_in_code():
    lines = list(chinese_in_code())
    assert not lines, "\n".join(lines)
