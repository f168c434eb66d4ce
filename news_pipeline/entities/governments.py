"""Tells where a capital stands for a government: "Moscow said", "Beijing's stance", "ties with Tokyo"."""

import re
from functools import cache

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import cities, countries

_VERB = (
    r"sa(?:id|ys?)|told|tells|denie[sd]|accuse[sd]|warn(?:s|ed)|announce[sd]|reject(?:s|ed)|insist(?:s|ed)|wants?|wanted|"
    r"seeks|sought|agree[sd]|respond(?:s|ed)|demand(?:s|ed)|impose[sd]|blame[sd]|condemn(?:s|ed)|offer(?:s|ed)|urge[sd]|"
    r"vow(?:s|ed)|deploy(?:s|ed)|claim(?:s|ed)|meddled|interfered|invaded|annexed|refuse[sd]|hope[sd]|fears?|feared|"
    r"support(?:s|ed)|backs|backed|consider(?:s|ed)|retaliate[sd]|recogni[sz]e[sd]|expelled|sanctioned|withdrew"
)
_ACTS = re.compile(
    r"(?: (?:has|have|had|is|was|also|again|repeatedly|already|never|not|would|will))* "
    rf"(?:{_VERB}|seeking|insisting|should|must)\b"
)
_OWNS = re.compile(
    r"['’]s? (?:\w+ ){0,2}(?:relations|ties|position|stance|policy|policies|influence|strategy|decision|demands?|"
    r"interests?|ally|allies|response|efforts?|threats?|government|rulers|leadership|diplomats?|ambassador|interference|"
    r"cyberattacks?|sanctions?|claims?|control|support)\b"
)
_BETWEEN = re.compile(
    r"\b(?i:relations(?:hip)?|ties|talks|tensions|treaty|alliance) (?:with |between (?:[A-Z]\w+ and )?)$"
)
_PLACED = re.compile(r"\b(?:in|near|from|outside|to|at|of|through|around) $")
_REACH = 60


def government_of(text: str, start: int, end: int, key: str) -> str | None:
    """ISO code of the country whose government text[start:end] stands for; None if it is a place, or no capital.

    `key` is what the mention stands for. The words around it decide.
    """
    code = _capitals().get(key)
    if code is None:
        return None
    if _BETWEEN.search(text, max(0, start - _REACH), start) or _OWNS.match(text, end, end + _REACH):
        return code
    is_placed = _PLACED.search(text, max(0, start - 10), start)
    return code if not is_placed and _ACTS.match(text, end, end + _REACH) else None


@cache
def _capitals() -> dict[str, str]:
    """ISO code of the country by the key of its capital."""
    found = {}
    for country in countries().values():
        named = (city for city in cities().get(fold_name(country.capital), ()) if city.country_code == country.code)
        capital = next(named, None)
        if capital:
            found[f"geonames:{capital.geonames_id}"] = country.code
    return found
