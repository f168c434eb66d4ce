"""Notices of a site to its readers that read as prose: on cookies, on the reader's data, on the rules for comments."""

import re
from functools import lru_cache

CHARACTERS_OF_NOTICE = 1_200
"""Characters of a paragraph that are looked at."""
_SPEAKS_TO_READER = re.compile(
    r"""\b(?:you|your|our|us|we|please|sign\ up|subscribe|inbox|sie|ihnen|ihren?|wir|unsere?[mnrs]?
       |dich|dir|vous|votre|nous|nos|inscri\w+|abonn\w+|recevez|suscr[ií]\w+|recib\w+|nuestr[oa]s?|tu|su
       |iscriv\w+|ricev\w+|nostr[oaie]|assine|receba|inscreva|nosso|je|jouw|wij|onze|din|ditt|vi)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_COOKIES = re.compile(
    r"""\b(?:we|website|site|partners|browser)\b.{0,40}\b(?:uses?|using|stores?|sets?|place)\ (?:\w+\ ){0,3}cookies\b
      | \bcookies\b.{0,200}\b(?:(?:this|our|the)\ (?:web)?site|your\ browser|experience|consent|preferences)\b
      | \bcookies\b.{0,200}\b(?:webseite|website|sitio\ web|site\ web|sito|naviga(?:tion|ção|zione)|navegación)\b
      | \bcookies\b.{0,200}\b(?:nutzererlebnis|einwilligung|consentement|consenso|toestemming|samtycke)\b
      | \bnecessary\ cookies\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DATA = re.compile(
    r"""\b(?:in|to|see|read|under|review)\ our\ (?:privacy|data\ protection|cookie)\ (?:policy|statement|notice)\b
      | \byour\ personal\ (?:data|information)\b.{0,250}\b(?:disclosed|processed|deleted|sale|sell|sold|third\ part)
      | \bpersonenbezogene[nr]?\ daten\b.{0,250}\b(?:übermittelt|verarbeitet|gespeichert|gelöscht)
      | \byou\ (?:may|can)\ (?:revoke|withdraw)\ (?:this|your)\ consent\b | \bunserer\ datenschutzerklärung\b
      | \bconsumer\ privacy\ act\b.{0,80}\byou\b""",
    re.VERBOSE | re.IGNORECASE,
)
_RULES_FOR_COMMENTS = re.compile(
    r"\bcomments?\b[^.]{0,120}\b(?:moderated|our moderators|respectful|appear on the site)\b"
    r"|\b(?:our|comment|commenting) (?:policy|guidelines)\b.{0,60}\bcomment|\bcomment(?:ing)? policy\b"
    r"|\b(?:our|the) (?:community guidelines|house rules)\b",
    re.IGNORECASE,
)
_RULES_IN_OTHER_LANGUAGES = re.compile(
    r"\bcomentários\b.{0,150}\b(?:aprovados|moderados|moderador|ofensivos)\b"
    r"|\bcomentarios\b.{0,150}\b(?:moderados|moderador|aprobados|ofensivos|eliminados)\b"
    r"|\bkommentare\b.{0,150}\b(?:moderiert|freigeschaltet|netiquette|freigegeben)\b"
    r"|\bcommentaires\b.{0,150}\b(?:modérés|modération|modérateurs?|charte)\b"
    r"|\bcommenti\b.{0,150}\b(?:moderati|moderazione|netiquette)\b",
    re.IGNORECASE,
)
_MATTERS = (
    "cookie", "privacy", "personal data", "personal information", "personenbezogen", "consent", "datenschutz",
    "data protection", "comment", "comentario", "comentário", "kommentar", "guidelines", "house rules",
)  # fmt: skip
"""One of these is in each wording above. It is looked for first: most paragraphs have none."""
_QUOTED = re.compile(r"""["“„«‘]|(?:^|\s)'""")


def is_notice(text: str) -> bool:
    """True for a paragraph that tells the reader of cookies, of personal data or of the rules for comments.

    A story on these matters quotes somebody, or does not speak to its reader.
    """
    return _is_notice(text[:CHARACTERS_OF_NOTICE])


@lru_cache(maxsize=4096)
def _is_notice(text: str) -> bool:
    folded = text.lower()
    for matter in _MATTERS:
        if matter in folded:
            break
    else:
        return False
    if _QUOTED.search(text):
        return False
    if _RULES_IN_OTHER_LANGUAGES.search(text):
        return True
    told = _COOKIES.search(text) or _DATA.search(text) or _RULES_FOR_COMMENTS.search(text)
    return bool(told and _SPEAKS_TO_READER.search(text))
