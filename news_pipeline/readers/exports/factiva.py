"""Splits exports of Factiva: with codes before each field (HD, BY, PD, LP, TD), or as the article is displayed.

Text of RTF and TXT files comes as lines, HTML files as elements of the class `article`. The codes are Factiva's.
In both forms an article ends with "Document" and its accession number.
"""

import re
from typing import Any

from news_pipeline.readers.exports.article import Export, ExportedArticle, Lines, is_day, paragraphs_of

NAME = "Factiva"
_END = re.compile(r"\A\s*(?:AN\s+)?Document ([A-Za-z]{2,8}0{0,3}\d{8}[\w-]{4,16})\s*")
_CODES = frozenset(
    "CLM SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPC IPD PUB AN ART CX DLN GC".split()  # noqa: SIM905
)
_CODED = re.compile(r"\A\s*([A-Z]{2,3})(?:\s+(.*)|)")
_FIELDS = {"HD": "title", "BY": "authors", "PD": "published", "SN": "source", "LA": "language", "SE": "section"}
_WORDS = re.compile(r"\d{1,3}(?:[.,]\d{3})*\s(?:words|mots|Wörter|palabras|parole|palavras|woorden|слов|字)", re.I)
_BY = re.compile(r"(?:by|von|par|por|di|door)\s", re.I)
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©)", re.I)
_LANGUAGES = frozenset(
    (
        "English",
        "French",
        "German",
        "Spanish",
        "Italian",
        "Portuguese",
        "Dutch",
        "Russian",
        "Chinese",
        "Japanese",
        "Polish",
    )
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:AM|PM|GMT|ET))?", re.I)


def is_export(lines: Lines) -> bool:
    """Whether the lines are such an export: an accession number, and codes or a number of words."""
    ended = any(_END.fullmatch(line) for line in lines)
    return ended and any(_WORDS.fullmatch(line.strip()) or _code(line)[0] == "HD" for line in lines)


def stands_alone(line: str) -> bool:
    """Whether a line is no part of a paragraph: a number of words, a language, the end of an article."""
    return (
        line.strip() in _LANGUAGES
        or _END.fullmatch(line) is not None
        or any(mark.fullmatch(line.strip()) for mark in (_WORDS, _TIME))
    )


def split(lines: Lines) -> Export:
    """The articles of an export."""
    ends = [place for place, line in enumerate(lines) if _END.fullmatch(line)]
    places = zip([0, *(end + 1 for end in ends)], ends, strict=False)
    articles = [_article(lines[start:end]) for start, end in places]
    rest = lines[ends[-1] + 1 :]
    if any(_WORDS.fullmatch(line.strip()) or _code(line)[0] == "HD" for line in rest):
        articles.append(_article(rest))
        articles[-1].is_cut = True
    return Export(NAME, articles)


def split_page(root: Any) -> Export:
    """The articles of an HTML export, by its tree: a table of codes each, or the article as displayed."""
    return Export(NAME, [_article(_page_lines(element)) for element in articles_of(root)])


def articles_of(root: Any) -> list[Any]:
    """The elements that hold an article each: `<div class="article enArticle">`."""
    found = root.xpath("//div[contains(concat(' ', normalize-space(@class), ' '), ' article ')]")
    return [element for element in found if any("Article" in word for word in element.get("class", "").split())]


def _page_lines(article: Any) -> list[str]:
    lines: list[str] = []
    for element in article.iter("tr", "div", "p", "span"):
        if element.tag == "tr":
            code, *rest = [" ".join(cell.itertext()).strip() for cell in element.iterchildren("td")] or [""]
            paragraphs = [_line(paragraph) for paragraph in element.iter("p")]
            lines += [
                f"{code} {' '.join(' '.join(rest).split()) if not paragraphs else ''}".strip(),
                *_spaced(paragraphs),
            ]
        elif next(element.iterancestors("tr"), None) is None:
            is_leaf = not any(child.tag in ("div", "p") for child in element.iterdescendants())
            if element.tag == "p":
                lines += ["", _line(element), ""]
            elif element.tag == "div" and is_leaf:
                lines.append(_line(element))
    return [line for line in lines if not _END.fullmatch(line)]


def _spaced(paragraphs: list[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _article(lines: Lines) -> ExportedArticle:
    coded = sum(_code(line)[0] in {"HD", "WC", "PD", "SN", "LP", "TD"} for line in lines)
    return _with_codes(lines) if coded >= 3 else _displayed(lines)


def _with_codes(lines: Lines) -> ExportedArticle:
    article, values = ExportedArticle(raw="\n".join(lines)), dict[str, list[str]]()
    code = ""
    for line in lines:
        found, rest = _code(line)
        if found and found not in values:
            code = found
            values[code] = [rest]
        elif code:
            values[code].append(line.strip())
    for code, ours in _FIELDS.items():
        article.add(ours, " ".join(values.get(code, [])), code)
    if article.has("published") and (time := " ".join(values.get("ET", [])).strip()):
        article.fields = [
            type(each)(each.name, f"{each.value} {time}", "PD, ET") if each.name == "published" else each
            for each in article.fields
        ]
    for code in ("LP", "TD"):
        article.paragraphs += paragraphs_of(values.get(code, []))
    return article


def _displayed(lines: Lines) -> ExportedArticle:
    """Section, headline and byline, "523 words", day, time, outlet, code, edition, language, copyright, text."""
    article, kept = ExportedArticle(raw="\n".join(lines)), [line.strip() for line in lines]
    counted = next((place for place, line in enumerate(kept) if _WORDS.fullmatch(line)), None)
    if counted is None:
        article.paragraphs = paragraphs_of(kept)
        return article
    above = [line for line in kept[:counted] if line]
    if len(above) > 1 and (_BY.match(above[-1]) or _is_name(above[-1], above[-2])):
        article.add("authors", above.pop(), "byline")
    article.add("title", above[-1] if above else "", "headline")
    article.add("section", above[-2] if len(above) > 1 else "", "section")
    start = next((place + 1 for place in range(counted, len(kept)) if _COPYRIGHT.match(kept[place])), None)
    if start is None:
        start = next((place for place in range(counted + 1, len(kept)) if not kept[place]), len(kept))
    below = [line for line in kept[counted + 1 : start] if line]
    day = next((place for place, line in enumerate(below) if is_day(line)), None)
    if day is not None:
        time = below[day + 1] if len(below) > day + 1 and _TIME.fullmatch(below[day + 1]) else ""
        article.add("published", f"{below[day]} {time}", "date")
        rest = below[day + (2 if time else 1) :]
        article.add("source", rest[0] if rest else "", "source")
    article.add("language", next((line for line in below if line in _LANGUAGES), ""), "language")
    article.paragraphs = paragraphs_of(kept[start:])
    return article


def _is_name(line: str, before: str) -> bool:
    """Whether a line below a headline is a byline without "By": a few capitalised words, shorter than the headline."""
    words = line.split()
    return (
        2 <= len(words) <= 5
        and len(line) < len(before)
        and all(word[:1].isupper() for word in words)
        and not _END.search(line)
    )


def _code(line: str) -> tuple[str, str]:
    found = _CODED.fullmatch(line.rstrip())
    return (found[1], found[2] or "") if found and found[1] in _CODES else ("", line)
