"""Whether a document tells of a person as somebody in its story, and whether it says that she wrote it.

Crawlers take the person under a quotation for an author: "“It is over.” — Jane Doe, chief of police".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_TEXT = 200_000
"""Code points of a document that are looked at."""
MAX_SEEN = 20
"""Places of a name that are looked at."""
AROUND = 70
"""Code points before and after a name."""
_SAYS = (
    r"(?:said|says|told|tells|adds?|added|asked|tweeted|announced|argue[sd]|explain(?:s|ed)|testified|warn(?:s|ed)|"
    r"claim(?:s|ed)|insist(?:s|ed)|called|respond(?:s|ed)|replied|stated|acknowledged|declared|suggest(?:s|ed)|vowed|"
    r"sagte?|erklärte?|betonte?)"
)
_OFFICE = (
    r"(?:Rep|Sen|Gov|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Judge|Justice|President|Senator|Governor|Mayor|Minister|Chancellor|"
    r"Chair(?:man|woman)?|Secretary(?:\sof\s\w+)?|Speaker|Leader|Director|[Ss]pokes(?:man|woman|person)|[Pp]rofessor|"
    r"[Ss]cientist|[Ee]conomist|[Cc]andidate|[Aa]ttorney|[Oo]fficial|[Rr]esearcher|CEO|Chief)"
)
_SAID_BEFORE = re.compile(rf"\b(?:{_SAYS}|according\sto)\s(?:[^\W\d_][\w'’.&-]*\s){{0,6}}$")
"""A verb of saying, perhaps an office, and then the name."""
_QUOTED_BEFORE = re.compile(r"[”\"’'»]\s{0,2}[—–-]{1,2}\s{0,2}(?:[^\W\d_][\w.]*\s){0,2}$")
"""The end of a quotation and a dash."""
_OFFICE_BEFORE = re.compile(rf"\b{_OFFICE}\.?,?\s$")
_SAID_AFTER = re.compile(rf"^(?:,[^,\n]{{1,60}},)?\s{_SAYS}\b")
_WROTE_BEFORE = re.compile(
    r"(?:\bby:?|\bwrite to|\bfollow|\bcontact|\be?-?mail|\b[A-Z]\w+(?:['’]s|s['’])|\bhighlights|\bhosts?|\bthis is|"
    r"\bauthors?:?|\bvon|\bpar|\bpor|\b(?:reporter|writer|correspondent|editor|columnist|contributor)s?,?)\s$",
    re.IGNORECASE,
)
_WROTE_AFTER = re.compile(
    r"^(?:,?\s(?:and\s(?:[^\W\d_][\w'’.-]*\s){1,4})?(?:contributed|reported|reports|reporting|wrote|writes|"
    r"can be reached|is\b|was an?\b|has (?:been|covered|written)|covers|works)|"
    r"\s(?:at|on)\s\S*[@/]|\s\(@|:|\s?[,(][^,()\n]{1,60}[,)]\sis\s|,\s(?:an?\s)?[^\n.]{0,60}"
    r"\b(?:columnist|reporter|writer|editor|correspondent|contributor|fellow|author)\b|\s?/)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """How often a document names a person, and how."""

    seen: int
    in_story: int
    """Beside a verb of saying, under a quotation, behind an office."""
    as_author: int
    """Behind "by" or "follow", before "contributed" or what a note on the author says."""

    @property
    def is_in_story(self) -> bool:
        """She stands in the story, and nothing says that she wrote it."""
        return self.in_story > 0 and not self.as_author


def told(name: str, text: str) -> Told:
    """How the text tells of the person. Small and capital letters are the same."""
    looked = text[:MAX_TEXT].replace("İ", "I")  # the one letter whose small form is longer
    wanted, folded = name.replace("İ", "I").lower(), _lower(looked)
    seen = in_story = as_author = 0
    at = folded.find(wanted)
    while at >= 0 and seen < MAX_SEEN:
        end = at + len(wanted)
        before, after = looked[max(0, at - AROUND) : at], looked[end : end + AROUND]
        before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
        wrote = bool(_WROTE_BEFORE.search(before) or _WROTE_AFTER.match(after))
        is_told = bool(
            _SAID_BEFORE.search(before)
            or _QUOTED_BEFORE.search(before)
            or _OFFICE_BEFORE.search(before)
            or _SAID_AFTER.match(after)
        )
        seen += 1
        as_author += wrote
        in_story += is_told and not wrote
        at = folded.find(wanted, end)
    return Told(seen, in_story, as_author)


@lru_cache(maxsize=1)
def _lower(text: str) -> str:
    """A text is asked about several people."""
    return text.lower()
