"""Measures entities: the gain of each rule, canonical entities, reuse of paragraphs, speed.

    python -m benchmarks.entities rules SET            landing/ and gold.jsonl
    python -m benchmarks.entities canonical DIR ...    folders with the texts of canonical_gold.csv (seeds, ...);
                                                       with --each-rule also without each rule
    python -m benchmarks.entities reuse LANDING        share of paragraphs that need no tagging
    python -m benchmarks.entities speed LANDING        words a second of spaCy and of ours; on one and two
                                                       processes; memory

A row of gold.jsonl has the name of a `file` and its `entities`, lists of surface and type, or its `places`, lists that
begin with a name. Bodies and captions are those of cleaning and metadata, by a run in a temporary folder with the
gazetteer. news_pipeline_tests/entities/canonical_gold.py scores canonical entities, on whole files.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import click
import duckdb
import psutil

from news_pipeline.entities.canonical import resolve
from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.mentions import Mentions, apply_rules, mentions_of
from news_pipeline.entities.paragraphs import ArticleText, Paragraph, named, paragraphs_of
from news_pipeline.entities.place_names import Home
from news_pipeline.entities.tagger import MAX_CHARACTERS, MODEL, UNUSED_COMPONENTS, Span, load_tagger
from news_pipeline.metadata.outlets.known_outlets import outlet_of
from news_pipeline_tests.entities.canonical_gold import evidence_of, score

_PORTION = 500
_TYPES = {"GPE": "PLACE", "LOC": "PLACE", "PERSON": "PERSON", "ORG": "ORG"}

Names = Counter[tuple[str, str]]
"""Folded surface and type of each name of a text, with how often it stands there."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the pipeline published it."""

    file: str
    article: ArticleText
    home: Home | None
    """Of its outlet, as far as the table of outlets or the domain tells it."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker spent."""

    tagging: float
    """CPU seconds."""
    deciding: float
    """Document rules and places, tables read for the first time."""
    again: float
    """The same articles once more."""
    resolving: float
    """Canonical entities of all of them."""
    peak: int
    """Bytes."""


@click.group()
def main() -> None:
    """Measure entities."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def rules(folder: Path) -> None:
    """F1 over the names of each article as a multiset: the model alone, each rule alone after borders, without each."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["file"]: _names_of(row) for row in map(json.loads, lines)}
    texts = {document.file: document.article.joined for document in _documents(folder / "landing")}
    print("| rules | all | PERSON | ORG | PLACE |\n| --- | ---: | ---: | ---: | ---: |")  # noqa: T201
    tagged = {name: _tagged(text, cased=True) for name, text in texts.items()}
    as_it_stands = {name: _tagged(text, cased=False) for name, text in texts.items()}
    _row("model alone, lines in capitals as they stand", gold, texts, as_it_stands, ())
    _row("model alone, in true case", gold, texts, tagged, ())
    borders = DOCUMENT_RULES[:1]
    _row(f"{_name(borders[0])}", gold, texts, tagged, borders)
    for rule in DOCUMENT_RULES[1:]:
        _row(f"{_name(borders[0])} + {_name(rule)}", gold, texts, tagged, (*borders, rule))
    _row("all", gold, texts, tagged, DOCUMENT_RULES)
    _row("all, lines in capitals as they stand", gold, texts, as_it_stands, DOCUMENT_RULES)
    for rule in DOCUMENT_RULES:
        _row(f"all but {_name(rule)}", gold, texts, tagged, _without(rule))


@main.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--each-rule", is_flag=True, help="Also leave out each rule, one at a time.")
def canonical(folders: tuple[Path, ...], *, each_rule: bool) -> None:
    """B-cubed over mentions, and the share of places with the right id, on the texts that are there."""
    tagger = _Remembering()
    scores = score(folders, tagger)
    print(f"{scores.documents} documents, {scores.gold} mentions, {scores.found} of them found")  # noqa: T201
    print(f"B-cubed F1 {scores.matched_f1:.3f} over mentions found, {scores.strict_f1:.3f} over all")  # noqa: T201
    print(f"{scores.right_places:.3f} of the {scores.places} most frequent places right; not: {scores.wrong}")  # noqa: T201
    for rule in DOCUMENT_RULES if each_rule else ():
        left = score(folders, tagger, _without(rule))
        change = f"{left.matched_f1 - scores.matched_f1:+.4f} found, {left.strict_f1 - scores.strict_f1:+.4f} all"
        places = round(left.right_places * left.places) - round(scores.right_places * scores.places)
        print(f"without {_name(rule)}: {change}, {places:+d} places")  # noqa: T201


