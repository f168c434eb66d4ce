"""Which lines of the judgements file count, and what is said of the others."""

import pytest

from news_pipeline.duplicates.judgements import read_judgements

HEADER = "article_a,article_b,verdict,note"
LINES = [
    ("a,b,same,", "", "good"),
    ("a,b,Not-Same,why", "", "hyphens and case do not matter"),
    ("a,b,maybe,", "the verdict is `same` or `not same`, not 'maybe'", "no such verdict"),
    ("a,,same,", "name both articles", "one name"),
    ("a,a,same,", "a judgement is about two articles", "twice the same"),
    ("a,b,same,because, as", "put quotes around", "a comma in a note"),
]


@pytest.mark.parametrize(("line", "problem", "reason"), LINES)
def test_lines_of_the_file(line: str, problem: str, reason: str) -> None:
    rows, problems = read_judgements(f"{HEADER}\n{line}\n")
    assert (len(rows), len(problems)) == ((0, 1) if problem else (1, 0)), reason
    assert problem in "".join(problems)
    assert all(told.startswith("line 2: ") for told in problems)


def test_two_lines_about_the_same_two_articles_are_told() -> None:
    rows, problems = read_judgements(f"{HEADER}\na,b,same,\nb,a,not same,\n")
    assert len(rows) == 1
    assert problems == ("line 3: line 2 decides the same already; leave one of the two",)


def test_a_header_without_the_columns_is_told() -> None:
    assert read_judgements("a,b\nx,y\n")[1] == (
        "line 1: the header lacks article_a, article_b, verdict; it reads a, b",
    )
