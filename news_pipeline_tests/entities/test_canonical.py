"""Merging over the corpus: only what the evidence agrees on, in any order."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.entities.canonical import HintCount, KeyEvidence, SurfaceCount, entity_id, resolve
from news_pipeline.entities.overrides import Override, read_overrides

Hints = tuple[tuple[str, str, int], ...]


def person(key: str, *surfaces: str, hints: Hints = ()) -> KeyEvidence:
    return evidence_on("PERSON", key, Counter(surfaces), hints)


def organisation(key: str, *surfaces: str, hints: Hints = ()) -> KeyEvidence:
    return evidence_on("ORG", key, Counter(surfaces), hints)


def evidence_on(entity_type: str, key: str, surfaces: dict[str, int], hints: Hints = ()) -> KeyEvidence:
    counts = tuple(SurfaceCount(surface, count) for surface, count in surfaces.items())
    return KeyEvidence(entity_type, key, counts, 1, tuple(HintCount(*hint) for hint in hints))


def partition(evidence: list[KeyEvidence]) -> list[tuple[str, ...]]:
    return [entity.keys for entity in resolve(evidence)]


PUTIN = person("vladimir putin", "Vladimir Putin")


@pytest.mark.parametrize(
    ("hints", "merged", "reason"),
    [
        ((("vladimir putin", "surname", 2),), True, "two articles prove it, none denies it"),
        ((("vladimir putin", "surname", 1),), False, "one article is too little"),
        ((("vladimir putin", "surname", 9), ("lyudmila putin", "surname", 2)), False, "two people of that name"),
        ((("vladimir putin", "surname", 9), ("lyudmila putin", "full_name", 2)), False, "another bearer, only in full"),
        (
            (("vladimir putin", "surname", 9), ("lyudmila putin", "full_name", 1)),
            True,
            "one that hardly any text names",
        ),
        ((("vladimir putin", "surname", 20), ("lyudmila putin", "surname", 2)), True, "one by a wide margin"),
        (
            (("vladimir putin", "surname", 9), ("vladimir putin", "full_name", 9), ("lyudmila putin", "full_name", 3)),
            True,
            "a relative whom the texts call by her full name",
        ),
        (
            (
                *(("vladimir putin", kind, 17) for kind in ("surname", "full_name")),
                ("lyudmila putin", "surname", 2),
                ("lyudmila putin", "full_name", 1),
            ),
            True,
            "hardly any text names another, and few use it for her",
        ),
        ((), False, "no evidence"),
    ],
)
def test_a_bare_surname_is_merged_only_when_one_person_has_it(hints, merged, reason):
    found = partition([PUTIN, person("putin", "Putin", hints=hints)])
    assert (found == [("putin", "vladimir putin")]) is merged, reason


def bearers(surname: str, counts: dict[str, int], *, beside: dict[str, int] | None = None) -> list[KeyEvidence]:
    """Full names with articles that have each, and the surname that leads to them."""
    found = [
        replace(
            person(name, *[name.title()] * count, hints=((name.rpartition(" ")[0], "beside", (beside or {})[name]),))
            if name in (beside or {})
            else person(name, *[name.title()] * count),
            article_count=count,
        )
        for name, count in counts.items()
    ]
    return [*found, person(surname, hints=tuple((name, "full_name", count) for name, count in counts.items()))]


@pytest.mark.parametrize(
    ("counts", "merged", "reason"),
    [
        ({"ann lee": 1, "ann q lee": 1}, {("ann lee", "ann q lee")}, "a middle initial"),
        ({"ann lee": 9, "ann q lee": 5, "ann r lee": 4}, set(), "two people by their initials"),
        ({"ann lee": 9, "ann q lee": 20, "ann r lee": 1}, {("ann lee", "ann q lee")}, "one by a wide margin"),
        ({"ann lee": 9, "ann quill lee": 2, "ann q lee": 2}, {("ann lee", "ann q lee", "ann quill lee")}, "one middle"),
        ({"mike lee": 9, "michael lee": 3}, {("michael lee", "mike lee")}, "a nickname"),
        ({"mike lee": 9, "michael lee": 8, "ann lee": 4}, set(), "both names are usual: perhaps two people"),
        ({"mike lee": 9, "michael lee": 8, "ann lee": 1}, {("michael lee", "mike lee")}, "hardly another bears it"),
        ({"hannelore lee": 20, "hanelore lee": 2}, {("hanelore lee", "hannelore lee")}, "a letter is missing"),
        ({"hannelore lee": 20, "hannelore low": 2}, set(), "another surname"),
        ({"diane lee": 5, "diana lee": 4}, set(), "two given names that differ by a letter"),
        ({"ann lee": 9, "bob lee": 1}, set(), "two people"),
    ],
)
def test_full_names_of_one_surname(counts, merged, reason):
    found = {keys for keys in partition(bearers("lee", counts)) if len(keys) > 1}
    assert found == merged, reason


def test_a_middle_name_joins_its_initial_among_many_bearers():
    many = {f"given{number} lee": 1 for number in range(20)}
    counts = {**many, "ann lee": 9, "ann q lee": 5, "ann quill lee": 2, "bob roy lee": 1, "bob lee": 1}
    merged = {keys for keys in partition(bearers("lee", counts)) if len(keys) > 1}
    assert merged == {("ann lee", "ann q lee", "ann quill lee")}


def test_a_given_name_of_many_bearers_proves_nothing():
    many = {f"given{number} lee": 1 for number in range(20)}
    assert all(len(keys) == 1 for keys in partition(bearers("lee", {**many, "mike lee": 9, "michael lee": 1})))


@pytest.mark.parametrize(
    ("beside", "merged", "reason"),
    [(0, True, "texts that say Jr. have no other"), (5, False, "texts have both: father and son")],
)
def test_a_suffix_is_part_of_the_name_unless_both_stand_in_one_text(beside, merged, reason):
    evidence = bearers("lee", {"ann lee": 20, "ann lee jr": 6}, beside={"ann lee jr": beside})
    assert (("ann lee", "ann lee jr") in partition(evidence)) is merged, reason


@pytest.mark.parametrize(
    ("counts", "beside", "merged", "reason"),
    [
        ({"ann lee": 20, "ann q lee jr": 1}, 0, True, "the formal form of a name that most texts give"),
        ({"annie lee": 20, "ann q lee jr": 1}, 0, True, "most texts have the nickname"),
        ({"ann q lee": 20, "ann lee": 2, "ann q lee jr": 1}, 0, False, "the elder goes by the initial"),
        ({"ann lee": 20, "ann q lee jr": 1}, 1, False, "a text has both"),
        ({"bob lee": 20, "ann q lee jr": 1}, 0, False, "another given name"),
    ],
)
def test_a_formal_name_with_initial_and_suffix(counts, beside, merged, reason):
    found = partition(bearers("lee", counts, beside={"ann q lee jr": beside}))
    assert any(len(keys) > 1 and "ann q lee jr" in keys for keys in found) is merged, reason


@pytest.mark.parametrize(
    ("hints", "merged", "reason"),
    [
        (
            {"us harbor board": 3},
            {("harbor board", "us harbor board")},
            "articles have it with the country and without",
        ),
        ({"us harbor board": 2}, set(), "too few"),
        ({"us harbor board": 20, "uk harbor board": 3}, set(), "two countries have one"),
        ({"us harbor board": 40, "uk harbor board": 1}, {("harbor board", "us harbor board")}, "one, by a wide margin"),
    ],
)
def test_a_body_with_its_country(hints, merged, reason):
    keyed = [organisation(key, key, hints=(("harbor board", "national", n),)) for key, n in hints.items()]
    found = partition([organisation("harbor board", "Harbor Board"), *keyed])
    assert {keys for keys in found if len(keys) > 1} == merged, reason


@pytest.mark.parametrize("is_there", [True, False])
def test_a_department_in_the_other_order_is_the_one_that_the_corpus_has(is_there):
    short = organisation("harbor department", "Harbor Department", hints=(("department of harbor", "inverted", 1),))
    whole = [organisation("department of harbor", "Department of Harbor")] if is_there else []
    assert (("department of harbor", "harbor department") in partition([short, *whole])) is is_there


def test_a_surname_that_is_used_for_both_forms_of_a_name_is_one_persons():
    counts = {"ann lee": 1, "ann q lee": 1}
    evidence = [
        *bearers("lee", counts)[:-1],
        person("lee", "Lee", hints=(("ann lee", "surname", 1), ("ann q lee", "surname", 1))),
    ]
    assert partition(evidence) == [("ann lee", "ann q lee", "lee")]


@pytest.mark.parametrize(
    ("uses", "merged", "reason"),
    [
        ((("hillary lee", 9),), True, "one person by a wide margin"),
        ((("hillary lee", 2),), False, "too few articles"),
        ((("hillary lee", 9), ("hillary low", 3)), False, "two people of that name"),
    ],
)
def test_a_given_name_alone(uses, merged, reason):
    hints = tuple((name, "given", count) for name, count in uses)
    found = partition([person("hillary lee", "Hillary Lee"), person("hillary", "Hillary", hints=hints)])
    assert (("hillary", "hillary lee") in found) is merged, reason


@pytest.mark.parametrize(("surnames", "merged"), [(1, True), (2, False)])
def test_a_given_name_that_hardly_any_text_has_as_a_surname_is_a_given_name(surnames, merged):
    hints = (("hillary lee", "given", 19), ("lee hillary", "surname", surnames))
    found = partition([person("hillary lee", "Hillary Lee"), person("hillary", "Hillary", hints=hints)])
    assert (("hillary", "hillary lee") in found) is merged


def test_a_name_in_the_other_order_is_the_person_whom_the_corpus_has():
    swapped = person("lee hillary", "Lee Hillary", hints=(("hillary lee", "reversed", 1),))
    often = replace(person("hillary lee", "Hillary Lee"), article_count=9)
    assert partition([often, swapped]) == [("hillary lee", "lee hillary")]
    assert len(partition([often, replace(swapped, article_count=8)])) == 2, "both orders are usual: two people"
    assert partition([swapped]) == [("lee hillary",)]


def test_an_acronym_with_two_long_forms_stays_apart():
    hints = (("bangladesh national party", "acronym", 3), ("british national party", "acronym", 1))
    evidence = [
        organisation("bnp", "BNP", hints=hints),
        organisation("british national party", "British National Party"),
        organisation("bangladesh national party", "Bangladesh National Party"),
    ]
    assert len(resolve(evidence)) == 3


def test_an_acronym_with_one_long_form_is_merged_and_named_in_full():
    hints = (("awful testing league", "acronym", 1),)
    evidence = [organisation("atl", "ATL", hints=hints), organisation("awful testing league", "Awful Testing League")]
    (entity,) = resolve(evidence)
    assert (entity.name, entity.aliases) == ("Awful Testing League", ("ATL", "Awful Testing League"))


@pytest.mark.parametrize(("articles", "proofs", "is_merged"), [(20, 1, True), (21, 1, False), (2000, 2, True)])
def test_one_article_does_not_rename_what_many_name(articles: int, proofs: int, *, is_merged: bool):
    """A joke of one article spells the acronym of a broadcaster out."""
    acronym = organisation("hbc", "HBC", hints=(("harbour bathing club", "acronym", proofs),))
    evidence = [
        replace(acronym, article_count=articles),
        organisation("harbour bathing club", "Harbour Bathing Club"),
    ]
    assert len(resolve(evidence)) == (1 if is_merged else 2)


def test_an_outlet_is_called_as_it_calls_itself_where_any_text_does():
    most = organisation("guardian", "Guardian", "Guardian", "The Guardian")
    assert [entity.name for entity in resolve([most])] == ["The Guardian"]
    assert [entity.name for entity in resolve([organisation("guardian", "Guardian")])] == ["Guardian"]


def test_aliases_known_all_over_the_world_need_no_hint():
    evidence = [organisation("eu", "EU"), organisation("european union", "European Union")]
    assert partition(evidence) == [("eu", "european union")]


def test_a_people_has_its_country_and_stays_a_people():
    (entity,) = resolve([evidence_on("NORP", "people:KZ", {"Kazakh": 3, "Kazakhs": 1})])
    assert (entity.name, entity.country_code, entity.geonames_id) == ("Kazakh", "KZ", None)


def test_mixed_case_names_an_entity_rather_than_capitals():
    evidence = [evidence_on("PERSON", "ann lee", {"ANN LEE": 9, "Ann Lee": 1})]
    assert resolve(evidence)[0].name == "Ann Lee"


def test_a_province_is_named_as_texts_name_it_and_other_places_as_the_table_does():
    crimea = evidence_on("GPE", "geonames:703883", {"CRIMEA": 9, "Crimea": 2})
    astana = evidence_on("GPE", "geonames:1526273", {"Nur-Sultan": 1})
    california = evidence_on("GPE", "geonames:5332921", {"Calif.": 9})
    named = {entity.canonical_key: entity for entity in resolve([crimea, astana, california])}
    assert named["geonames:703883"].name == "Crimea"
    assert named["geonames:703883"].country_code == "UA"
    assert named["geonames:1526273"].name == "Astana"
    assert named["geonames:5332921"].name == "California"


def test_a_circle_of_hints_ends():
    evidence = [
        organisation("a b", "A B", hints=(("c d", "acronym", 1),)),
        organisation("c d", "C D", hints=(("a b", "acronym", 1),)),
    ]
    assert partition(evidence) == [("a b", "c d")]


KEYS = st.sampled_from(["putin", "vladimir putin", "ann lee", "ann q lee", "lee", "bruce lee", "li"])
EVIDENCE = st.lists(
    st.builds(
        person,
        KEYS,
        st.just("X"),
        hints=st.lists(st.tuples(KEYS, st.sampled_from(["surname", "acronym", "initial"]), st.just(2))).map(tuple),
    ),
    unique_by=lambda item: item.entity_key,
)


@given(EVIDENCE, st.randoms())
def test_order_does_not_matter_and_every_key_is_in_one_entity(evidence, random):
    shuffled = list(evidence)
    random.shuffle(shuffled)
    assert resolve(evidence) == resolve(shuffled)
    assert sorted(key for keys in partition(evidence) for key in keys) == sorted(e.entity_key for e in evidence)


def judged(judgement: str, entity_type: str, name: str, other: str = "", line: int = 2) -> Override:
    text = f"judgement,entity_type,name,other\n{judgement},{entity_type},{name},{other}"
    rows, problems = read_overrides(text)
    assert not problems
    return replace(rows[0], line=line)


LEE = (person("ann lee", "Ann Lee"), person("lee", "Lee", hints=(("ann lee", "surname", 5),)), person("bo li", "Bo Li"))


@pytest.mark.parametrize(
    ("override", "wanted", "reason"),
    [
        (None, [("ann lee", "lee"), ("bo li",)], "as the corpus has it"),
        (judged("not same", "PERSON", "Lee", "Ann Lee"), [("ann lee",), ("bo li",), ("lee",)], "kept apart"),
        (
            judged("same", "PERSON", "Bo Li", "Ann Lee"),
            [("ann lee", "bo li", "lee")],
            "joined, with what was joined before",
        ),
        (judged("same", "PERSON", "Lee", "Bo Li"), [("ann lee", "bo li", "lee")], "the short name brings the long one"),
        (judged("ignore", "PERSON", "Lee"), [("ann lee",), ("bo li",)], "no entity has it"),
        (judged("same", "ORG", "Bo Li", "Ann Lee"), [("ann lee", "lee"), ("bo li",)], "another type"),
    ],
)
def test_a_persons_override_wins(override, wanted, reason):
    entities = resolve(LEE, [override] if override else [])
    assert sorted(entity.keys for entity in entities) == wanted, reason


def test_a_rename_changes_the_name_and_not_the_id():
    (entity, _) = resolve(LEE, [judged("rename", "PERSON", "lee", "Dr. Ann B. Lee")])
    assert (entity.name, entity.canonical_key) == ("Dr. Ann B. Lee", "ann lee")


def test_names_that_are_judged_the_same_as_one_that_no_text_has_are_one_and_named_by_it():
    evidence = [organisation("gru", "GRU"), organisation("g r u s", "G.R.U.S.")]
    overrides = [judged("same", "ORG", "gru", "Main Directorate"), judged("same", "ORG", "g r u s", "Main Directorate")]
    (entity,) = resolve(evidence, overrides)
    assert (entity.name, entity.keys) == ("Main Directorate", ("g r u s", "gru"))


def test_a_known_alias_can_be_judged_not_the_same():
    evidence = [organisation("eu", "EU"), organisation("european union", "European Union")]
    assert len(resolve(evidence, [judged("not same", "ORG", "EU", "European Union")])) == 2


def test_a_place_is_judged_by_its_name_or_its_id():
    evidence = [
        evidence_on("GPE", "springfield", {"Springfield": 3}),
        evidence_on("GPE", "country:GE", {"Georgia": 5}),
    ]
    (entity,) = resolve(evidence, [judged("same", "GPE", "Springfield", "country:GE")])
    assert (entity.name, entity.country_code) == ("Georgia", "GE")


OVERRIDES = st.lists(
    st.builds(judged, st.sampled_from(["same", "not same"]), st.just("PERSON"), KEYS, KEYS.map("x {}".format)),
    max_size=3,
) | st.lists(st.builds(judged, st.just("ignore"), st.just("PERSON"), KEYS), max_size=2)


@given(EVIDENCE, OVERRIDES, st.randoms())
def test_the_order_of_overrides_does_not_matter_either(evidence, overrides, random):
    shuffled = list(overrides)
    random.shuffle(shuffled)
    assert [e.keys for e in resolve(evidence, overrides)] == [e.keys for e in resolve(evidence, shuffled)]


def test_the_id_depends_on_type_and_key():
    assert entity_id("GPE", "georgia") != entity_id("PERSON", "georgia")
    assert len(entity_id("GPE", "georgia")) == 32
