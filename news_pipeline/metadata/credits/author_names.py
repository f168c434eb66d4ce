"""Reads the names in a byline: people without titles, roles and places, or the organisation that it names."""

import re
from functools import cache, lru_cache

from news_pipeline.metadata.credits.agencies import agency_named
from news_pipeline.metadata.credits.name_forms import is_role, one_name_a_line, without_repetition, without_role
from news_pipeline.metadata.outlets.known_outlets import fold_site_name, outlet_named
from news_pipeline.metadata.placeholders import is_part_of_site, is_placeholder
from news_pipeline.metadata.plain_text import plain
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.given_names import given_names
from news_pipeline.shared.word_tables import word_table

MAX_BYLINE = 600
MAX_AUTHORS = 30
MAX_WORDS, MAX_NAME = 5, 50
"""Words and characters of a person's name."""
REMEMBERED = 2000
"""Texts whose names are kept: a line is asked several times, and furniture stands in all texts of a site."""
MAX_ORGANISATION = 60
_LEAD = re.compile(
    r"^(?:(?:>>|by\s*:?|(?:written|story|posted|reported|reporting|words|analysis|opinion|contributed|text|article|created|authored|"
    r"published|submitted) by\s*:?|"
    r"(?:ein |mehr )?(?:geschrieben|erstellt|verfasst|beitrag|gastbeitrag|blog beitrag|artikel|text) von\s*:?|"
    r"redaktion\s*:|"
    r"words\s*:|autor(?:in|en)?\s?/\s?autor(?:in|en)?\s*:?|von\s*:?|par|por|de la main de|di|da|door|av|af|de\s*:|"
    r"autor(?:in|en)?\s*:?|authors?\s*:?|contributors?\s*:|"
    r"auteur\s*:?|texte?\s*:|oleh|автор(?: текста)?\s*:?|текст\s*:|"
    r"yazan\s*:?|tekst\s*:|foto\s*:|interview\s*:|kommentar\s*:?|reporter\s*:|penulis\s*:?|szerző\s*:?|írta\s*:?|"
    r"كتب\s*:?|كتبت\s*:?|بقلم\s*:?|από τον|από την|analysis\s*:?|opinion\s*:?|exclusive\s*:?|comment\s*:)\s+"
    r"|(?:作者|文|記者|编辑|撰文)\s*[:：/／]?\s*)(?=\S)",
    re.IGNORECASE,
)
"""What stands before a name: "By", "Written by", "Analysis:"."""
_AND = "(?-i:[Aa]nd|AND|und|UND|et|y|e|og|och|en|i|и|dan|ve)"
"""Between two names, in small letters: Dan is a name in English, "and" in Indonesian."""
_SPLIT = re.compile(
    rf"\s*(?:[;|/／·•⋅∙●&\n\t]|,\s{_AND}\s|,(?!\s?(?:jr|sr|ii|iii)\b\.?\s?(?:[,;|]|$|{_AND}\s))|\s[–—-]+\s|"
    rf"\s{_AND}\s|\s(?:with|mit|con|avec)\s|>>|\s{{3,}})\s*",
    re.IGNORECASE,
)
"""What stands between two names."""
_SITE_MARK = re.compile(r"(?<!\s)\s*[¦｜«»‹›←→▸►■・⁄∣❘]\s*|(?<!\s)\s+(?:::?|[~*+=#_@>\\－―])\s+")
"""What stands between a name and the site's name only."""
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+|\S+\.(?:com|org|net|de|co\.uk)\b|\([^)]*\)|\[[^\]]*\]", re.IGNORECASE
)
_HONORIFIC = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|sir|dame|rev|hon|ing|mag|dipl|phd|rep|sen)\b\.?\s+(?:med\.\s+)?)+", re.IGNORECASE
)
_CUT = re.compile(
    r"\s+(?:in|at|for|from|aus|für|à|en|special to)\s+(?=[A-Z]).*$"
    r"|\s+(?:published|updated|posted|veröffentlicht|aktualisiert|\d{1,2}[./:]).*$"
    r"|\s+on behalf of\s.*$|\s+View\s.*$|\s+(?:In|At)$"
    r"|\s+For\s+[A-Z].*$|\s+(?:is|was)\s+(?:an?|the)\s.*$"
    r"|\s+[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,.*)?$|"
    r"\s+(?:[Ff]otos?|[Pp]hotos?|[Pp]ictures?|[Vv]ideo|Bild(?:er)?|Grafik|Illustration(?:en|s)?)(?:\s*:|\s(?:by|von|par)\s).*$"
    r"|\s+(?:(?:Staff|Senior|Chief|Special|Political|Deputy|Daily Mail)\s+)*"
    r"(?:Reporter|Writer|Correspondent|Editor|Columnist|Contributor)$"
    r"|\s+(?:Follow|FOLLOW|Share|기자|특파원|記者)$"
    r"|\s*\b(?:Ph\.?D|MD|M\.D|JD|MBA|MPH|CPA|CF[AP]|CPP|RDN?|DVM|DDS|LCSW|LPC|Esq)\.?\W*$",
)
"""What follows a name and is none of it: a place, a date, a sentence, a picture credit, a role, a button, a degree."""
_IS_LEAD = re.compile(
    r"\W*(?:(?:(?:written|posted|published|erstellt|geschrieben|text|words) )?"
    r"(?:by|von|vom|par|por|authors?|autor(?:in)?)\W*)",
    re.IGNORECASE,
)
"""A line of a byline that says no name."""
_PEN_NAME = re.compile(r"[^\W\d_][\w-]{2,19}")
_USER_SIGNS = re.compile(r"[\d_]")
"""Signs in the names of users; digits count only behind a word such as "by"."""
_OFFICE_USER = re.compile(
    r"admin|team|desk|reda[ckz]|news|media|seo|staff|editor|press|prensa|cortes[ií]a|user|web", re.IGNORECASE
)
"""What stands in the names of technical users and desks."""
_AROUND_NAME = " ©\"'*,;:-–—“”~"
_SHORTENED = re.compile(r"\s(?:[^\W\d_]|Jr|Sr)\.$")
_HOST_LIKE = re.compile(r"\w{3,}\.[a-z]{2,10}$")
"""An author that is a host name is the user of a content system."""
_SHOUTED = re.compile(r"(?<!\S)[^\W\d_a-z]{4,}(?!\S)")
"""A family name in capitals beside a given name that is not: "Jane ROEBUCK"."""
_PARTICLE = frozenset(
    (
        "de da di do dos das del della der den van von zu zur zum el al bin ibn la le du des e y af av ter ten st. st "
        + "mac mc abu ben bint"
    ).split()
)
"""Words of a name that stand in small letters."""


