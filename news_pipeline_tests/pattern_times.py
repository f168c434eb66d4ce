"""Times every regular expression of the package, each in the way that its caller uses it.

Each pattern meets strings made from its own alphabet: single characters, pairs and words, repeated. Unless BOUNDED says
how its caller bounds or anchors the text, it is looked for everywhere in a long one.
"""

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

import news_pipeline

SHORT, LONG = 750, 3_000
"""Characters. Four times as many may take FACTOR times as long."""
FACTOR = 8.0
"""Linear gives 4, quadratic 16."""
LEAST_PACE = 0.5
"""Less says nothing about growth. Of the time that the cheapest quadratic pattern takes here for LONG characters."""
BOUND_PACE = 24.0
"""At the caller's bound, of the same time: about a quarter of a second."""
TURNS = 5
"""Short and long in turns; the least of each counts, since a machine that pauses is no quadratic pattern."""
LIMIT_SECONDS = 3.0
_ORDINARY = "Aa1 \n.,-'\"([</:&=_|*é\t\\{"

ANCHORED = "match"
"""The caller asks at one position alone."""
WHOLE = "fullmatch"
ANYWHERE = "finditer"
BOUNDED: dict[str, tuple[str, int]] = {
    # name: how the caller asks, and the most characters that it gives
    "cleaning.document_site._ADDRESS_LINE": (ANCHORED, LONG),
    "cleaning.phrases._COUNT": (ANYWHERE, 300),  # LONGEST_PHRASE_LINE
    "cleaning.phrases._DATELINE": (ANCHORED, 120),
    "entities.document_keys._BODY": (WHOLE, LONG),
    "entities.governments._ACTS": (ANCHORED, LONG),
    "entities.indexed_text._LAST_WORD": (ANYWHERE, 40),
    "entities.indexed_text._NEXT_WORD": (ANCHORED, 40),
    "entities.sentences._LAST_WORD": (ANYWHERE, 20),
    "metadata.credits.agencies._SPLIT": (ANYWHERE, 300),
    "metadata.credits.author_choice._OTHER_LABEL": (ANCHORED, 200),
    "metadata.credits.author_names._ADDRESS": (ANYWHERE, 600),  # MAX_BYLINE, and so for all names of authors
    "metadata.credits.author_names._CUT": (ANYWHERE, 600),
    "metadata.credits.author_names._HOST_LIKE": (ANYWHERE, 600),
    "metadata.credits.author_names._IS_LEAD": (WHOLE, 600),
    "metadata.credits.author_names._SPLIT": (ANYWHERE, 300),  # without runs of spaces
    "metadata.credits.name_forms._AFTER_NAME": (ANYWHERE, 300),  # without runs of spaces
    "metadata.credits.name_forms._LIST_MARK": (ANYWHERE, 600),
    "metadata.credits.name_forms._MAILBOX": (ANCHORED, 600),
    "metadata.credits.name_forms._SURNAME_FIRST": (WHOLE, 600),
    "metadata.credits.told_people._OFFICE_BEFORE": (ANYWHERE, 70),  # AROUND, and so for all of the module
    "metadata.credits.told_people._QUOTED_BEFORE": (ANYWHERE, 70),
    "metadata.credits.told_people._SAID_AFTER": (ANCHORED, 70),
    "metadata.credits.told_people._SAID_BEFORE": (ANYWHERE, 70),
    "metadata.credits.told_people._WROTE_AFTER": (ANCHORED, 70),
    "metadata.credits.told_people._WROTE_BEFORE": (ANYWHERE, 70),
    "metadata.dates.clock._ZONE": (ANCHORED, LONG),
    "metadata.outlets.known_outlets._COPYRIGHT": (ANYWHERE, 400),
    "metadata.outlets.known_outlets._OWN_WORDS[0]": (ANYWHERE, 1_500),  # 3,000, and only lines with certain words
    "metadata.outlets.known_outlets._OWN_WORDS[1]": (ANYWHERE, 1_500),
    "metadata.outlets.outlet_choice._DOMAIN": (WHOLE, LONG),
    "metadata.outlets.urls._HOST": (ANCHORED, LONG),
    "metadata.page.date_marks._WRITTEN": (ANCHORED, 200),
    "metadata.titles.clean._SEPARATOR": (ANYWHERE, 1_500),
    "metadata.titles.line_choice._SEPARATES": (ANCHORED, 600),
    "metadata.titles.text_lines._SEPARATOR": (ANYWHERE, 1_500),
    "readers.feeds._PROLOG": (ANCHORED, LONG),
    "readers.front_matter._BLOCK": (ANCHORED, LONG),
    "readers.front_matter._ITEM": (WHOLE, LONG),
    "readers.front_matter._LINE": (WHOLE, LONG),
    "readers.json.array._GOES_ON[b',']": (ANCHORED, LONG),
    "readers.json.array._GOES_ON[b']']": (ANCHORED, LONG),
    "readers.json.array._COLON": (ANCHORED, LONG),
    "readers.json.files._TWO_LINES": (ANCHORED, LONG),
    "readers.markup._PAGE": (ANCHORED, LONG),
    "readers.mbox._BEGIN": (ANCHORED, LONG),
    "readers.mbox._QUOTED": (ANCHORED, LONG),
    "readers.tables.columns._LIST": (ANCHORED, LONG),
    "readers.warc.http_message._CHUNK": (ANCHORED, LONG),
    "readers.wire.messages._HEAD": (ANCHORED, LONG),
    "shared.remote_address._ADDRESS": (WHOLE, LONG),
}


