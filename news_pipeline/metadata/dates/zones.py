"""Offsets from UTC: what a zone abbreviation means in a country, and the zone an outlet lives in.

Here: look-ups in zones.csv, home_zones.csv and language_zones.csv, offsets from tz data.
Elsewhere: finding the abbreviation (date_clock.py).
An abbreviation that several countries use differently gives nothing until the country is known.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from news_pipeline.shared.word_tables import word_table

_UNCHOSEN = frozenset({"en-US", "es-ES", "fr-FR"})


@cache
def _zones() -> dict[str, dict[str, str]]:
    zones: dict[str, dict[str, str]] = {}
    for row in word_table(__package__, "zones.csv"):
        zones.setdefault(row["abbreviation"], {})[row["country"]] = row["zone"]
    return zones


@cache
def _home_zones() -> dict[str, str]:
    return {row["country"]: row["zone"] for row in word_table(__package__, "home_zones.csv")}


@cache
def _wide_countries() -> dict[str, tuple[str, str]]:
    return {
        row["country"]: (row["first_zone"], row["last_zone"]) for row in word_table(__package__, "wide_countries.csv")
    }


def is_zone(abbreviation: str) -> bool:
    """Whether the word is a zone abbreviation of the news world, in any country."""
    return abbreviation.upper() in _zones()


def zone_of(abbreviation: str, country: str | None) -> str | None:
    """IANA zone of an abbreviation; None if unknown, or if it depends on a country that is not known."""
    by_country = _zones().get(abbreviation.upper())
    if not by_country:
        return None
    if country in by_country:
        return by_country[country]
    if "" in by_country:
        return by_country[""]
    meanings = sorted(set(by_country.values()))
    return meanings[0] if len(meanings) == 1 else None


def home_zone(country: str | None) -> str | None:
    """IANA zone of a country whose news live by one clock; None for countries with several."""
    return _home_zones().get(country) if country else None


@cache
def _language_zones() -> dict[str, str]:
    return {row["language"]: row["zone"] for row in word_table(__package__, "language_zones.csv")}


def language_zone(language: str | None) -> str | None:
    """IANA zone of a language whose news live by one clock, or of its declared region; None for world languages.

    `en-US`, `es-ES` and `fr-FR` are what publishing software writes when nobody chose: their regions say nothing.
    """
    code, _, region = (language or "").replace("_", "-").partition("-")
    if len(region) == 2 and f"{code}-{region.upper()}" not in _UNCHOSEN and (zone := home_zone(region.upper())):
        return zone
    return _language_zones().get(code)


def span_of_days(country: str | None, instant: datetime) -> tuple[date, date] | None:
    """Days on the calendars of a wide country's easternmost and westernmost news zone; None if it is not wide."""
    zones = _wide_countries().get(country) if country else None
    return (local_day(instant, zones[0]).date(), local_day(instant, zones[1]).date()) if zones else None


def offset_minutes(zone: str, local: datetime) -> int:
    """Minutes east of UTC in that zone at that local time (naive)."""
    offset = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def local_day(instant: datetime, zone: str) -> datetime:
    """The same instant on the clock of that zone. `instant` is aware."""
    return instant.astimezone(UTC).astimezone(ZoneInfo(zone))
