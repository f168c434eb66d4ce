"""What press databases export."""

from news_pipeline_tests.readers.kinds.story import Made, Story, numbered, set_lines, word


def nexis_lines(stories: list[Story]) -> list[str]:
    """The lines of an export of Nexis Uni, cover page first."""
    lines = ["User Name: = Ann Example", "Date and Time: = 2 April 2021 10:11:00 CET", "Job Number: = 104182413", ""]
    lines += [f"Documents ({len(stories)})", ""]
    for number, story in enumerate(stories, 1):
        lines += [f" {number}. {story.title}", "Client/Matter: -None-", "Search Terms: bridge", ""]
        lines += ["Search Type: NaturalAnd", "Narrowed by:", "Content Type", "Narrowed by", "News", "-None-", ""]
    for story in stories:
        lines += ["", story.title, story.outlet, f"{story.day:%B} {story.day.day}, {story.day:%Y %A}", ""]
        lines += [f"Copyright {story.day.year} Made Up Press Ltd All Rights Reserved", "Section: NEWS; Pg. 3"]
        lines += ["Length: 155 words", f"Byline: {story.author}", "Body", "", *story.paragraphs, "Graphic", ""]
        lines += ["Photo, the bridge", "Classification", "", "Language: ENGLISH", "", "Publication-Type: Newspaper", ""]
        lines += [f"Load-Date: {story.day:%B} {story.day.day}, {story.day.year}", "", "End of Document", ""]
    return lines


def rtf(lines: list[str]) -> bytes:
    body = "\\par\n".join(lines).encode("ascii", "xmlcharrefreplace").decode()
    body = body.replace("&#8220;", "\\ldblquote ").replace("&#8221;", "\\rdblquote ")
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}" + body + "\\par}").encode()


def nexis_docx(stories: list[Story]) -> Made:
    return word(nexis_lines(stories)), "", numbered(stories)


def nexis_rtf(stories: list[Story]) -> Made:
    return rtf(nexis_lines(stories)), "", numbered(stories)


def nexis_txt(stories: list[Story]) -> Made:
    lines = ["", "Download Request: Select Items", ""]
    for number, story in enumerate(stories, 1):
        lines += [f"{' ' * 31}{number} of {len(stories)} DOCUMENTS", "", "", f"{' ' * 30}{story.outlet}", ""]
        lines += [f"{' ' * 28}{story.day:%B} {story.day.day}, {story.day:%Y %A}", "", story.title, ""]
        lines += [f"BYLINE: {story.author}", "", "SECTION: NEWS; Pg. 3", "", "LENGTH: 155 words", "", ""]
        lines += [line for paragraph in story.paragraphs for line in [*set_lines(paragraph, 60), ""]]
        lines += [f"LOAD-DATE: {story.day:%B} {story.day.day}, {story.day.year}", "", "LANGUAGE: ENGLISH", ""]
        lines += [f"{' ' * 20}Copyright 2021 Made Up Press Ltd", f"{' ' * 24}All Rights Reserved", ""]
    return "\r\n".join(lines).encode("cp1252"), "", numbered(stories)


def factiva_html(stories: list[Story]) -> Made:
    parts = []
    for story in stories:
        lead, *rest = story.paragraphs
        rows = [
            ("HD", f"<span class='enHeadline'>{story.title}</span>"),
            ("BY", story.author),
            ("WC", "155 words"),
            ("PD", f"{story.day.day} {story.day:%B %Y}"),
            ("ET", "09:30"),
            ("SN", story.outlet),
            ("SC", "MADEUP"),
            ("LA", "English"),
            ("CY", "Copyright 2021, Made Up Press"),
            ("LP", f'<p class="articleParagraph enarticleParagraph">{lead}</p>'),
            ("TD", "".join(f'<p class="articleParagraph enarticleParagraph">{line}</p>' for line in rest)),
            ("NS", "gcat : Political/General News"),
            ("PUB", "Made Up Press Ltd."),
            ("AN", f"Document MADEUP0{story.day:%Y%m%d}eh310{story.number:04d}"),
        ]
        cells = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in rows)
        parts.append(f'<div class="article enArticle"><p><table>{cells}</table></p></div><br/>')
    page = f"<!DOCTYPE html><html><head><title>Factiva</title></head><body>{''.join(parts)}</body></html>"
    return page.encode(), "", numbered(stories)


