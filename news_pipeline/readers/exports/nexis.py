"""Splits exports of Nexis: the older text files, and the newer DOCX, RTF and text files (Nexis Uni, Lexis Advance).

The older ones head each article with "3 of 10 DOCUMENTS" and label lines in capitals, in the language of the interface.
The newer ones end each with "End of Document" and may begin with a cover page that lists all. The labels are those that
JBGruber/LexisNexisTools and R.TeMiS know.
"""

import re
from collections.abc import Sequence

from news_pipeline.readers.exports.article import Export, ExportedArticle, Lines, blocks, is_day

NAME = "Nexis"
_HEADED = re.compile(
    r"\A\s*(?:\d{1,6} (?:of|von|de|di|van|sur) (\d{1,6}) DOCUMENTS?"
    r"|(?:Dokument|Document|Documento) \d{1,6} (?:of|von|de|di|van|sur) (\d{1,6}))\s*"
)
_END = re.compile(
    r"\A\s*(?:End of Document|Ende des Dokuments|Dokumentende|Fin du document|Fin del documento)\s*", re.I
)
_COVER_COUNT = re.compile(r"\A\s*(?:Documents|Dokumente|Documentos|Documenti) \((\d{1,6})\)\s*", re.I)
_LABEL = re.compile(r"\A([A-ZÄÖÜÉÈ][\wÄÖÜäöüßéè/-]*(?: [\w/-]+){0,2}):(?:\s+(.*)|)")
_COPYRIGHT = re.compile(r"\A\s*(?:Copyright|©|\(c\)|All Rights Reserved|Alle Rechte)", re.I)
_LENGTH, _BODY, _AFTER = "length", "body", "after"
_ROLES = {
    **dict.fromkeys(("length", "länge", "longueur", "longitud", "lengte"), _LENGTH),
    **dict.fromkeys(("body", "haupttext", "corps", "cuerpo"), _BODY),
    **dict.fromkeys(("load-date", "update", "graphic", "grafik", "publication-type", "publication type"), _AFTER),
    **dict.fromkeys(("journal-code", "journal code", "subject", "document-type", "organisation", "company"), _AFTER),
    **dict.fromkeys(("classification", "klassifizierung", "notes", "acc-no", "pub-type", "correction-date"), _AFTER),
    **dict.fromkeys(("language", "sprache", "langue", "idioma", "url"), _AFTER),
}
_FIELDS = {
    **dict.fromkeys(("byline", "autor", "auteur", "author"), "authors"),
    **dict.fromkeys(("headline", "titel", "titre"), "title"),
    **dict.fromkeys(("language", "sprache", "langue", "idioma"), "language"),
    **dict.fromkeys(("highlight", "abstract", "zusammenfassung"), "description"),
    **dict.fromkeys(("section", "rubrik", "rubrique"), "section"),
    "url": "url",
}
Block = Sequence[str]


def is_export(lines: Lines) -> bool:
    """Whether the lines are such an export: a cover page, the heading or the end of an article, and a length."""
    marks = (_HEADED, _END, _COVER_COUNT)
    marked = any(mark.fullmatch(line) for line in lines for mark in marks)
    return marked and any(_role(line) == _LENGTH for line in lines)


def stands_alone(line: str) -> bool:
    """Whether a line is no part of a paragraph: a label, or what begins or ends an article."""
    marks = (_HEADED, _END, _COVER_COUNT)
    return _role(line) is not None or _label(line)[0] in _FIELDS or any(mark.fullmatch(line) for mark in marks)


def split(lines: Lines) -> Export:
    """The articles of an export."""
    headed = [place for place, line in enumerate(lines) if _HEADED.fullmatch(line)]
    if headed:
        counts = [int(found[1] or found[2]) for place in headed if (found := _HEADED.fullmatch(lines[place]))]
        places = zip(headed, [*headed[1:], len(lines)], strict=True)
        return Export(NAME, [_older(lines[start + 1 : end]) for start, end in places], max(counts))
    ends = [place for place, line in enumerate(lines) if _END.fullmatch(line)]
    cover = lines[: ends[0]] if ends else lines
    stated = next((int(found[1]) for line in cover if (found := _COVER_COUNT.fullmatch(line))), None)
    places = zip([0, *(end + 1 for end in ends)], ends, strict=False)
    articles = [_newer(lines[start:end]) for start, end in places]
    rest = lines[ends[-1] + 1 if ends else 0 :]
    if any(_role(line) == _LENGTH for line in rest):
        articles.append(_newer(rest))
        articles[-1].is_cut = True
    return Export(NAME, articles, stated)


