"""Rows in, rows out."""

from news_pipeline.duplicates.candidates import is_candidate
from news_pipeline.duplicates.groups import Link, Member, partition
from news_pipeline.duplicates.stage import fingerprint_rows, verify_rows
from news_pipeline_tests.duplicates.texts import article, paragraphs, seed_bodies

STORY = article(paragraphs(10, seed=1))
TRIMMED = article(paragraphs(10, seed=1)[:8])
OTHER = article(paragraphs(10, seed=2))


def candidate(article_id, body, *, same_text=False):
    return {"article_id": article_id, "body": body, "same_text": same_text}


def links_of(article_id, body, *candidates):
    (outcome,) = verify_rows([{"article_id": article_id, "body": body, "candidates": list(candidates)}])
    return outcome["copy_links"]


def test_keys_become_one_row_and_fingerprints_a_row_each():
    story, nothing = fingerprint_rows([{"article_id": "a", "body": STORY}, {"article_id": "b", "body": None}])
    (keys,) = story["article_keys"]
    assert keys["token_count"] == 300
    assert keys["fingerprint_count"] == len(story["fingerprints"]) > 20
    assert all(0 <= row["fingerprint"] < 2**64 // 8 for row in story["fingerprints"])
    assert nothing == {
        "article_keys": [{"exact_hash": None, "token_count": 0, "fingerprint_count": 0}],
        "fingerprints": [],
    }


def test_only_related_candidates_give_rows_and_the_smaller_id_comes_first():
    (row,) = links_of("m", STORY, candidate("a", TRIMMED), candidate("z", OTHER), candidate("y", None))
    assert row == {
        "article_id_a": "a",
        "article_id_b": "m",
        "relation": "near",
        "coverage_a": 1.0,
        "coverage_b": 0.8,
        "shared_words": 240,
        "shared_unquoted_words": 240,
        "longest_run": 240,
    }


def test_a_pair_gives_the_same_row_from_both_sides():
    assert links_of("a", STORY, candidate("b", TRIMMED)) == links_of("b", TRIMMED, candidate("a", STORY))


def test_twins_are_exact_however_their_lines_are_broken():
    (row,) = links_of("a", STORY, candidate("b", STORY.replace("\n", " ").upper(), same_text=True))
    assert (row["relation"], row["coverage_a"], row["coverage_b"]) == ("exact", 1.0, 1.0)
    assert row["shared_words"] == row["longest_run"] == 300


def test_equal_hashes_of_different_texts_make_no_twins():
    assert links_of("a", STORY, candidate("b", OTHER, same_text=True)) == []


def test_an_article_is_not_related_to_itself():
    assert links_of("a", STORY, candidate("a", STORY, same_text=True)) == []


def test_no_rows_give_no_outcomes():
    assert fingerprint_rows([]) == verify_rows([]) == []


def test_a_candidate_pair_shares_enough_of_the_smaller_side():
    assert not is_candidate(1, 5, 500)
    assert is_candidate(2, 20, 500)
    assert not is_candidate(5, 51, 500)
    assert is_candidate(6, 500, 500)


def test_the_seeds_are_all_related_and_the_first_two_are_one_group():
    bodies = seed_bodies()
    rows = [
        {"article_id": name, "body": body, "candidates": [candidate(b, bodies[b]) for b in bodies if b > name]}
        for name, body in bodies.items()
    ]
    links = [link for outcome in verify_rows(rows) for link in outcome["copy_links"]]
    assert len(links) == 10
    dates = {"002": "2022-01-08", "004": "2022-01-10T06:05:00Z"}
    groups = partition(
        [
            Member(name, dates.get(name), None, (), is_agency_site=False, word_count=len(body.split()))
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
