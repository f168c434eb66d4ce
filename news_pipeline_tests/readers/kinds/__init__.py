"""One made-up story in each kind of file that newsrooms and researchers have, as the programs write it of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from news_pipeline_tests.readers.kinds.agencies import (
    anpa,
    ap,
    g2,
    iptc_7901,
    newsml_1,
    ninjs_1,
    ninjs_2,
    ninjs_3,
    nitf,
    rcv1,
)
from news_pipeline_tests.readers.kinds.answers import (
    chronicling,
    elastic,
    guardian,
    json_feed,
    newsapi,
    nyt,
    rss_media,
    wordpress,
    wordpress_export,
)
from news_pipeline_tests.readers.kinds.containers import mbox, tar, wacz, warc, word_file, zip_file
from news_pipeline_tests.readers.kinds.exports import (
    europresse,
    factiva_html,
    factiva_txt,
    nexis_docx,
    nexis_rtf,
    nexis_txt,
    proquest_txt,
    proquest_xml,
)
from news_pipeline_tests.readers.kinds.story import SAMPLES, Made, Story
from news_pipeline_tests.readers.kinds.tables import csv, feather, mongo, pandas_json, parquet, tsv
from news_pipeline_tests.readers.test_office import pdf


@dataclass(frozen=True, slots=True)
class Expected:
    """What the pipeline should say of a story in a file. None: the kind of file does not say it."""

    story: Story
    uri: str
    title: str | None
    day: date | None
    outlet: str | None
    author: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file with a sample of it."""

    name: str
    path: str
    data: bytes
    stories: tuple[Expected, ...] = ()
    refused: str | None = None
    """The reason, where it has no article."""


def _stored(name: str, path: str, first: int, uris: list[str], *, outlet: bool = True) -> Kind:
    """A file of samples/, which LibreOffice 7.4 saved."""
    stories = [Story(first + place) for place in range(len(uris))]
    expected = (
        Expected(story, path + uri, story.title, story.day, story.outlet if outlet else None, story.author)
        for story, uri in zip(stories, uris, strict=True)
    )
    return Kind(name, path, (SAMPLES / path).read_bytes(), tuple(expected))


def kinds() -> list[Kind]:
    """All kinds with a sample each, in the order in which people asked for them."""
    made, number = [], 0
    for name, path, count, make in _KINDS:
        stories = [Story(number + place) for place in range(count)]
        number += count
        data, lacks, uris = make(stories)
        expected = tuple(
            Expected(
                story,
                path + uri,
                None if "title" in lacks else story.title,
                None if "day" in lacks else story.day,
                None if "outlet" in lacks else story.outlet,
                None if "author" in lacks else story.author,
            )
            for story, uri in zip(stories, uris, strict=True)
        )
        made.append(Kind(name, path, data, expected))
    made.append(_stored("Nexis PDF", "libreoffice-nexis.pdf", 90, ["#1", "#2"]))
    made.append(_stored("PDF", "libreoffice-article.pdf", 92, [""], outlet=False))
    made.append(_stored("DOCX of LibreOffice", "libreoffice-article.docx", 92, [""], outlet=False))
    return made + [Kind(name, path, data, refused=reason) for name, path, data, reason in _REFUSED]


_KINDS: tuple[tuple[str, str, int, Callable[[list[Story]], Made]], ...] = (
    ("CSV", "table.csv", 2, csv),
    ("TSV", "table.tsv", 2, tsv),
    ("Parquet", "table.parquet", 2, parquet),
    ("Arrow (Feather)", "table.feather", 2, feather),
    ("JSON of pandas, epoch dates", "pandas.json", 2, pandas_json),
    ("MongoDB dump, {$date}", "dump.json", 2, mongo),
    ("Nexis DOCX", "nexis.docx", 2, nexis_docx),
    ("Nexis RTF", "nexis.rtf", 2, nexis_rtf),
    ("Nexis TXT", "nexis.txt", 2, nexis_txt),
    ("Factiva HTML", "factiva.html", 2, factiva_html),
    ("Factiva TXT", "factiva.txt", 2, factiva_txt),
    ("ProQuest text", "proquest.txt", 2, proquest_txt),
    ("ProQuest XML", "proquest.xml", 1, proquest_xml),
    ("Europresse HTML", "europresse.html", 2, europresse),
    ("NITF", "nitf.xml", 1, nitf),
    ("NewsML-G2", "g2.xml", 2, g2),
    ("NewsML 1.2", "newsml1.xml", 2, newsml_1),
    ("ninjs 1", "ninjs1.json", 1, ninjs_1),
    ("ninjs 2", "ninjs2.json", 1, ninjs_2),
    ("ninjs 3", "ninjs3.json", 1, ninjs_3),
    ("AP JSON", "ap.json", 2, ap),
    ("RCV1 XML", "2286newsML.xml", 1, rcv1),
    ("DOCX", "article.docx", 1, word_file),
    ("Guardian", "guardian.json", 2, guardian),
    ("New York Times archive", "nyt.json", 2, nyt),
    ("NewsAPI", "newsapi.json", 2, newsapi),
    ("JSON Feed", "feed.json", 1, json_feed),
    ("Chronicling America", "loc.json", 1, chronicling),
    ("Elasticsearch", "elastic.json", 2, elastic),
    ("WordPress REST", "posts.json", 2, wordpress),
    ("WordPress export", "wordpress.xml", 1, wordpress_export),
    ("RSS Media", "media.rss", 1, rss_media),
    ("mbox", "mail.mbox", 2, mbox),
    ("WARC", "crawl.warc", 2, warc),
    ("WACZ", "crawl.wacz", 2, wacz),
    ("ZIP", "texts.zip", 2, zip_file),
    ("tar.xz", "texts.tar.xz", 2, tar),
    ("IPTC 7901", "wire.txt", 2, iptc_7901),
    ("ANPA 1312", "anpa.txt", 1, anpa),
)
_REFUSED: tuple[tuple[str, str, bytes, str], ...] = (
    ("news sitemap", "sitemap.xml", b"<urlset><url><loc>https://example.com/1</loc></url></urlset>", "sitemap"),
    ("scan", "scan.pdf", pdf([]), "scan"),
    ("legacy Word", "letter.doc", (SAMPLES / "libreoffice-article.doc").read_bytes(), "unsupported_type"),
    (
        "METS",
        "mets.xml",
        b'<?xml version="1.0"?><mets xmlns="http://www.loc.gov/METS/"><dmdSec/></mets>',
        "page_layout",
    ),
    (
        "ALTO",
        "alto.xml",
        b'<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout/></alto>',
        "page_layout",
    ),
)
