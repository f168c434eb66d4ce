"""What `news-pipeline explain` prints."""

import io

import pytest
from rich.console import Console

from news_pipeline.cleaning.clean import Role
from news_pipeline.cli.line_roles import explained, role_colour

STORY = (
    "Bridge closed for the whole winter\n"
    "By Jane Doe\n"
    "The bridge over the river was closed on Friday because of ice on its pillars, the mayor said.\n"
    "A ferry is going to take commuters over the river from six in the morning, she added.\n"
    "All rights reserved.\n"
)


def printed(text: str, media_type: str = "text/plain", *, colours: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=200, force_terminal=colours, color_system="standard" if colours else None
    )
    console.print(explained(text, media_type))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_every_line_is_shown_with_its_number_and_role():
    lines = printed(STORY).splitlines()
    assert lines[0].split() == ["1", "title", "Bridge", "closed", "for", "the", "whole", "winter"]
    assert [line.split()[:2] for line in lines if line.strip()[:1].isdigit()][2] == ["3", "body"]


def test_a_line_that_was_taken_out_says_why_and_one_of_the_story_does_not():
    rows = printed(STORY).splitlines()
    byline, story = (next(i for i, row in enumerate(rows) if words in row) for words in ("Jane Doe", "was closed"))
    assert not rows[byline + 1].split()[0].isdigit()
    assert rows[story + 1].split()[0] == "4"


def test_the_story_is_plain_and_the_rest_in_colour():
    rows = printed(STORY, colours=True).splitlines()
    story = next(row for row in rows if "over the river was closed" in row)
    title = next(row for row in rows if "Bridge closed" in row)
    assert "\x1b[1;36mBridge closed" in title
    assert not any(f"\x1b[3{code}m" in story for code in range(1, 7))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_that_was_taken_out_has_a_colour(role: Role):
    assert role_colour(role, is_kept=False)


def test_of_a_page_all_visible_blocks_are_shown():
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.splitlines()[2:4])
    shown = printed(f"<html><body><nav>Home</nav><article><h1>T</h1>{paragraphs}</article></body></html>", "text/html")
    assert "over the river was closed" in shown
    assert "judged by their markup" in shown
    assert "Home" in shown


def test_a_document_without_an_article_says_so():
    assert "No article: " in printed("Home\n")


@pytest.mark.parametrize("text", ["", "\0", "[bold]x[/bold] [/]", "\x1b[31mred", "\ud800 lone"])
def test_odd_text_is_shown_and_not_obeyed(text: str):
    shown = printed(text)
    assert "\x1b" not in shown
    if "[bold]" in text:
        assert "[bold]x[/bold] [/]" in shown
