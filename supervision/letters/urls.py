"""Addresses of letters; those of the acts come from their table."""

from django.urls import path

from supervision.letters import views
from supervision.letters.act_pages import PAGES
from supervision.letters.drafting import views as drafting
from supervision.letters.measures import views as measures

MEASURE = "letters/<int:pk>/measures"

urlpatterns = [
    path("letters/", views.letter_list, name="letter-list"),
    path("letters/counts/", views.letter_counts, name="letter-counts"),
    path("letters/new/", drafting.letter_choose, name="letter-choose"),
    path("letters/new/<int:kind>/", drafting.letter_new, name="letter-new"),
    path("letters/<int:pk>/", views.letter_page, name="letter"),
    path("letters/<int:pk>/revise/", drafting.letter_revise, name="letter-revise"),
    path("letters/<int:pk>/reply/", views.letter_reply, name="letter-reply"),
    path("letters/<int:pk>/paper-reply/", views.letter_enter, name="letter-enter"),
    path("letters/<int:pk>/paper/", views.letter_paper, name="letter-paper"),
    path("letters/<int:pk>/docx/", views.letter_docx, name="letter-docx"),
    path("letters/<int:pk>/files/<uuid:file_id>/", views.letter_file, name="letter-file"),
    path(f"{MEASURE}/", measures.letter_measure, name="letter-measure"),
    path(
        f"{MEASURE}/<int:measure>/drop/",
        measures.letter_measure_drop,
        name="letter-measure-drop",
    ),
    path(
        f"{MEASURE}/<int:measure>/report/",
        measures.letter_measure_report,
        name="letter-measure-report",
    ),
    *(
        path(f"letters/<int:pk>/{page.name}/", views.letter_act, {"page": page}, name=page.url)
        for page in PAGES
    ),
]
