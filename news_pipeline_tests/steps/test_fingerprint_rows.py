"""Rows of the tables of duplicates: keys from bodies, links from candidates."""

from news_pipeline.duplicates.fingerprints import COLD_LIMIT
from news_pipeline.duplicates.groups import Link, Member, partition
from news_pipeline.steps.duplicates.rows import fingerprint_rows, verify_rows
from news_pipeline_tests.duplicates.texts import article, paragraphs, seed_bodies

STORY = article(paragraphs(10, seed=1))
TRIMMED = article(paragraphs(10, seed=1)[:8])
OTHER = article(paragraphs(10, seed=2))


def links_of(article_id, body, candidates, judged=()):
    """Candidates are bodies by id."""
    row = {
        "article_id": article_id,
        "body": body,
        "candidates": list(candidates),
        "texts": candidates,
        "judged": judged,
        "day": None,
        "days": [None] * len(candidates),
    }
    (outcome,) = verify_rows([row])
    return outcome["copy_links"]


def keys_of(body, **values):
    row = {"article_id": "a", "body": body, "word_count": 300, "published": None, "day": None, "outlet_domain": None}
    (outcome,) = fingerprint_rows([row | values])
    return outcome


def test_keys_become_one_row_and_fingerprints_a_row_each():
    outcome = keys_of(STORY)
    (keys,) = outcome["article_keys"]
    assert (keys["token_count"], keys["prose_count"], keys["day"]) == (300, 300, None)
    assert keys["fingerprint_count"] == len(outcome["fingerprints"]) > 20
    assert 0 < keys["cold_count"] < keys["fingerprint_count"] / 2
    assert outcome["dated_fingerprints"] == []
    assert all(0 <= row["fingerprint"] < 2**64 // 8 for row in outcome["fingerprints"])


def test_of_a_dated_article_only_the_coarser_sample_is_compared_with_all_days():
    undated, dated = keys_of(STORY), keys_of(STORY, day=19_000, published="2022-01-08")
    assert {row["day"] for row in dated["dated_fingerprints"]} == {19_000}
    assert all(row["fingerprint"] < COLD_LIMIT for row in dated["fingerprints"])
    assert all(row["fingerprint"] >= COLD_LIMIT for row in dated["dated_fingerprints"])
    both = [row["fingerprint"] for row in (*dated["fingerprints"], *dated["dated_fingerprints"])]
    assert both == [row["fingerprint"] for row in undated["fingerprints"]]


def test_a_text_without_words_has_keys_too():
    (keys,) = keys_of(None)["article_keys"]
    assert (keys["exact_hash"], keys["token_count"], keys["fingerprint_count"], keys["cold_count"]) == (None, 0, 0, 0)


def test_only_related_candidates_give_rows_and_the_smaller_id_comes_first():
    (row,) = links_of("m", STORY, {"a": TRIMMED, "z": OTHER, "y": None})
    assert row == {
        "article_id_a": "a",
        "article_id_b": "m",
        "relation": "near",
        "stub_id": None,
        "coverage_a": 1.0,
        "coverage_b": 0.8,
        "shared_words": 240,
        "shared_unquoted_words": 240,
        "longest_run": 240,
        "passages": [0, len(TRIMMED) - 1, 0, len(TRIMMED) - 1, 240],
        "edits": [len(TRIMMED) - 1, len(TRIMMED) - 1, len(TRIMMED) + 1, len(STORY) - 1, 0, 60],
        "conflicts": [],
    }


def test_a_pair_gives_the_same_row_from_both_sides():
    assert links_of("a", STORY, {"b": TRIMMED}) == links_of("b", TRIMMED, {"a": STORY})


def test_a_row_names_the_one_that_is_only_the_beginning():
    (row,) = links_of("m", STORY, {"z": STORY[: len(STORY) // 2].rsplit(" ", 1)[0]})
    assert (row["relation"], row["stub_id"]) == ("contained", "z")
    assert len(row["edits"]) == 6, "what the stub cut is known as of a copy"


def test_equal_words_are_exact_however_their_lines_are_broken():
    (row,) = links_of("a", STORY, {"b": STORY.replace("\n", " ").upper()})
    assert (row["relation"], row["coverage_a"], row["coverage_b"]) == ("exact", 1.0, 1.0)
    assert row["shared_words"] == row["longest_run"] == 300


def test_an_article_is_not_related_to_itself():
    assert links_of("a", STORY, {"a": STORY}) == []


def test_a_pair_that_a_person_judged_has_a_row_even_without_common_words():
    assert links_of("a", STORY, {"b": OTHER}) == []
    (row,) = links_of("a", STORY, {"b": OTHER}, judged=["b"])
    assert (row["relation"], row["shared_words"]) == ("partial", 0)


def test_no_rows_give_no_outcomes():
    assert fingerprint_rows([]) == verify_rows([]) == []


def test_the_seeds_are_all_related_and_the_first_two_are_one_group():
    bodies = seed_bodies()
    links = [
        link
        for name, body in bodies.items()
        for link in links_of(name, body, {other: text for other, text in bodies.items() if other > name})
    ]
    assert len(links) == 10
    dates = {"002": "2022-01-08", "004": "2022-01-10T06:05:00Z"}
    groups = partition(
        [
            Member(name, dates.get(name), is_agency_site=False, word_count=len(body.split()))
            for name, body in bodies.items()
        ],
        [
            Link(*(link[name] for name in ("article_id_a", "article_id_b", "relation", "coverage_a", "coverage_b")))
            for link in links
        ],
    )
    (together,) = [group for group in groups if "000" in group.members]
    assert together.members == ("000", "001")
    assert (together.canonical, together.canonical_reason) == ("000", "fullest")