@lru_cache(maxsize=REMEMBERED)
def people(raw: str, site_names: tuple[str, ...] = (), *, is_field: bool = False) -> tuple[str, ...]:
    """Names of people in a byline, in order.

    is_field: the text is a field that holds nothing but authors; then a one-word name counts, if it is all there is.
    """
    bare = plain(raw[:MAX_BYLINE]) if "<" in raw or "&" in raw else raw[:MAX_BYLINE]
    if is_placeholder(bare) or is_part_of_site(bare):
        return ()
    text = _ADDRESS.sub(" ", _SITE_MARK.sub(" | ", one_name_a_line(raw[:MAX_BYLINE])))
    for _ in range(2):
        text = _LEAD.sub("", " ".join(text.split()).strip(" ,;:-–—|").lstrip("."))
    sites = {fold_site_name(name) for name in site_names}
    names: list[str] = []
    parts = [part for part in _SPLIT.split(text) if part]
    is_whole = len(parts) == 1 and not _ADDRESS.search(raw[:MAX_BYLINE])
    for number, part in enumerate(parts):
        if number and is_role(part):
            continue
        name = _person(_capitalised(part) if is_field else part, sites, is_field=is_field and is_whole)
        if name and name.casefold() not in {known.casefold() for known in names}:
            names.append(name)
    return tuple(names[:MAX_AUTHORS])


def _capitalised(part: str) -> str:
    """ "jane roe" as "Jane Roe", if the first word is a given name: content systems store what users type."""
    words = part.split()
    is_name = 1 < len(words) < 4 and part.islower() and words[0] in given_names() and all(map(str.isalpha, words))
    return " ".join(word if word in _PARTICLE else word.capitalize() for word in words) if is_name else part


def organisation(raw: str) -> str | None:
    """The organisation that a field names as the only author; None for agencies, desks and anonymous staff."""
    name = plain(raw[:MAX_BYLINE]).strip(" ,;:|")
    if is_placeholder(name) or is_part_of_site(name.strip(_AROUND_NAME)):
        return None
    if not 1 < len(name) <= MAX_ORGANISATION or not any(letter.isalpha() for letter in name):
        return None
    if re.search(r"[@/\\{}<>=,]", name) or _no_author().search(name) or agency_named(name):
        return None
    return name


