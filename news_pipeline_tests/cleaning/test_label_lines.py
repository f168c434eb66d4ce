"""Small documents: what stays in the body, and what must never be taken for furniture."""

from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline_tests.cleaning.harbour_story import STORY, cleaned


def test_a_dateline_stays_inside_its_paragraph():
    first = "HELSINKI, July 16 (Reuters) - Two presidents met on Monday in a palace by the sea, and little came of it."
    assert cleaned(first, *STORY).body.startswith(first)


def test_subheadings_and_short_quotes_of_the_story_stay():
    document = cleaned(*STORY[:2], "A long wait", *STORY[2:], "“At last!” he said.")
    assert "A long wait" in document.body
    assert "“At last!” he said." in document.body


def test_the_names_in_an_agency_credit_stay():
    assert cleaned(*STORY, "(Reporting by Jane Doe; Editing by John Roe)").body.endswith("Editing by John Roe)")


def test_a_repeated_paragraph_leaves_with_the_line_that_it_repeats():
    document = cleaned(*STORY, STORY[0])
    assert [(line.number, line.reason) for line in document.removed] == [(5, "repeats line 1")]


def test_a_question_may_be_asked_twice():
    question = "What do you see when you look out of the window in the morning?"
    assert cleaned(STORY[2], question, STORY[0], question, STORY[1]).body.count(question) == 2


def test_paragraphs_on_single_lines_are_not_joined():
    assert cleaned(*STORY).body == "\n\n".join(STORY)


def test_the_story_of_a_laid_out_page_is_found_between_its_menus():
    menu = [
        f"        * {name}"
        for name in ("Home", "News", "Sport", "Opinion", "Weather", "Contact us", "Privacy policy", "Subscribe")
    ]
    page = [
        *menu,
        "",
        "    Lighthouse to be lit again after years of darkness",
        "",
        *(f"    {p}\n" for p in STORY * 1),
        "    " + STORY[1] + " Then came spring.",
        *menu,
    ]
    document = cleaned(*page)
    assert all(paragraph in document.body for paragraph in STORY)
    assert "Privacy policy" not in document.body
    assert "Sport" not in document.body


def test_the_rows_of_a_table_stay_and_its_ruler_goes():
    table = ["| Boat | Crew | Catch |", "|---|---|---|", *(f"| Gull {n} | {n} | {n * 12} t |" for n in range(2, 9))]
    labels = label_lines("\n".join([*STORY, *table]))
    rows = [line.text for line in labels if not line.reason and line.text.startswith("|")]
    assert rows == [row for row in table if "Gull" in row or "Boat" in row]
