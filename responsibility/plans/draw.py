"""The page of a form of plans: as any other, with the posts that may be typed."""

from collections.abc import Sequence

from django.shortcuts import render

from pages.answer import NEXT, status_of
from pages.forms import RuleForm
from responsibility.plans.post_names import PostNames


def draw_form(
    request,
    form: RuleForm,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    notes: Sequence[str] = (),
    one_of_many: bool = False,
):
    """A page with one form (pages.answer.form_page); what its fields of posts know stands there."""
    names: PostNames | None = getattr(form, "names", None)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "lead": lead,
        "notes": notes,
        "other": None,
        "next_one": NEXT if one_of_many else "",
        "posts": list(names.posts) if names else [],
    }
    return render(request, "responsibility/plans/form.html", context, status=status_of(form))
