"""Brings the forms in which sources write names into one: a name a line, given name first, no role behind it."""

import re
from itertools import pairwise

from news_pipeline.metadata.credits.agencies import agency_named
from news_pipeline.metadata.outlets.known_outlets import outlet_named
from news_pipeline.metadata.plain_text import plain

_MAILBOX = re.compile(r"^\s*\S+@\S+\s*\((?P<name>[^()]+)\)\s*$")
"""`jane@example.com (Jane Doe)`: RSS 2.0 writes authors so."""
_WORD = r"(?:(?:van|von|de|der|den|di|da|du|le|la|el|al|bin)\s){0,2}[^\W\d_][\w'’.-]+"
_SURNAME_FIRST = re.compile(
    rf"(?P<family>{_WORD}),\s*(?P<given>(?:[^\W\d_]\.\s?){{1,3}}|[^\W\d_][\w'’-]+(?:\s(?:[^\W\d_]\.\s?){{1,2}})?)"
)
_RUN_TOGETHER = re.compile(r"(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted|Follow|Last [Uu]pdated)\b)")
"""Where a text dump left out the space between a name and the next element."""
_JOINED = re.compile(r"^(?:(?:and|und|et|y|e|og|och|&|,|;|\||·|•)(?:\s+|$))+", re.IGNORECASE)
"""What begins a line that goes on with another name."""
_LIST_MARK = re.compile(r"\s*(?:[;|/\n]|\s(?:and|und|et|y|&)\s)\s*")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|md|phd|esq|inc|ltd)\.?$", re.IGNORECASE)
_BEAT = (
    r"(?:Staff|Senior|Chief|Special|Political|Politics|Parliamentary|Deputy|Health|Medical|Science|Business|Economics|Economic|"
    r"Economy|Education|Environment|Home|Foreign|World|Sports?|Crime|Court|Legal|Arts?|Culture|Media|Technology|Tech|Travel|"
    r"Defen[cs]e|Security|Diplomatic|Royal|Social|Affairs|News|City|Local|Regional|Multimedia|Digital|Data|Food|Fashion|"
    r"Film|TV|Music|Religious|Religion|Transport|Energy|Climate|Consumer|Money|Finance|Financial|Associate|Assistant|"
    r"Managing|Executive|Contributing|Freelance|Lead|Principal|Night|Weekend|Investigati(?:ve|ons)|National|International|"
    r"Europe|Africa|Asia|Middle|East|US|UK|EU|Washington|General|Daily Mail|&|and|of)"
)
_ROLE = (
    r"(?:Reporter|Writer|Correspondent|Editor|Columnist|Contributor|Journalist|Producer|Critic|Commentator|Presenter|Analyst|"
    r"Redakteur(?:in)?|Korrespondent(?:in)?|Reporter(?:in)?|Autor(?:in)?|Journaliste?|Redactor|Redactora|Corresponsal)"
)
_AFTER_NAME = re.compile(
    rf"(?<=\w)\s+(?:{_BEAT}\s+)*{_ROLE}\b.*$"  # "Jane Doe Political Editor"
    rf"|(?<=\w)\s+{_BEAT}\s+(?i:{_ROLE})\b.*$"  # "Jane Doe Education reporter"
    rf"|(?<=\w)\s+(?:[a-zà-ÿ][\w-]*\s+){{0,3}}(?i:{_ROLE}|chief|head|bureau)\b.*$"  # "Jane Doe health editor"
    r"|(?<=\w)\s+(?:Co-?)?(?:Founder|Owner|CEO|CTO|President|Director|Manager|Consultant|Specialist|Gardener)\b.*$"
    r"|(?<=\w)\s+Head\s+(?:of\s|[A-Z]).*$"
    r"|(?<=\w)\s+(?:reports?|reported|reporting|writes?)\b.*$"
    r"|(?<=\w)\s+(?:in|In|at|for|from)\s+(?:the\s+)?(?=[A-Z]).*$"
)
"""What follows two words of a name and is none of it: a role, "reports from", a place, an outlet."""
_HAS_ROLE = re.compile(
    rf"\b(?:{_ROLE}|chief|consultant|specialist|manager|director|professor|founder|former|coordinator|reviewer|expert|ceo|"
    r"officer|engineer|developer|strategist|president)\b",
    re.IGNORECASE,
)
MAX_ROLE = 6
"""Words of a role."""
_IS_BEAT = re.compile(_BEAT)
_ENDS_IN_ROLE = re.compile(
    rf"\b(?:{_ROLE}|consultant|specialist|manager|director|professor|founder|expert|officer|strategist|president|attorney|"
    r"lawyer|gardener|educator|horticultur(?:al)?ist|dietiti?an|nutritionist|therapist|physician|pharmacist|veterinarian|"
    r"representative|counsel|columnists|analysts|reporters|writers|editors)\W*$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:^|\s)(?:by|von|par|por|di|door|av|af)\s*:?$", re.IGNORECASE)
