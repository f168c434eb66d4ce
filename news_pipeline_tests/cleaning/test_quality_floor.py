"""A floor under the quality of cleaning: stories among made-up furniture, of which nearly all must be found again.

The stories are those of seeds/ and made up. Their pages are as a text browser lays them out, as an extractor leaves
them and as a web site sends them. Real pages decide about changes (tools/line_model/cross_validation.py); this says at
once when something breaks.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from news_pipeline.cleaning.characters import tidy
from news_pipeline.cleaning.clean import CleanedDocument, clean

SEEDS = Path(__file__).parents[2] / "seeds"
FLOOR = 0.95
MENU = ["Home", "News", "Sport", "Opinion", "Business", "Weather", "Subscribe", "Log in", "Search", "Contact us"]
TEASERS = [
    "Minister denies all charges in harbour affair",
    "Three held after brawl in fish market",
    "Cup final moved to Sunday as rain floods stadium",
    "Why your tomatoes will not ripen this year",
    "Five recipes for a cold evening",
    "Bridge closed again: what drivers must know",
]
GERMAN = [
    "Die Hafenbehörde teilte am Dienstag mit, dass der alte Leuchtturm nach elf Jahren wieder leuchten wird.",
    "Die Fischer hatten darum gebeten, seit ein Kutter im Sturm des vergangenen Februar auf das Riff gelaufen war.",
    "„Wir haben nie aufgehört, danach zu fragen“, sagte der Vorsitzende des Verbandes, der seit Jahren hier fährt.",
    "Die Arbeiten sollen vor dem Winter beendet sein, die Kosten teilen sich die Stadt und das Land.",
    "Nach Angaben der Behörde wurde die neue Lampe in Norwegen bestellt, wo man sie noch von Hand baut.",
]
JAPANESE = [
    "港湾局は火曜日、十一年間消えていた古い灯台に再び明かりをともすと発表した。",
    "昨年二月の嵐で漁船が岩礁に乗り上げて以来、漁師たちは明かりを求めていた。",
    "「私たちは一度もあきらめなかった」と、四十年この海で漁をしてきた組合長は語った。",
    "工事は冬までに終わる予定で、費用は町と県が半分ずつ負担することになっている。",
]


def story(number: str) -> list[str]:
    """The paragraphs of a seed that end as sentences, before its own furniture."""
    text = next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    lines = [re.sub(r" read more$", "", tidy(line)) for line in text.splitlines()]
    return [line for line in lines if re.search(r"[.!?][”\"']?$", line) and len(line) > 60]


STORIES = {"000": story("000"), "003": story("003"), "004": story("004"), "de": GERMAN, "ja": JAPANESE}


def dump(paragraphs: list[str]) -> str:
    """As a text browser lays out the whole page."""
    menu = [f"      * {name}" for name in MENU]
    teasers = [f"      * {title}" for title in TEASERS]
    body = [line for paragraph in paragraphs for line in (f"    {paragraph}", "")]
    foot = ["    Most read", "", *teasers, "", "  © 2021 Example News. All rights reserved.", *menu]
    return "\n".join(
        [*menu, "", "    Light for the harbour", "", "    By Jane Doe", "    3 May 2021 10:00", "", *body, *foot]
    )


def residue(paragraphs: list[str]) -> str:
    """As an extractor that would rather take too much."""
    return "\n".join(
        ["Light for the harbour", *paragraphs, "Most read", *(f"- {title}" for title in TEASERS), "LEAVE A REPLY"]
    )


def page(paragraphs: list[str]) -> str:
    """As the web site sends it."""
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in MENU)
    teasers = "".join(f"<li><a href='/t'>{title}</a></li>" for title in TEASERS)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>Light for the harbour</title></head><body><nav><ul>{menu}</ul></nav><article>"
        f"<h1>Light for the harbour</h1>{body}</article>"
        f"<aside><h3>Most read</h3><ul>{teasers}</ul></aside></body></html>"
    )


def f1(document: object, paragraphs: list[str]) -> float:
    got, want = (
        shingles(text)
        for text in (document.body if isinstance(document, CleanedDocument) else "", "\n".join(paragraphs))
    )
    both = sum((got & want).values())
    return 2 * both / (sum(got.values()) + sum(want.values()))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(
    ("laid_out", "media_type"), [(dump, "text/plain"), (residue, "text/plain"), (page, "text/html")]
)
def test_nearly_all_of_a_story_and_hardly_anything_else_is_found(name, laid_out, media_type):
    paragraphs = STORIES[name]
    assert f1(clean(laid_out(paragraphs), media_type), paragraphs) >= FLOOR


@pytest.mark.parametrize("name", STORIES)
def test_a_clean_story_stays_as_it_is(name):
    document = clean("\n".join(STORIES[name]))
    assert isinstance(document, CleanedDocument)
    assert document.body.split("\n\n") == STORIES[name]


def test_an_article_that_is_mostly_a_list_is_not_emptied():
    steps = [f"{n}. Lamp number {n} of the Nordic series" for n in range(1, 25)]
    lines = ["These are the lamps that the harbour authority has looked at before it chose one of them.", *steps]
    document = clean("\n".join(lines))
    assert isinstance(document, CleanedDocument)
    assert document.body.count("Lamp number") == len(steps)
