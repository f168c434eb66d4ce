"""Which place a name means."""

import pytest

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import (
    cities,
    countries,
    country_names,
    peoples,
    provinces,
    regions,
    world_regions,
)
from news_pipeline.entities.place_choice import place_of_key, places_of
from news_pipeline.entities.place_names import PlaceMention


def key(name: str, following: str = "", *others: str) -> str:
    mentions = [PlaceMention(name, following), *(PlaceMention(other, "") for other in others)]
    return places_of(mentions)[fold_name(name)].key


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
        ("Geneva", "", ("Switzerland", "United States"), 2660646, "a country that every text names says little"),
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
        ("Arlington Heights", "", ("Chicago",), 4883555, "the one near another place of the article"),
    ],
)
def test_namesakes(name, following, others, wanted, reason):
    assert key(name, following, *others) == f"geonames:{wanted}", reason


def test_a_name_of_many_towns_stays_open_without_a_hint():
    assert key("Springfield") == "springfield"


@pytest.mark.parametrize(
    ("others", "wanted"),
    [(("Russia", "Armenia"), "country:GE"), (("Alabama", "Texas"), "geonames:4197000")],
)
def test_georgia_needs_evidence(others, wanted):
    assert key("Georgia", "", *others) == wanted


def test_an_unknown_place_keeps_its_name():
    assert key("Nagorno-Karabakh") == "nagorno karabakh"
    assert place_of_key("nagorno karabakh") is None


@pytest.mark.parametrize(
    ("wanted", "latitude", "longitude", "reason"),
    [
        ("country:KZ", 48, 67, "a country"),
        ("country:RU", 60, 97, "one that goes over the date line"),
        ("country:US", 39, -99, "without Alaska and Hawaii"),
        ("country:FR", 46.5, 2.5, "without French Guiana"),
        ("geonames:6093943", 49.5, -85.5, "Ontario: not where its towns are"),
        ("geonames:4338356", 31.2, -92.5, "Rapides Parish, a second division"),
        ("geonames:6255149", 46.1, -100.5, "a continent"),
    ],
)
def test_areas_have_points(wanted, latitude, longitude, reason):
    place = place_of_key(wanted)
    assert place is not None
    assert abs((place.latitude or 0) - latitude) < 1.5, reason
    assert abs((place.longitude or 0) - longitude) < 1.5, reason


def test_the_tables_agree_with_each_other():
    assert set(country_names().values()) <= set(countries())
    assert set(peoples().values()) - {""} <= set(countries())
    assert not set(peoples()) & set(country_names())
    assert {c.country_code for found in cities().values() for c in found} <= set(countries())
    assert {p.country_code for found in provinces().values() for p in found} <= set(countries())
    assert not world_regions() & (set(country_names()) | set(regions()))
    assert len([r for r in regions().values() if r.state]) == 51


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Allemagne", "country:DE"),
        ("Royaume-Uni", "country:GB"),
        ("Londres", "geonames:2643743"),
        ("Pékin", "geonames:1816670"),
        ("Le Caire", "geonames:360630"),
    ],
)
def test_french_names_lead_to_the_same_places(name, wanted):
    assert key(name) == wanted


@pytest.mark.parametrize(
    ("name", "following", "wanted", "reason"),
    [
        ("NSW", "", 2155400, "an Australian state abbreviated"),
        ("Ky", ".", 6254925, "the full stop stands after the mention"),
        ("South Los Angeles", "", 5368361, "a part is where the whole is"),
        ("Ludwigshafen", "", 2875376, "its name goes on with its river"),
    ],
)
def test_short_forms_and_parts(name, following, wanted, reason):
    assert key(name, following) == f"geonames:{wanted}", reason
