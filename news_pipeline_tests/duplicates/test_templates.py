"""Reports that one template made against copies of one report. Made-up texts, each with what it is about."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.duplicates.facts import read_facts
from news_pipeline.duplicates.overlap import MUCH_SHARED, index_texts, verify
from news_pipeline.duplicates.templates import Comparison, compare_facts

LOTTERY = (
    "The numbers drawn in the {day} lottery at {place} were {one}, {two} and {three}, and the bonus ball was {four}.\n"
    "No ticket matched all of them, so the jackpot rolls over to {sum} million crowns. Tickets can be bought until an "
    "hour before the draw, and winners have ninety days to claim a prize at any office of the lottery.\n"
    "Players must be of age. Those who worry about their gambling can call the helpline at no cost, day or night."
)
FERRY = (
    "A ferry with {aboard} people aboard ran onto rocks off Dunmere on Friday, and {hurt} of them were hurt, the coast "
    "guard said.\n"
    "The ship, the Grey Heron, was on its way from Skerrow when its engine failed in a gale. Captain Maud Quarles told "
    "reporters at the harbour that she had dropped both anchors, and that neither had held.\n"
    "Helicopters lifted {lifted} passengers off the deck before dark. The rest spent the night in a school in Dunmere."
)
COMPANY = (
    "About Bellweather: Bellweather builds pumps and valves for water works, and has offices in eleven countries. It "
    "was founded by two brothers in a barn and is still owned by their family. Statements about the future in this "
    "release are subject to risks, and the company does not undertake to update them. More can be found on its site, "
    "where photographs for the press are kept as well. Questions of journalists are answered by the office for "
    "communication."
)
SUPPLY = (
    "Bellweather will supply forty pumping stations to the delta towns, the company said today. Engineers begin with "
    "the oldest dykes, where floods broke through twice during last winter.\n"
)
APPOINTS = (
    "A new director takes over research at the valve maker from next spring. Olive Jellicoe studied chemistry abroad, "
    "then led laboratories at several universities before joining industry.\n"
)
PLANS = (
    "{number}: {work} at {place}. Applicant: {name}.\n"
    "The plans can be inspected at the council offices during working hours and on the website of the council. Views "
    "must be sent in writing to the planning officer and should give the name and address of the writer.\n"
    "Comments are published and cannot be treated as confidential. A decision is expected within eight weeks."
)
EXTENSION = PLANS.format(
    number="22/0417", work="Two-storey extension to the rear", place="14 Mill Lane, Ostley", name="Mr Percy Loxley"
)
DWELLING = PLANS.format(
    number="22/0533", work="Change of use from shop to dwelling", place="3 Pier Road, Wexholt", name="Mrs Maud Penrose"
)


def lottery(day="Monday", place="Ostley", numbers=(4, 17, 29, 8, 12)):
    return LOTTERY.format(
        day=day, place=place, **dict(zip(("one", "two", "three", "four", "sum"), numbers, strict=True))
    )


def ferry(aboard=214, hurt=9, lifted=60):
    return FERRY.format(aboard=aboard, hurt=hurt, lifted=lifted)


def compared(a: str, b: str, days_apart: int | None = None) -> Comparison:
    indexed = index_texts([a, b])
    relation, found = verify(*indexed)
    assert relation in MUCH_SHARED, "else nobody asks"
    return compare_facts(read_facts(a), read_facts(b), found, days_apart)


TEMPLATES = [
    ("another day and other numbers", lottery(), lottery("Thursday", numbers=(2, 31, 40, 1, 15)), None),
    ("another town on that day", lottery(), lottery(place="Penhaven", numbers=(2, 31, 40, 1, 15)), 0),
    ("a paragraph about the company", SUPPLY + COMPANY, APPOINTS + COMPANY, None),
    ("short notices: other applicants, the same instructions", EXTENSION, DWELLING, None),
    ("two facts, two days later", lottery(), lottery("Wednesday", numbers=(4, 17, 3, 8, 12)), 2),
]


@pytest.mark.parametrize(("about", "a", "b", "days_apart"), TEMPLATES)
def test_reports_of_one_template(about, a, b, days_apart):
    assert compared(a, b, days_apart).is_template, about
    assert compared(b, a, days_apart).is_template, about


COPIES = [
    ("an update: all figures, same names, day and place", ferry(), ferry(231, 17, 88), 0),
    ("the same without dates", ferry(), ferry(231, 17, 88), None),
    ("re-cased", ferry(), ferry().replace("dark", "night").upper(), None),
    ("respelt", ferry(), ferry().replace("Quarles", "Quarls").replace("harbour", "harbor"), None),
    ("trimmed", ferry(), ferry().split("\n")[0] + "\n" + ferry().split("\n")[1], None),
    (
        "converted",
        ferry().replace("in a gale", "30 miles off"),
        ferry().replace("in a gale", "48 kilometres off"),
        None,
    ),
    ("a name corrected throughout", ferry(), ferry().replace("Dunmere", "Silverdon"), None),
    ("another lead", ferry(), "Nobody who was there will forget that night, nor the sea.\n" + ferry(), None),
    ("reprinted a week later", ferry(), ferry() + "\nThe ship was towed away.", 7),
]


@pytest.mark.parametrize(("about", "a", "b", "days_apart"), COPIES)
def test_copies_of_one_report(about, a, b, days_apart):
    assert not compared(a, b, days_apart).is_template, about
    assert not compared(b, a, days_apart).is_template, about


def test_conflicts_are_shown_as_they_stand_and_turned_with_the_texts():
    a, b = lottery(), lottery("Thursday", "Penhaven")
    shown = [(one.kind, one.in_a, one.in_b) for one in compared(a, b).swaps.conflicts]
    assert shown == [("weekday", "Monday", "Thursday"), ("name", "Ostley", "Penhaven")]
    turned = [(one.kind, one.in_b, one.in_a) for one in compared(b, a).swaps.conflicts]
    assert turned == shown


def test_rounded_and_converted_figures_weigh_half():
    swaps = compared(ferry(aboard=214), ferry(aboard=220)).swaps
    assert [conflict.weight for conflict in swaps.conflicts] == [0.5]


def test_figures_with_as_many_digits_are_not_rounded():
    swaps = compared(ferry(aboard=214), ferry(aboard=213)).swaps
    assert [conflict.weight for conflict in swaps.conflicts] == [1.0]


def test_a_list_of_figures_counts_each_of_them():
    a = ferry().replace("214 people", "4, 8, 15 and 16 people")
    b = ferry().replace("214 people", "3, 9, 27 and 81 people")
    assert compared(a, b).swaps.weight == 4


GALLERY = (
    "Photos of a life in public: Maud Quarles was born in Dunmere as the third of five daughters of a pilot. "
    "Photos of a life in public: At nineteen she steered a coal barge up the river in flood, which nobody had "
    "done before her. Photos of a life in public: Her wedding with the painter Tom Reyes was held on deck, in a "
    "gale. Photos of a life in public: She became head of the pilots when her father retired, and kept his old "
    "brass horn. Photos of a life in public: The queen of a neighbouring country came aboard once, and was sick. "
    "Photos of a life in public: She wrote a book on currents that seamen still quote, though its maps are wrong."
)
ILLNESS = (
    "Maud Quarles has left the hospital in Lowmarsh, where surgeons mended her hip after a fall on icy steps. She "
    "will walk again within weeks, said Ida Kemp, who led the operation and has known her for years.\n"
    "{}\n"
    "Broken hips are among the commonest injuries of older people. One in ten patients does not survive the first "
    "year, often because clots form while they lie still, so nurses want them on their feet by the second "
    "morning."
)
ELECTION = (
    "A poll for the harbour board puts Maud Quarles ahead of both of her rivals among shipowners, while dockers "
    "prefer Joe Platt, a crane driver. Every fourth voter has not decided yet.\n"
    "{}\n"
    "The institute asked 800 people by telephone between Monday and Thursday. Taxes on freight, dredging and a "
    "second lock were named as the most important questions. The margin of error is three points, and turnout was "
    "below half at the last two elections."
)


def test_captions_of_a_gallery_amid_two_articles_of_other_months_make_no_copy():
    a, b = ILLNESS.format(GALLERY), ELECTION.format(GALLERY)
    assert verify(*index_texts([a, b])).relation in MUCH_SHARED
    assert compared(a, b, 90).is_template
    assert not compared(a, b, 2).is_template, "two papers that cut one report differently"
    assert not compared(a, ILLNESS.format("Her ship is in dock.\n" + GALLERY), 90).is_template


DRAW = (
    "The numbers that were drawn on Friday are {0}. Tickets can be checked at any shop that sells them.\n"
    "Prizes of up to 600 crowns are paid at once, and larger ones must be claimed within 180 days of the draw."
)
RATE = (
    "The {0} {1} against the dollar on Tuesday, as dealers spoke of {2}. It was quoted at {3}, after {4} on Monday.\n"
    "Turnover was thin ahead of the holiday. The central bank publishes a rate of reference at noon of every weekday."
)


def test_a_swapped_list_of_figures_is_no_update():
    a, b = DRAW.format("4, 9, 21 and 33"), DRAW.format("2, 17, 20 and 38")
    assert compared(a, b, 0).is_template


def test_swapped_words_beside_swapped_figures_make_a_template():
    peso = RATE.format("peso", "weakened", "demand from importers", "54.31", "54.10")
    rupee = RATE.format("rupee", "firmed", "inflows into bonds", "81.92", "82.07")
    assert compared(peso, rupee).is_template
    assert not compared(peso, RATE.format("peso", "weakened", "demand from importers", "54.36", "54.10")).is_template


WARNING = (
    "The weather office has issued a warning of heat for {}. Drink before you are thirsty, and stay in the shade at "
    "noon. Never leave children or animals in a parked car, and look after neighbours who live alone."
)


def test_facts_of_one_sentence_are_swapped_whatever_words_lie_between():
    a = WARNING.format("the Vale of Orr from Sunday morning until Tuesday night")
    b = WARNING.format("Penhaven and the coast from noon on Saturday until Sunday evening")
    shown = {(one.kind, one.in_a, one.in_b) for one in compared(a, b).swaps.conflicts}
    assert shown == {("name", "Vale Orr", "Penhaven"), ("weekday", "Tuesday", "Saturday")}


def test_what_the_other_text_has_elsewhere_is_not_swapped():
    a = WARNING.format("the Vale of Orr from Sunday on")
    b = WARNING.format("all of the coast from Sunday on").replace("Never", "Never, says the Vale of Orr,")
    assert not compared(a, b).swaps.conflicts


def test_names_that_end_alike_are_others():
    swaps = compared(ferry().replace("Skerrow", "Wiltshire"), ferry().replace("Skerrow", "Hampshire")).swaps
    assert [(one.in_a, one.in_b) for one in swaps.conflicts] == [("Wiltshire", "Hampshire")]


SENTENCES = [*ferry().split("\n"), *lottery().split("\n"), *lottery("Friday", "Wexholt", (1, 2, 3, 5, 7)).split("\n")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
)
def test_which_text_comes_first_does_not_count(first, second):
    a, b = "\n".join(first), "\n".join(second)
    one, other = index_texts([a, b])
    there = compare_facts(read_facts(a), read_facts(b), verify(one, other).overlap, None)
    back = compare_facts(read_facts(b), read_facts(a), verify(other, one).overlap, None)
    assert there.is_template == back.is_template
    assert there.swaps.aligned_a == back.swaps.aligned_b
    assert {(c.in_a, c.in_b) for c in there.swaps.conflicts} == {(c.in_b, c.in_a) for c in back.swaps.conflicts}


def test_the_examples_of_the_page_are_true():
    page = (Path(__file__).parents[2] / "docs" / "copies.md").read_text(encoding="utf-8")
    texts = [part.split("```")[0].strip() for part in page.split("```text\n")[1:]]
    answers = [compared(a, b, 0) for a, b in zip(texts[::2], texts[1::2], strict=True)]
    assert [answer.is_template for answer in answers] == [True, False, True]
    for answer in answers:
        assert all(f"`{one.in_a} -> {one.in_b}`" in page for one in answer.swaps.conflicts)
