"""Transplants: pages around other stories and tables, for the line model to learn from."""

from tools.line_model.transplants import STORIES, TABLES, labelled_page, transplants

BODIES = {
    "harbour.example": [f"The harbour master counted {n} ships in the port on that cold morning." for n in range(12)],
    "valley.example": [f"In the valley {n} farms were under water when the dam broke at night." for n in range(12)],
}


def _page(site: str) -> str:
    body = [f"      {line}" for line in BODIES[site]]
    return "\n".join(
        ["Home", "  News", "  Sport", "", *body[:6], "  Advertisement", *body[6:], "", "Contact", "  Imprint"]
    )


PAGES = [made for site, body in BODIES.items() if (made := labelled_page(_page(site), "\n".join(body), site))]


def test_a_page_knows_where_its_story_is():
    assert [[one.lines[at].strip() for at in one.story] for one in PAGES] == list(BODIES.values())
    assert labelled_page("Home\nNews", "nothing of that", "a.example") is None


def test_the_page_stays_and_only_its_story_changes():
    made = list(transplants(PAGES))
    assert len(made) == len(PAGES) * (STORIES + TABLES)
    for k, (text, story, is_table) in enumerate(made):
        own, other = (list(BODIES.values())[i] for i in ((0, 1) if k < len(made) // 2 else (1, 0)))
        lines = [line.strip() for line in text.split("\n")]
        rest = [line for number, line in enumerate(lines, start=1) if number not in story and line]
        assert rest == ["Home", "News", "Sport", "Advertisement", "Contact", "Imprint"]
        put_in = [lines[number - 1] for number in sorted(story)]
        assert not set(put_in) & set(own)
        stories = [line for line in put_in if line in other]
        assert stories == other[: len(stories)]
        assert is_table or [line for line in put_in if line] == stories


def test_the_same_pages_give_the_same():
    assert list(transplants(PAGES)) == list(transplants(PAGES))


def test_a_page_alone_has_no_donor():
    assert not list(transplants(PAGES[:1]))
