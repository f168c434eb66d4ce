"""Which place a name means."""

import pytest

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import (
    Place,
    cities,
    countries,
    country_names,
    peoples,
    provinces,
    regions,
    world_regions,
)
from news_pipeline.entities.place_choice import PlaceMention, context_of, place_keys, place_of_key


def key(name: str, following: str = "", *others: str) -> str:
    context = context_of([fold_name(other) for other in (*others, name)])
    return place_keys([PlaceMention(name, following)], context)[fold_name(name)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "US"),
        ("United States", "US"),
        ("UK", "GB"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("Czech Republic", "CZ"),
        ("South Korea", "KR"),
        ("Russia", "RU"),
        ("Türkiye", "TR"),
        ("UAE", "AE"),
        ("Kosovo", "XK"),
        ("Palestine", "PS"),
        ("DR Congo", "CD"),
        ("Niger", "NE"),
    ],
)
def test_countries_by_their_common_names(name, code):
    assert key(name) == f"country:{code}"


@pytest.mark.parametrize(
    ("name", "following", "others", "wanted", "reason"),
    [
        ("Paris", "", (), 2988507, "the one that everybody means"),
        ("Paris", ", Texas", (), 4717560, "the state stands after it"),
        ("Washington", "", ("Russia",), 4140963, "the capital, not the state"),
        ("New York", "", (), 5128581, "the city, not the state"),
        ("Birmingham", "", ("Alabama",), 4049979, "its state is named"),
        ("Birmingham", "", ("Britain",), 2655603, "its country is named"),
        ("Geneva", "", ("United States", "Russia"), 2660646, "a country that every text names says little"),
        ("Texas", "", (), 4736286, "a state"),
        ("Kiev", "", (), 703448, "a former spelling"),
        ("Scotland", "", (), 2638360, "a province that no city is named like"),
        ("Bavaria", "", (), 2951839, "a province by its English name"),
        ("Punjab", "", ("India",), 1259223, "two countries have it, one is named"),
        ("Ontario", "", (), 6093943, "the province, not the city in California"),
        ("Poltava", "", ("Ukraine",), 696643, "the city, not the province around it"),
        ("Poltava", " region", ("Ukraine",), 696634, "the text says that the province is meant"),
        ("Jersey", "", ("New Jersey",), 5101760, "the state that the text names"),
        ("N.Y.", "", (), 5128638, "a state abbreviated"),
        ("Arlington Heights", "", (), 4883555, "no other city has this name of two words"),
    ],
)
def test_namesakes(name, following, others, wanted, reason):
    assert key(name, following, *others) == f"geonames:{wanted}", reason


def test_a_name_of_provinces_in_two_countries_stays_open_without_a_country():
    assert key("Punjab") == "punjab"


@pytest.mark.parametrize(
    ("others", "wanted"),
    [(("Russia", "Armenia"), "country:GE"), (("Alabama", "Texas"), "geonames:4197000"), ((), "georgia")],
)
def test_georgia_needs_evidence(others, wanted):
    assert key("Georgia", "", *others) == wanted


def test_an_unknown_place_keeps_its_name():
    assert key("Nagorno-Karabakh") == "nagorno karabakh"
    assert place_of_key("nagorno karabakh") is None


def test_a_country_has_no_coordinates():
    assert place_of_key("country:KZ") == Place(1522867, "Kazakhstan", "GPE", "KZ", latitude=None, longitude=None)


def test_the_tables_agree_with_each_other():
    assert set(country_names().values()) <= set(countries())
    assert set(peoples().values()) - {""} <= set(countries())
    assert not set(peoples()) & set(country_names())
    assert {c.country_code for found in cities().values() for c in found} <= set(countries())
    assert {p.country_code for found in provinces().values() for p in found} <= set(countries())
    assert not world_regions() & (set(country_names()) | set(regions()))
    assert len([r for r in regions().values() if r.state]) == 51