def factiva_txt(stories: list[Story]) -> Made:
    lines = []
    for story in stories:
        lines += ["News Desk; SECT A", story.title, f"By {story.author}", "155 words"]
        lines += [f"{story.day.day} {story.day:%B %Y}", story.outlet, "MADEUP", "3", "English"]
        lines += ["Copyright 2021 Made Up Press. All Rights Reserved.", ""]
        lines += [line for paragraph in story.paragraphs for line in (paragraph, "")]
        lines += [f"Document MADEUP0{story.day:%Y%m%d}eh310{story.number:04d}", ""]
    return "\n".join(lines).encode(), "", numbered(stories)


def proquest_txt(stories: list[Story]) -> Made:
    rule, lines = "_" * 60, []
    for number, story in enumerate(stories, 1):
        first, last = story.author.split()
        lines += [rule, "", f"Document {number} of {len(stories)}", "", story.title, ""]
        lines += [f"Author: {last}, {first}.", "", "ProQuest document link", ""]
        lines += [f"Full text: {story.paragraphs[0]}", ""]
        lines += [line for paragraph in story.paragraphs[1:] for line in (paragraph, "")]
        lines += [
            "Subject: Bridges; Ferries;",
            "",
            f"Title: {story.title}",
            "",
            f"Publication title: {story.outlet}",
            "",
        ]
        lines += [
            "Pages: 3",
            "",
            "Publication year: 2021",
            "",
            f"Publication date: {story.day:%b} {story.day.day}, 2021",
            "",
        ]
        lines += ["Publisher: Made Up Press", "", "Source type: Newspapers", "", "Language of publication: English", ""]
        lines += [f"ProQuest document ID: {4301 + number}", "", "Database: Made Up Newsstand", ""]
    lines += [rule, "", "Contact us at: http://www.example.com", "", "Copyright 2021 Made Up. All rights reserved."]
    return "\n".join(lines).encode(), "", numbered(stories)


def proquest_xml(stories: list[Story]) -> Made:
    [story] = stories
    first, last = story.author.split()
    body = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in story.paragraphs)
    return (
        (
            f'<?xml version="1.0" encoding="UTF-8"?><RECORD><GOID>2501</GOID><Version>3</Version>'
            f"<DFS><PubFrosting><Title>{story.outlet}</Title></PubFrosting></DFS><Obj><TitleAtt><Title>{story.title}"
            f"</Title></TitleAtt><NumericDate>{story.day}</NumericDate><Contributors><Contributor><Author>"
            f"<OriginalFormAtt><OriginalForm>{last}, {first}</OriginalForm></OriginalFormAtt></Author></Contributor>"
            "</Contributors><Language><RawLang>English</RawLang></Language></Obj>"
            f"<TextInfo><Text WordCount='155'>{body}</Text></TextInfo></RECORD>"
        ).encode(),
        "",
        ["#1"],
    )


def europresse(stories: list[Story]) -> Made:
    parts = [
        f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{story.outlet}, no. 12'
        f'</span></div><span class="DocHeader">News, {story.day}</span><div class="titreArticle"><p '
        f'class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{story.title}</p></div><p '
        f'class="sm-margin-bottomNews">{story.author}</p></header><section><div class="docOcurrContainer">{story.html}'
        f'</div></section><footer><span class="publiC-lblNodoc">news·{story.day:%Y%m%d}·QC·1289103</span></footer>'
        "</article>"
        for story in stories
    ]
    return f"<html><body>{''.join(parts)}</body></html>".encode(), "", numbered(stories)
