"""Knows what software writes where a value is missing: "null", "{{ title }}", "[object Object]", "404 Not Found"."""

import re

_NOTHING = re.compile(
    r"^\W*(?:none|null|nil|nan|undefined|unknown(?: author)?|true|false|n/a|n\.\s?a\.?|k\.\s?a\.?|tba|tbd|test|"
    r"loading.{0,3}|please wait.{0,3}|redirecting.{0,3}|error(?: \d+)?|page not found|not found|access denied|"
    r"forbidden|just a moment|are you a robot|attention required!?(?:\W+cloudflare)?|index of /.*|lorem ipsum.*|"
    r"40\d(?:\W+(?:error|not found|forbidden|unauthori[sz]ed|page|access|bad|file|oops|sorry)\b.*)?|"
    r"50\d (?:error|bad|service|gateway|internal).*|ohne titel|sans titre|sin título|object object|example|"
    r"(?:untitled|new|blank)(?: (?:document|page|post|article)(?: \d+)?)?|your site|my (?:web)?site|"
    r"(?:no|your|enter) (?:title|name|author|headline))\W*$"
    r"|^(?:\{.*\}|\$\{.*\}|%[\w.]+%|<[^<>]*>|\[\w+(?: \w+)?\]|\W*)$",
    re.IGNORECASE,
)
_PART_OF_SITE = re.compile(
    r"^(?:home ?(?:page)?|main page|front page|startseite|accueil|inicio|início|news|article|story|post|page|title|"
    r"page title|headline|index|document|default|admin|root|staff(?: writer)?|author|editor|guest|anonymous|user)$",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether the whole text says that there is no value."""
    return bool(_NOTHING.match(text.strip()))


def is_part_of_site(text: str) -> bool:
    """Whether the whole text is the name of a page's place or of a user: no headline, and nobody's name."""
    return bool(_PART_OF_SITE.match(text.strip()))
