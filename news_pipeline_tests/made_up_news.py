"""A made-up corpus: events, each told by several outlets, with copies, trimmed copies, revisions and undated texts.

A seeded generator puts sentences together from small tables of words, and writes the files that hold them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

OUTLETS = ("harbour-post-made-up.com", "ledger-made-up.com", "north-gazette-made-up.com", "lantern-made-up.com")

TOPICS: dict[str, tuple[str, ...]] = {
    "flood": ("river", "levee", "evacuation", "rainfall", "sandbags", "reservoir", "rescue boats", "farmland"),
    "strike": ("union", "picket", "wages", "dockworkers", "container terminal", "walkout", "arbitration", "overtime"),
    "trial": ("jury", "prosecutor", "verdict", "embezzlement", "testimony", "defence lawyer", "bribery", "appeal"),
    "wildfire": ("wildfire", "helicopters", "hillside", "smoke", "firefighters", "drought", "campers", "containment"),
    "election": ("ballot", "coalition", "turnout", "recount", "opposition", "polling stations", "mandate", "runoff"),
    "outbreak": ("hospital", "vaccine", "infection", "laboratory", "quarantine", "clinics", "epidemiologist", "dose"),
    "rocket": ("rocket", "launch pad", "satellite", "orbit", "engineers", "countdown", "booster", "payload"),
    "museum": ("museum", "sculpture", "curator", "theft", "gallery", "paintings", "restoration", "insurers"),
}
_PEOPLE = {
    "Kazakhstan": ("Marta Okello", "Johan Brandt"),
    "Nairobi": ("Leila Haddad", "Peter Novak"),
    "Portugal": ("Grace Tanaka", "Luis Herrera"),
    "Jakarta": ("Ingrid Solberg", "Tomas Varga"),
    "Peru": ("Amina Diallo", "Oscar Lindqvist"),
    "Helsinki": ("Rosa Quintero", "Viktor Hajek"),
    "Morocco": ("Emil Castellan", "Nadia Berrada"),
    "Toronto": ("Hugo Marchetti", "Selma Yildirim"),
}
"""Who speaks at each place: events differ in their people, as they do in the news."""
_PLACES = tuple(_PEOPLE)
_VERBS = "described blamed defended inspected questioned welcomed criticised postponed measured replaced"
_QUALITIES = (
    "damaged unexpected costly ancient disputed second northern provisional crowded narrow silent heavy wooden early "
    "modern public private rural foreign broken frozen yellow distant hollow careful anxious"
)
_THINGS = (
    "bridge committee warehouse market letter season neighbour engine village kitchen highway school harbour forest "
    "window journal budget garden station council ladder orchard customs factory theatre island meadow railway "
    "cathedral workshop airport castle library pasture chimney quarry lantern teacher surgeon farmer"
)
_MANNERS = "slowly again quietly openly briefly firmly twice elsewhere meanwhile indoors gladly rarely"


@dataclass(frozen=True, slots=True)
class Article:
    """One made-up article as an outlet shows it."""

    outlet: str
    slug: str
    title: str
    paragraphs: tuple[str, ...]
    day: date | None = None
    time: str | None = None
    """ISO 8601 time of day with its offset."""

    def record(self) -> dict[str, object]:
        """As a record of JSON lines."""
        published = None if self.day is None else f"{self.day}T{self.time}" if self.time else str(self.day)
        return {
            "url": f"https://www.{self.outlet}/news/{self.slug}",
            "title": self.title,
            "date": published,
            "text": "\n\n".join(self.paragraphs),
        }

    def page(self) -> str:
        """As scraped text without an address: a headline, a date if there is one, paragraphs, a comment form."""
        header = [self.title] + ([f"Published: {self.day:%d %b %Y}"] if self.day else [])
        return "\n\n".join([*header, *self.paragraphs, "LEAVE A REPLY", "Please enter your comment!"]) + "\n"


def made_up_articles(events: int = 8, seed: int = 1) -> list[Article]:
    """Five or six articles an event. Events share topics, so that there are two stories to most topics."""
    chance = Random(seed)  # noqa: S311 no secret
    return [article for number in range(events) for article in _event(number, chance)]


def made_up_forecasts() -> list[Article]:
    """Reports that one template made: same words, other places, days and figures. One is reprinted word for word."""
    made = []
    for number, place in enumerate(_PLACES[:5]):
        day = date(2023, 4, 3) + timedelta(days=number // 2)
        paragraphs = (
            f"The weather service in {place} expects a mix of sun and cloud on {day:%A}, with a high of "
            f"{12 + 3 * number} degrees and a low of {4 + 2 * number} degrees overnight.",
            f"There is a chance of rain of {10 + 15 * number} per cent, and winds will blow from the sea. People with "
            "fair skin are asked to wear a hat and to stay in the shade in the early afternoon.",
            f"Drivers in {place} are asked to check the roads before they set out and to keep a safe distance in wet "
            "weather. The next forecast will be issued in the evening.",
        )
        stated = None if number == 4 else day
        forecast = Article(OUTLETS[number % 4], f"forecast-{number}", f"Forecast for {place}", paragraphs, stated)
        made.append(forecast)
        if number == 1:
            made.append(replace(forecast, outlet=OUTLETS[3], slug="forecast-again"))
    return made


def made_up_files(articles: list[Article]) -> dict[str, str]:
    """File name to text: every fourth article as scraped text, every fourth a JSON file, the others in containers.

    A revision, four after its original, comes in the same form.
    """
    files = {}
    containers: dict[str, list[str]] = {}
    for number, article in enumerate(articles):
        record = json.dumps(article.record())
        if number % 4 == 0:
            files[f"pages/{number:03}.txt"] = article.page()
        elif number % 4 == 1:
            files[f"records/{number:03}.json"] = record
        else:
            containers.setdefault(f"crawl-{number % 3}.jsonl", []).append(record)
    return files | {name: "\n".join(records) + "\n" for name, records in containers.items()}


def write_files(folder: Path, files: dict[str, str], names: list[str] | None = None) -> None:
    """Put files (all, or those named) below the folder."""
    for name in files if names is None else names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], encoding="utf-8")


def _event(number: int, chance: Random) -> Iterator[Article]:
    """An original, a copy, a stub or a trimmed copy, another report, a revision; of each third a late follow-up."""
    topic = list(TOPICS)[number // 2 % len(TOPICS)]
    place, day = _PLACES[number % len(_PLACES)], date(2023, 3, 1) + timedelta(days=5 * number)
    first, second, third, fourth = (OUTLETS[(number + step) % len(OUTLETS)] for step in range(4))
    lead = f"Officials in {place} said on {day:%A} that the {TOPICS[topic][1]} had changed everything."
    paragraphs = (lead, *(_paragraph(topic, place, chance) for _ in range(6)))
    title = (
        f"{place} {TOPICS[topic][0]} {chance.choice(_VERBS.split())} by {chance.choice(_PEOPLE[place])}".capitalize()
    )
    original = Article(first, f"{topic}-{number}", title, paragraphs, day, "06:30:00+00:00" if number % 2 else None)
    yield original
    yield replace(original, outlet=second, day=day + timedelta(days=1) if number % 3 else None, time=None)
    trimmed = paragraphs[:3] if number % 2 else paragraphs[::3]
    yield replace(original, outlet=third, paragraphs=trimmed, day=None, time=None)
    report = tuple(_paragraph(topic, place, chance) for _ in range(5))
    yield Article(
        fourth, f"report-{number}", f"What we know about {topic} in {place}", report, day if number % 4 else None
    )
    later = {"day": day, "time": "11:00:00+00:00"} if number % 2 else {}
    yield replace(original, paragraphs=(*paragraphs, _paragraph(topic, place, chance)), **later)  # type: ignore[arg-type]
    if number % 3 == 0:
        follow_up = (*paragraphs[3:5], *(_paragraph(topic, place, chance) for _ in range(3)))
        yield Article(second, f"follow-up-{number}", f"{place} after {topic}", follow_up, day + timedelta(days=2))


def _paragraph(topic: str, place: str, chance: Random) -> str:
    return " ".join(_sentence(topic, place, chance) for _ in range(3))


def _sentence(topic: str, place: str, chance: Random) -> str:
    """Many words to choose from at each place, so that two sentences share hardly a run of five words."""
    first, second = chance.sample(TOPICS[topic], 2)
    things, qualities = chance.sample(_THINGS.split(), 4), chance.sample(_QUALITIES.split(), 3)
    verbs, manners = chance.sample(_VERBS.split(), 2), chance.sample(_MANNERS.split(), 2)
    somewhere = chance.choice((place, things[3], things[3]))
    return (
        f"The {qualities[0]} {things[0]} {manners[0]} {verbs[0]} {chance.randrange(3, 900)} {first} near "
        f"{qualities[1]} {things[1]} {things[2]}, {chance.choice(_PEOPLE[place])} {verbs[1]} {qualities[2]} {second} "
        f"from {somewhere} {manners[1]}."
    )