def pen_name(raw: str, site_names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The one word by which a byline calls the author: "by gnarl", "Posted by Amanda". Technical users are nobody."""
    lines = [line for line in raw[:MAX_BYLINE].split("\n") if line.strip()]
    leads = [number for number, line in enumerate(lines) if _IS_LEAD.fullmatch(line)]
    at = leads[0] + 1 if leads else next((i for i, line in enumerate(lines) if _LEAD.match(line)), 0)
    name = _LEAD.sub("", plain(lines[at])).strip(" ,;:|") if at < len(lines) else ""
    if not _PEN_NAME.fullmatch(name) or is_placeholder(name) or is_part_of_site(name):
        return ()
    is_no_name = (
        _OFFICE_USER.search(name)
        or _no_person().search(_USER_SIGNS.sub("", name) if leads else name.replace("_", ""))
        or agency_named(name)
        or outlet_named(name)
        or name.lower() in common_words()
    )
    return () if is_no_name or _is_site(name, [name], {fold_site_name(site) for site in site_names}) else (name,)


def _person(part: str, sites: set[str], *, is_field: bool) -> str | None:
    """The person whose name the part is; None for agencies, outlets, the site itself and words that are no name."""
    bare = _LEAD.sub("", _without_dot(part.strip(_AROUND_NAME)))
    if bare[:1].islower() and not _may_begin_name(bare.split(None, 1)[0]) and not _HONORIFIC.match(bare):
        return None  # most parts of sentences; what follows looks at each more closely
    name = without_role(_CUT.sub("", without_role(bare)))  # the role whole, before its last word
    name = _without_outlet(without_repetition(_HONORIFIC.sub("", name).strip()))
    words = name.split()
    if not _is_shaped_as_name(name, words, is_field=is_field) or _no_person().search(name):
        return None
    if _HOST_LIKE.search(name) or agency_named(name) or outlet_named(name) or _is_site(name, words, sites):
        return None
    if len(words) == 1:
        return name
    return _recased(name) if name.isupper() else _SHOUTED.sub(lambda word: word[0].capitalize(), name)


def _is_shaped_as_name(name: str, words: list[str], *, is_field: bool) -> bool:
    """By its length and letters, which is asked first: most parts of lines are not."""
    if not 0 < len(words) <= MAX_WORDS or not 1 < len(name) <= MAX_NAME:
        return False
    if not any(letter.isupper() or letter.islower() for letter in name):
        return True
    is_one_word_of_field = is_field and not name.isupper() and name[0].isupper()
    return all(map(_may_begin_name, words)) and (len(words) > 1 or is_one_word_of_field)


def _may_begin_name(word: str) -> bool:
    """Whether the word may stand in a name, for its first letter."""
    is_capital = word[0].isupper() or not word[0].isalpha()
    return is_capital or word.lower() in _PARTICLE or word[:2].lower() in ("d'", "o'", "l'")


def _without_outlet(name: str) -> str:
    """The name without the outlet that stands behind two words of it: "Jane Roe USA TODAY"."""
    words = name.split()
    for count in range(2, min(len(words) - 1, MAX_WORDS + 1)):
        if outlet_named(" ".join(words[count:])):
            return " ".join(words[:count])
    return name


def _without_dot(part: str) -> str:
    """Without the full stop of a sentence; that of an initial or of "Jr." stays."""
    return part if _SHORTENED.search(part) else part.rstrip(" .")


def _is_site(name: str, words: list[str], sites: set[str]) -> bool:
    folded = fold_site_name(name)
    return bool({folded, folded.replace(" ", "")} & sites) or any(len(w) > 2 and w.casefold() in sites for w in words)


def _recased(name: str) -> str:
    """ "JANE VAN DER FORT" in true case, but for words of two letters: they may be initials."""
    return re.sub(
        r"[^\W\d_]+", lambda word: word[0].capitalize() if len(word[0]) > 2 or word.start() == 0 else word[0], name
    )


@cache
def _no_person() -> re.Pattern[str]:
    """What stands in no person's name."""
    others = r"[\d@#%_=<>{}()\[\]:!?\"]|(?:april|june|august)$|編集|新聞|通信|記者|社$|オンライン|事務所|法人|協会|大学"
    return re.compile(rf"\b(?:{_words_never_in('people')})\b|{others}", re.IGNORECASE)


@cache
def _no_author() -> re.Pattern[str]:
    """What stands in the name of no organisation that is an author: desks, anonymous staff, placeholders."""
    return re.compile(rf"\b(?:{_words_never_in('organisations')})\b|編集部|通信|記者", re.IGNORECASE)


def _words_never_in(names: str) -> str:
    rows = word_table(__package__, "byline_words.csv")
    return "|".join(row["word"] for row in rows if row["never_in"] in (names, "both"))
