"""What a browser sends of the form of words."""

from alerts.wording.words import shipped_words


def typed_words(**over) -> dict:
    """The shipped words with another greeting, as the form's fields; `over` by field."""
    words = dict(shipped_words())
    parts = {f"parts.{stage}": text for stage, text in words.pop("parts").items()}
    words["text"] = words["text"].replace("您好！", "")
    return {"note": "Shorter.", **words, **parts, **over}
