"""Offsets from UTC: what a zone abbreviation means in a country, and the zone that an outlet lives in.

Looks up zones.csv, home_zones.csv, language_zones.csv and wide_countries.csv; offsets come from tz data. An
abbreviation that several countries use differently gives nothing until the country is known.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from news_pipeline.shared.word_tables import word_table

_UNCHOSEN = frozenset({"en-US", "es-ES", "fr-FR"})
"""What publishing software declares when nobody chose: these regions say nothing."""


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


def language_zone(language: str | None) -> str | None:
    """IANA zone of a language whose news live by one clock, or of its declared region; None for world languages."""
    code, _, region = (language or "").replace("_", "-").partition("-")
    if len(region) == 2 and f"{code}-{region.upper()}" not in _UNCHOSEN and (zone := home_zone(region.upper())):
        return zone
    return _language_zones().get(code)


def days_across(country: str | None, moment: datetime) -> frozenset[date]:
    """The days of a moment from the easternmost to the westernmost news zone of a wide country; empty for others."""
    return frozenset(in_zone(moment, zone).date() for zone in _wide_countries().get(country or "", ()))


def offset_minutes(zone: str, local: datetime) -> int:
    """Minutes east of UTC in that zone at that local time (naive)."""
    offset = local.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def in_zone(moment: datetime, zone: str) -> datetime:
    """The same moment on the clock of that zone. `moment` is aware."""
    return moment.astimezone(UTC).astimezone(ZoneInfo(zone))


@cache
def _zones() -> dict[str, dict[str, str]]:
    """Zone by abbreviation and country; the country "" means any."""
    zones: dict[str, dict[str, str]] = {}
    for row in word_table(__package__, "zones.csv"):
        zones.setdefault(row["abbreviation"], {})[row["country"]] = row["zone"]
    return zones


@cache
def _home_zones() -> dict[str, str]:
    return {row["country"]: row["zone"] for row in word_table(__package__, "home_zones.csv")}


@cache
def _language_zones() -> dict[str, str]:
    return {row["language"]: row["zone"] for row in word_table(__package__, "language_zones.csv")}


@cache
def _wide_countries() -> dict[str, tuple[str, str]]:
    rows = word_table(__package__, "wide_countries.csv")
    return {row["country"]: (row["first_zone"], row["last_zone"]) for row in rows}
