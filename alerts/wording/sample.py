"""One text as a person would have it on the phone, before anything is sent."""

import tomllib
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from alerts.wording.fit import SAMPLE
from alerts.wording.in_use import words_in_use
from alerts.wording.words import Part, key_of, notice_params, render


def sample_text(*, stage: str, kind: str, due_on: date | None, now: datetime) -> str:
    """The text about one matter of `kind` at `stage`, to somebody with a usual name."""
    words = words_in_use().words
    names = tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))
    params = notice_params(
        words=words,
        name=names["usual"],
        reference=SAMPLE,
        parts=[Part(stage, 1, due_on, key=key_of(words, stage=stage, kind=kind))],
        today=timezone.localtime(now).date(),
    )
    return render(words, params)
