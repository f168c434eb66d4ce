"""Which surnames are no one person's, and the parts of names that join people."""

import pytest

from news_pipeline.entities.ambiguous import ambiguous_surnames
from news_pipeline.entities.canonical import HintCount, KeyEvidence, SurfaceCount, resolve
from news_pipeline.entities.document_keys import document_keys
from news_pipeline.entities.people import is_full_name, without_article
from news_pipeline.entities.tagger import Span

PEOPLE = ("ann hollin", "rob hollin")


def evidence(key: str, articles: int, hints: tuple[HintCount, ...] = ()) -> KeyEvidence:
    return KeyEvidence("PERSON", key, (SurfaceCount(key.title(), articles),), articles, hints)


def corpus(alone: int, *bearers: str) -> list[KeyEvidence]:
    hints = tuple(HintCount(person, "surname", 5) for person in bearers)
    return [evidence("hollin", alone, hints), *(evidence(person, 5) for person in PEOPLE)]


@pytest.mark.parametrize(
    ("alone", "bearers", "told", "wanted", "reason"),
    [
        (3, PEOPLE, (), {"hollin"}, "two bear it"),
        (30, PEOPLE, (), set(), "most articles know the name alone"),
        (3, (), (), set(), "nobody bears it"),
        (30, PEOPLE, ("hollin",), {"hollin"}, "it is somebody's in some week"),
    ],
)
def test_ambiguous_surnames(
    alone: int, bearers: tuple[str, ...], told: tuple[str, ...], wanted: set[str], reason: str
) -> None:
    found = corpus(alone, *bearers)
    assert ambiguous_surnames(resolve(found), found, told) == wanted, reason


def test_a_family_is_no_person() -> None:
    spans = [Span(0, 10, "PERSON"), Span(19, 26, "PERSON")]
    hints = {(h.entity_key, h.target_key, h.kind) for h in document_keys("Ann Hollin and the Hollins", spans).hints}
    assert ("hollins", "hollin", "family") in hints
    family = HintCount("hollin", "family", 2)
    plural, own = (
        evidence("hollins", 9, (family,)),
        evidence("hollins", 9, (family, HintCount("rob hollins", "surname", 1))),
    )
    assert ambiguous_surnames(resolve([plural]), [plural]) == {"hollins"}
    named = [own, evidence("rob hollins", 1)]
    assert not ambiguous_surnames(resolve(named), named), "somebody is called so"


def test_bodies_of_government_have_other_names() -> None:
    text = "The U.S. Harbor Board and the Harbor Board met the Harbor Ministry"
    spans = [
        Span(text.index(name), text.index(name) + len(name), "ORG") for name in ("U.S. Harbor Board", "Harbor Ministry")
    ]
    spans.insert(1, Span(30, 42, "ORG"))
    hints = {(h.entity_key, h.target_key, h.kind) for h in document_keys(text, spans).hints}
    assert hints == {
        ("us harbor board", "harbor board", "national"),
        ("harbor ministry", "ministry of harbor", "inverted"),
    }


def test_an_arabic_article_is_part_of_a_full_name_and_none_of_the_surname() -> None:
    assert is_full_name("Hassan al-Rowi")
    assert (without_article("al-Rowi"), without_article("Roe-Doe")) == ("Rowi", "Roe-Doe")
    text = "Hassan al-Rowi spoke."
    hints = document_keys(text, [Span(0, 14, "PERSON")]).hints
    assert ("rowi", "hassan al rowi", "full_name") in {(h.entity_key, h.target_key, h.kind) for h in hints}
    joined = [
        evidence("rowi", 2, (HintCount("hassan al rowi", "full_name", 5), HintCount("hassan rowi", "full_name", 9))),
        evidence("hassan al rowi", 5),
        evidence("hassan rowi", 9),
    ]
    assert len({one.canonical_key for one in resolve(joined)} - {"rowi"}) == 1