class _Remembering:
    """The model, which tags each paragraph once however often it is asked."""

    slow_because = ""

    def __init__(self) -> None:
        self._spans: dict[str, list[Span]] = {}

    def tag(self, texts: Sequence[str]) -> list[list[Span]]:
        new = [text for text in texts if text not in self._spans]
        self._spans.update(zip(new, load_tagger().tag(new), strict=True))
        return [self._spans[text] for text in texts]


@main.command()
@click.argument("landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
def reuse(landing: Path) -> None:
    """Paragraphs and words in all, and those that are tagged because nothing had them before."""
    seen: dict[int, int] = {}
    paragraphs = words = 0
    for document in _documents(landing):
        for paragraph in paragraphs_of(document.article.joined):
            paragraphs, words = paragraphs + 1, words + len(paragraph.text.split())
            seen[paragraph.hash] = len(paragraph.text.split())
    print(f"{paragraphs:,} paragraphs of {words:,} words; tagged {len(seen):,} of {sum(seen.values()):,} words")  # noqa: T201
    print(f"reused: {1 - len(seen) / paragraphs:.1%} of paragraphs, {1 - sum(seen.values()) / words:.1%} of words")  # noqa: T201


@main.command()
@click.argument("landing", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--documents", default=300, show_default=True, help="At most so many.")
def speed(landing: Path, documents: int) -> None:
    """Words a second of CPU time, for spaCy and for us; by the clock with 1 and 2 processes; a worker's memory."""
    os.environ["OMP_NUM_THREADS"] = "1"
    chosen = _documents(landing)[:documents]
    words = sum(len(document.article.joined.split()) for document in chosen)
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        load = pool.submit(_work, chosen).result()
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        print(pool.submit(_against_spacy, chosen).result())  # noqa: T201
    print(f"{words:,} words, load average {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores")  # noqa: T201
    first, later = (words / (spent + load.resolving) for spent in (load.deciding, load.again))
    print(f"tagging {words / load.tagging:,.0f} words a second of CPU")  # noqa: T201
    print(f"rules, places and canonicalisation {first:,.0f}, {later:,.0f} once their tables are read")  # noqa: T201
    print(f"peak memory of the worker {load.peak / 1e6:,.0f} MB")  # noqa: T201
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            parts = [chosen[number::workers] for number in range(workers)]
            list(pool.map(_load, range(workers)))
            started = time.perf_counter()
            list(pool.map(_work, parts))
            seconds = time.perf_counter() - started
        print(f"{workers} processes: {words / seconds:,.0f} words a second by the clock")  # noqa: T201


def _against_spacy(documents: Sequence[Document]) -> str:
    """The same paragraphs by plain `nlp.pipe` and by our tagger, in turns: words a second of CPU time; what differs."""
    import spacy  # noqa: PLC0415 - only here

    plain, tagger = spacy.load(MODEL, exclude=UNUSED_COMPONENTS), load_tagger(MODEL)
    texts = list(dict.fromkeys(p.text for document in documents for p in paragraphs_of(document.article.joined)))
    texts = [text for text in texts if len(text) <= MAX_CHARACTERS]
    spent = {"spaCy": 0.0, "ours": 0.0}
    different = 0
    for start in range(0, len(texts), _PORTION):
        portion = texts[start : start + _PORTION]
        began = time.process_time()
        parsed = plain.pipe(portion, batch_size=64)
        by_spacy = [[Span(e.start_char, e.end_char, e.label_) for e in each.ents] for each in parsed]
        turned = time.process_time()
        ours = tagger.tag(portion)
        ended = time.process_time()
        spent["spaCy"] += turned - began
        spent["ours"] += ended - turned
        different += sum(one != other for one, other in zip(by_spacy, ours, strict=True))
    words = sum(len(text.split()) for text in texts)
    rates = ", ".join(f"{name} {words / seconds:,.0f}" for name, seconds in spent.items())
    ratio = spent["spaCy"] / spent["ours"]
    return f"words a second of CPU: {rates}, {ratio:.1f} times; {different} of {len(texts):,} paragraphs differ"


def _load(_: int) -> None:
    load_tagger()
    time.sleep(1)  # so that the other worker takes the other call


def _work(documents: Sequence[Document]) -> Load:
    tagger = load_tagger()
    started = time.process_time()
    cut = [list(paragraphs_of(document.article.joined)) for document in documents]
    unique = list(dict.fromkeys(paragraph.text for found in cut for paragraph in found))
    spans = {text: named(found) for text, found in zip(unique, tagger.tag(unique), strict=True)}
    tagged = time.process_time()
    placed = [_placed(found, spans) for found in cut]
    deciding, found = _decide(documents, placed)
    again, found = _decide(documents, placed)
    evidence = evidence_of(found)
    began = time.process_time()
    resolve(evidence)
    resolving = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Load(tagged - started, deciding, again, resolving, peak)


def _decide(documents: Sequence[Document], placed: Sequence[list[Span]]) -> tuple[float, list[Mentions]]:
    """CPU seconds of rules and places, and what they found."""
    began = time.process_time()
    found = [mentions_of(each.article, spans, home=each.home) for each, spans in zip(documents, placed, strict=True)]
    return time.process_time() - began, found


def _documents(landing: Path) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", "from news_pipeline.cli.main import main; main()", "run"]
        environment = {**os.environ, "NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "1"}
        options = ["--landing", str(landing), "--data-dir", folder]
        subprocess.run([*command, *options], check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        with duckdb.connect(str(Path(folder) / "news.duckdb"), read_only=True) as connection:
            rows = connection.execute(
                "SELECT source_uri, outlet_domain, title, body, captions FROM articles ORDER BY source_uri"
            ).fetchall()
    return [
        Document(Path(source_uri.partition("#")[0]).name, ArticleText(*parts), _home(domain))
        for source_uri, domain, *parts in rows
    ]


def _home(domain: str | None) -> Home | None:
    outlet = outlet_of(domain) if domain else None
    return Home(domain, outlet.country if outlet else None) if domain else None


def _tagged(text: str, *, cased: bool) -> list[Span]:
    paragraphs = list(paragraphs_of(text))
    if not cased:
        paragraphs = [Paragraph(p.start, text[p.start : p.start + len(p.text)]) for p in paragraphs]
    found = load_tagger(MODEL).tag([paragraph.text for paragraph in paragraphs])
    return _placed(paragraphs, {p.text: named(spans) for p, spans in zip(paragraphs, found, strict=True)})


def _placed(paragraphs: Sequence[Paragraph], spans: dict[str, list[Span]]) -> list[Span]:
    return [Span(p.start + s.start, p.start + s.end, s.label) for p in paragraphs for s in spans[p.text]]


def _without(rule: Rule) -> tuple[Rule, ...]:
    return tuple(other for other in DOCUMENT_RULES if other is not rule)


def _name(rule: Callable[..., object]) -> str:
    return rule.__name__


def _row(
    title: str,
    gold: dict[str, Names],
    texts: dict[str, str],
    tagged: dict[str, list[Span]],
    chosen: Sequence[Rule],
) -> None:
    found = {name: _mentions(text, apply_rules(text, tagged[name], chosen)) for name, text in texts.items()}
    asked = {label for names in gold.values() for _, label in names}
    figures = [_f1(gold, found, types & asked) for types in (set(_TYPES.values()), {"PERSON"}, {"ORG"}, {"PLACE"})]
    print(f"| {title} | {' | '.join(f'{figure:.4f}' for figure in figures)} |")  # noqa: T201


def _names_of(row: dict[str, list[list[str]]]) -> Names:
    """The names of a row of gold.jsonl; of one with places their names alone."""
    places = ((name, "PLACE") for name, *_ in row.get("places", ()))
    return Counter((_folded(surface), label) for surface, label in row.get("entities", places))


def _mentions(text: str, spans: Sequence[Span]) -> Names:
    return Counter((_folded(text[s.start : s.end]), _TYPES[s.label]) for s in spans if s.label in _TYPES)


def _f1(gold: dict[str, Names], found: dict[str, Names], types: set[str]) -> float:
    hits = wanted = answers = 0
    for name, want in gold.items():
        left = Counter({item: count for item, count in want.items() if item[1] in types})
        right = Counter({item: count for item, count in found.get(name, Counter()).items() if item[1] in types})
        hits, wanted, answers = hits + (left & right).total(), wanted + left.total(), answers + right.total()
    return 2 * hits / max(1, wanted + answers)


def _folded(surface: str) -> str:
    """Case, punctuation, a leading article and a possessive at the end do not count."""
    plain = re.sub(r"['’]s?$", "", surface.lower())
    return re.sub(r"^(the|a) ", "", re.sub(r"\W+", " ", plain).strip())


if __name__ == "__main__":
    main()