def _older(lines: Lines) -> ExportedArticle:
    """Blocks between blank lines: outlet, day and edition, headline, labelled lines to the length, text, labels."""
    article, found = ExportedArticle(raw="\n".join(lines)), list(blocks(lines))
    length = _length(found)
    heading = [block for block in found[:length] if not _COPYRIGHT.match(block[0])]
    day = next((place for place, block in enumerate(heading) if is_day(block[0].strip())), -1)
    if day >= 0:
        article.add("source", " ".join(heading[day - 1]) if day else "", "outlet")
        article.add("published", heading[day][0], "date")
    for block in heading[day + 1 :]:
        if _label(block[0])[0]:
            _note(article, block)
        elif not article.has("title"):
            article.add("title", " ".join(block), "headline")
    _take_text(article, found[length + 1 :])
    return article


def _newer(lines: Lines) -> ExportedArticle:
    """A line each: title, outlet, day, copyright, labels to the length, "Body", text, labels.

    Before the title of the first article stands the cover page; before all others nothing.
    """
    article, found = ExportedArticle(raw="\n".join(lines)), [[line.strip()] for line in lines if line.strip()]
    length = _length(found)
    before = range(min(length, len(found)) - 1, 0, -1)
    day = next((place for place in before if is_day(found[place][0]) and not _label(found[place][0])[0]), 0)
    if day:
        has_cover = any(_COVER_COUNT.fullmatch(block[0]) for block in found[:day])
        first = max(day - 2, 0) if has_cover else 0
        article.add("title", " ".join(block[0] for block in found[first : day - 1]), "title")
        article.add("source", found[day - 1][0], "outlet")
        article.add("published", found[day][0], "date")
    for block in found[day + 1 : length]:
        _note(article, block)
    _take_text(article, found[length + 1 :])
    return article


def _take_text(article: ExportedArticle, found: Sequence[Block]) -> None:
    """The paragraphs after the length, to the labels that close the article."""
    start = next((place for place, block in enumerate(found) if _role(block[0]) == _BODY), -1)
    for block in found[: max(start, 0)]:
        _note(article, block)
    article.paragraphs += [text] if start >= 0 and (text := _after_label(found[start])) else []
    is_over = False
    for block in found[start + 1 :]:
        name = _label(block[0])[0]
        is_over = is_over or _role(block[0]) == _AFTER or bool(article.paragraphs and _COPYRIGHT.match(block[0]))
        if is_over or (name in _FIELDS and not article.paragraphs):
            _note(article, block)
        else:
            article.paragraphs.append(" ".join(line.strip() for line in block))


def _length(found: Sequence[Block]) -> int:
    return next((place for place, block in enumerate(found) if _role(block[0]) == _LENGTH), len(found))


def _note(article: ExportedArticle, block: Block) -> None:
    name = _label(block[0])[0]
    ours = _FIELDS.get(name)
    if ours and not article.has(ours):
        article.add(ours, _after_label(block).split(";")[0] if ours == "language" else _after_label(block), name)


def _after_label(block: Block) -> str:
    """What a labelled block says; of one whose first line is only a label, such as "Body", the lines below."""
    name, value = _label(block[0])
    return " ".join([value if name else "", *block[1:]]).strip()


def _role(line: str) -> str | None:
    """What a labelled line, or a line that is only a label, begins."""
    name = _label(line)[0] or line.strip().lower()
    return _ROLES.get(name)


def _label(line: str) -> tuple[str, str]:
    """The label of a line in small letters and what follows; ("", line): it has none."""
    found = _LABEL.fullmatch(line.rstrip())
    return (found[1].lower(), found[2] or "") if found else ("", line)