OF_EXTRAS = {"dask", "distributed"}
"""Packages that `pip install -e ".[test]"` does not bring; CI brings them later."""


def compiled() -> dict[str, re.Pattern[Any]]:  # noqa: C901 a walk through values of four kinds
    """Every pattern that a module of the package holds, by its name; tuples and dictionaries of them too."""
    found: dict[str, re.Pattern[Any]] = {}
    seen: set[tuple[str | bytes, int]] = set()

    def walk(value: object, name: str) -> None:
        if isinstance(value, re.Pattern):
            if (value.pattern, value.flags) not in seen:
                seen.add((value.pattern, value.flags))
                found[name] = value
        elif isinstance(value, tuple | list):
            for place, part in enumerate(value):
                walk(part, f"{name}[{place}]")
        elif isinstance(value, dict):
            for key, part in value.items():
                walk(part, f"{name}[{key!r}]")

    for module in pkgutil.walk_packages(news_pipeline.__path__, "news_pipeline."):
        if module.name.split(".")[1] in {"defs", "definitions", "cli"}:
            continue
        try:
            values = vars(importlib.import_module(module.name))
        except ModuleNotFoundError as error:
            if error.name in OF_EXTRAS:
                continue
            raise
        for name, value in values.items():
            walk(value, f"{module.name.removeprefix('news_pipeline.')}.{name}")
    return found


PATTERNS = compiled()


def units(pattern: str) -> Iterator[str]:
    """What is repeated: the characters and words of the pattern, ordinary ones, and pairs of these."""
    own = sorted({character for character in pattern if not character.isalnum()} - set(_ORDINARY))[:10]
    words = sorted(set(re.findall(r"[A-Za-z]{2,12}", pattern)))[:20]
    yield from (*_ORDINARY, *own)
    yield from (first + second for first in _ORDINARY[:14] for second in _ORDINARY[:14] if first != second)
    yield from words
    yield from (f"{word} " for word in words)
    yield from (f"A{character}a" for character in (*_ORDINARY, *own))


class SlowError(Exception):
    """The limit of a single try is over."""


def seconds(pattern: re.Pattern[Any], how: str, text: str) -> float:
    """CPU time of one try; LIMIT_SECONDS if it takes longer."""
    given: Any = text.encode() if isinstance(pattern.pattern, bytes) else text

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise SlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS)
    started = time.process_time()
    try:
        tried: Callable[[Any], Any] = getattr(pattern, how)
        if how == ANYWHERE:
            for _ in tried(given):
                pass
        else:
            tried(given)
    except SlowError:
        return LIMIT_SECONDS
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - started


def pace() -> float:
    """CPU seconds that the cheapest quadratic pattern takes on this machine for LONG characters."""
    return min(seconds(re.compile("a+b"), ANYWHERE, "a" * LONG) for _ in range(3))


PACE = pace()


def slow_texts(name: str, pattern: re.Pattern[Any]) -> Iterator[str]:
    """The texts that take too long, described."""
    how, bound = BOUNDED.get(name, (ANYWHERE, LONG))
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for unit in units(source):
        for end in ("", "!"):
            if bound < LONG:
                text = unit * (bound // len(unit)) + end
                taken = seconds(pattern, how, text)
                if taken > BOUND_PACE * PACE:
                    taken = min(seconds(pattern, how, text) for _ in range(TURNS))
                if taken > BOUND_PACE * PACE:
                    yield f"{unit!r} repeated to {bound} characters: {taken:.2f} s"
                continue
            short_text, long_text = (unit * (length // len(unit)) + end for length in (SHORT, LONG))
            if seconds(pattern, how, long_text) <= LEAST_PACE * PACE:
                continue
            turns = [(seconds(pattern, how, short_text), seconds(pattern, how, long_text)) for _ in range(TURNS)]
            short, taken = (min(times) for times in zip(*turns, strict=True))
            if taken > max(FACTOR * short, LEAST_PACE * PACE):
                yield f"{unit!r} repeated: {short:.4f} s for {SHORT} characters, {taken:.4f} s for {LONG}"