"""A line that goes on in the next with a name."""
_OTHER_WORK = re.compile(
    r"\b(?:reviewed|edited|checked|verified|updated|photo\w*|illustrat\w*|translated|produced|fotos?|bild|redigiert)\s"
    r"(?:by|von|par|por)\s*:?$",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(
    r"^\W*(?:(?:by|von|par|por|written by)\s*:?\s+)?(?:[^\W\d_][\w.'’-]*\s+){1,3}?[^\W\d_][\w'’-]+", re.IGNORECASE
)


def one_name_a_line(raw: str) -> str:
    """The text with `|` between lines, plain, with `Surname, First` turned round.

    A line of one word goes on in the next: "By" and a name, or two halves of a name.
    """
    if match := _MAILBOX.match(raw):
        raw = match["name"]
    raw = _RUN_TOGETHER.sub("\n", raw)
    lines = [text for line in raw.split("\n") if (text := _JOINED.sub("", plain(line)))]
    joined: list[str] = []
    for line in lines:
        last = joined[-1] if joined else ""
        if last and _OTHER_WORK.search(last):
            joined.pop()  # "Edited by" and who did
        elif last and last == "".join(word[0] for word in line.split() if word[0].isupper()):
            joined[-1] = line  # the initials that stand for a portrait
        elif last and (" " not in last or _LEADS.search(last)):
            joined[-1] = f"{last} {line}"
        elif not (" " in last and _HAS_ROLE.search(line) and "," not in line):  # what the person above is, not who
            joined.append(line)
    return given_name_first(" | ".join(joined))


def says_other_work(raw: str) -> bool:
    """Whether a line of the text says who photographed, edited or checked, and leads on to the name in the next."""
    return any(_OTHER_WORK.search(line) for line in raw.split("\n"))


def other_work(raw: str) -> list[str]:
    """The lines that name who photographed, edited or checked: those after "Reviewed by"."""
    lines = raw.split("\n")
    return [after for line, after in pairwise(lines) if _OTHER_WORK.search(line)]


def given_name_first(text: str) -> str:
    """`Doe, Jane; Roe, Richard` as `Jane Doe; Richard Roe`; any other text as it is."""
    if "," not in text:
        return text
    parts = [part.strip() for part in _LIST_MARK.split(text) if part.strip()]
    pairs = [match for part in parts if (match := _SURNAME_FIRST.fullmatch(part)) and not _SUFFIX.match(match["given"])]
    names = [name for pair in pairs for name in pair.groups() if len(name) > len("I.")]
    known = [name for name in names if agency_named(name) or outlet_named(name)]
    if parts and len(pairs) == len(parts) and not known:
        return "; ".join(f"{pair['given']} {pair['family']}" for pair in pairs)
    return text


def is_role(part: str) -> bool:
    """Whether what stands behind a name is what the person does: "Print Managing Editor", "shipping expert"."""
    words = part.split()
    is_named = any(_IS_BEAT.fullmatch(word.strip(".,")) for word in words[:-1])
    return bool(words) and len(words) <= MAX_ROLE and bool(_ENDS_IN_ROLE.search(part)) and (len(words) < 3 or is_named)


def without_repetition(name: str) -> str:
    """ "Jane Doe Jane Doe" as "Jane Doe": a picture's text beside the name."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if len(words) > 3 and words[:half] == words[half:] else name


def without_role(name: str) -> str:
    """The name without the role, place or sentence behind it, where two words of a name stand before that."""
    head = _TWO_WORDS.match(name)
    found = _AFTER_NAME.search(name, head.end() if head else len(name))
    return name[: found.start()].strip(" ,-–—") if found else name
