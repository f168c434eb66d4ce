"""Feed readers, cleaning, metadata, duplicates and entities with inputs that atheris mutates by coverage.

    pip install atheris
    python -m benchmarks.fuzz TARGET [--seconds 600] [--seed 1] [--out FOLDER]

TARGET is a key of TARGETS, such as `.csv` (a reader, by the ending of its files) or `clean_html`. An input that raises,
breaks a promise of the function, or takes long is written into FOLDER, once a place in the code; the fuzzing goes on.
Exits with 1 if there was any.
"""

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import atheris
import click

with atheris.instrument_imports(include=["news_pipeline"]):
    from news_pipeline.cleaning.clean import CleanedDocument, clean
    from news_pipeline.duplicates.fingerprints import fingerprint_batch
    from news_pipeline.duplicates.overlap import compare_texts, relation_of
    from news_pipeline.duplicates.revisions import revise
    from news_pipeline.entities.mentions import mentions_of
    from news_pipeline.entities.paragraphs import ArticleText, paragraphs_of
    from news_pipeline.entities.tagger import Span, load_tagger
    from news_pipeline.metadata.extract import extract_metadata
    from news_pipeline.metadata.interface import MetadataInput
    from news_pipeline.metadata.page.page import read_page
    from news_pipeline.readers import Document, read_documents
    from news_pipeline.readers.formats import FORMAT_BY_SUFFIX

MOST_BYTES = 4096
SLOW_SECONDS = 2.0
"""CPU seconds for an input of MOST_BYTES: a megabyte may take ten."""

_TELL_SECONDS = 10.0

_STORY = (
    "Flood closes harbour bridge in Helsinki\nBy Marta Okello\nPublished: 10 Jan 2022 12:05 PM EET\n\n"
    'HELSINKI (Reuters) - The river rose on Monday, "twice", Peter Novak said. Officials of the Harbour Council in '
    "Finland described the levee as damaged.\n\nThe council welcomed the second report on 3 March 2021.\n\nRead more\n"
)
_PAGE = (
    '<html lang="en"><head><title>Flood closes bridge - Harbour Post</title><meta property="og:title" content="Flood">'
    '<meta name="date" content="2022-01-10T12:05:00+02:00"><link rel="canonical" href="https://a.example/x">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Flood","datePublished":"2022-01-10",'
    '"author":[{"name":"Marta Okello"}]}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Flood</h1>'
    "<p>The river rose on Monday, Peter Novak said in Helsinki. Officials described the levee as damaged.</p><ul><li>a"
    "</li></ul><table><tr><td>1</td></tr></table></article></body></html>"
)
_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Flood</title><link>https://a.example'
    "</link><pubDate>Mon, 10 Jan 2022 12:05:00 GMT</pubDate><description><![CDATA[<p>The river rose.</p>]]>"
    "</description></item></channel></rss>"
)
_MAIL = (
    "From: a@a.example\nSubject: =?utf-8?q?Flood?=\nDate: Mon, 10 Jan 2022 12:05:00 +0000\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe river rose.\n--b--\n"
)
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/x\r\nWARC-Date: 2022-01-10T12:05:00Z\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: 70\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: "
    "text/html\r\n\r\n<p>The river rose.</p>\r\n\r\n\r\n"
)
_NITF = "<nitf><head><title>Flood</title></head><body><body.content><p>The river rose.</p></body.content></body></nitf>"
_SITEMAP = "<urlset><url><loc>https://a.example/1</loc><lastmod>2022-01-10</lastmod></url></urlset>"
_WIRE = "\x16\x16\x01abc0123\x1f\nu i Flood\x1e\n\x02The river rose.\x03\n"
SEEDS: dict[str, list[str]] = {
    ".json": ['[{"title":"Flood","text":"The river rose.","date":"2022-01-10"},{"url":"https://a.example","html":"<p>x"}]'],
    ".jsonl": ['{"title":"Flood","text":"The river rose."}\n{"articles":[{"body":"x"}]}\n'],
    ".csv": ["url,title,text,date\nhttps://a.example,Flood,The river rose.,2022-01-10\n"],
    ".tsv": ["title\ttext\nFlood\tThe river rose.\n"],
    ".xml": [_FEED, _NITF, _SITEMAP],
    ".nitf": [_NITF],
    ".newsml": [f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem><contentSet>"
                f"<inlineXML><html>{_NITF}</html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"],
    ".eml": [_MAIL],
    ".mbox": [f"From a@a.example Mon Jan 10 12:05:00 2022\n{_MAIL}\n"],
    ".warc": [_WARC],
    ".anpa": [_WIRE],
    ".md": [f"---\ntitle: Flood\ndate: 2022-01-10\n---\n# Flood\n\n{_STORY}"],
    ".toml": ['[columns]\ntext = "body"\n'],
}  # fmt: skip


def _reader(suffix: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        name = f"file{suffix}" if suffix.startswith(".") else suffix
        items = list(read_documents(name, BytesIO(data)))
        assert items, "neither a document nor a refusal"
        for item in items:
            if isinstance(item, Document):
                item.text.encode()
                assert "\0" not in item.text
                for field in item.fields:
                    field.value.encode()

    return read


def _any_reader(data: bytes) -> None:
    """The first byte chooses the reader, so that one process takes all of them."""
    if data:
        _reader(_ENDINGS[data[0] % len(_ENDINGS)])(data[1:])


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore").replace("\0", "")


def _clean(media_type: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        found = clean(_text(data), media_type)
        if isinstance(found, CleanedDocument):
            found.body.encode()
            assert found.body.strip(), "an article without a body"

    return run


def _metadata(data: bytes) -> None:
    text = _text(data)
    page = MetadataInput(source_uri="a.html", page=read_page(text), header=(), body=text[:500], fields=(), text=None)
    plain = MetadataInput(source_uri="a.txt", page=None, header=(), body=text, fields=(), text=text)
    for given in (page, plain):
        found = extract_metadata(given)
        assert found.title is None or found.title.strip() == found.title != ""


def _duplicates(data: bytes) -> None:
    text = _text(data)
    one, _, other = text.partition("\n\n")
    copy = f"{one}\n{_STORY}"
    for a, b in ((one, other), (text, copy), (copy, _STORY)):
        found = compare_texts(a, b)
        assert 0 <= found.coverage_a <= 1
        assert 0 <= found.coverage_b <= 1
        mirrored = compare_texts(b, a)
        assert (mirrored.coverage_a, mirrored.coverage_b) == (found.coverage_b, found.coverage_a), "not symmetric"
        relation_of(found)
        revise(a, b)
    batch = fingerprint_batch([one, other, text])
    alone = fingerprint_batch([text])[0]
    assert alone.exact_hash == batch[2].exact_hash
    assert alone.fingerprints.tolist() == batch[2].fingerprints.tolist()


_TAGGER = load_tagger("gazetteer")


def _entities(data: bytes) -> None:
    text = _text(data)
    title, _, body = text.partition("\n")
    article = ArticleText(title or None, body, None)
    spans = []
    for paragraph in paragraphs_of(article.joined):
        [found] = _TAGGER.tag([paragraph.text])
        spans += [Span(span.start + paragraph.start, span.end + paragraph.start, span.label) for span in found]
    parts = {"title": article.title or "", "body": article.body, "caption": article.captions or ""}
    for mention in mentions_of(article, spans).mentions:
        assert parts[mention.part][mention.start_char : mention.end_char] == mention.surface


_ENDINGS = list(FORMAT_BY_SUFFIX)
TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": _any_reader,
    **{suffix: _reader(suffix) for suffix in FORMAT_BY_SUFFIX},
    "clean_text": _clean("text/plain"),
    "clean_html": _clean("text/html"),
    "metadata": _metadata,
    "duplicates": _duplicates,
    "entities": _entities,
}


class _Watched:
    """Calls the target, and keeps what is wrong once a place."""

    def __init__(self, name: str, out: Path) -> None:
        self.target, self.name, self.out = TARGETS[name], name.strip("."), out
        self.found: dict[str, str] = {}
        self.calls = 0
        self.slowest = 0.0
        self.told = time.monotonic()

    def __call__(self, data: bytes) -> None:
        self.calls += 1
        if time.monotonic() - self.told > _TELL_SECONDS:
            self.told = time.monotonic()
            self.tell()
        started = time.process_time()
        try:
            self.target(data)
        except Exception as error:  # noqa: BLE001 whatever it is, it is what we look for
            frames = traceback.extract_tb(error.__traceback__)
            place = next(
                (
                    f"{f.filename.rpartition('/')[2]}:{f.lineno}"
                    for f in reversed(frames)
                    if "news_pipeline" in f.filename
                ),
                "target",
            )
            self._keep(f"{type(error).__name__}-{place}", data, str(error))
        seconds = time.process_time() - started
        self.slowest = max(self.slowest, seconds)
        if seconds > SLOW_SECONDS:
            self._keep(f"slow-{int(seconds)}", data, f"{seconds:.1f} s")

    def tell(self) -> None:
        """How far it is; libFuzzer leaves without a word."""
        says = f"{self.name}: {self.calls:,} inputs, slowest {self.slowest:.2f} s, {len(self.found)} findings"
        click.echo(f"{says} {self.found or ''}".rstrip())

    def _keep(self, what: str, data: bytes, says: str) -> None:
        if what not in self.found:
            self.found[what] = says
            self.out.mkdir(parents=True, exist_ok=True)
            (self.out / f"{self.name}-{what.replace(':', '-')}").write_bytes(data)


@click.command()
@click.argument("target", type=click.Choice(list(TARGETS)))
@click.option("--seconds", default=600, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--out", default=Path("fuzz-findings"), type=click.Path(path_type=Path))
def main(target: str, seconds: int, seed: int, out: Path) -> None:
    """Fuzz one target for so many seconds."""
    watched = _Watched(target, out)
    with tempfile.TemporaryDirectory() as corpus:
        default = [_PAGE] if "html" in target or target == "metadata" else [_STORY]
        for suffix, texts in SEEDS.items() if target == "readers" else ():
            ending = bytes([_ENDINGS.index(suffix)]) if suffix in _ENDINGS else b"\0"
            for number, text in enumerate(texts):
                (Path(corpus) / f"{suffix}-{number}").write_bytes(ending + text.encode())
        for number, seed_text in enumerate([*SEEDS.get(target, default), *([_STORY] if target == "metadata" else [])]):
            (Path(corpus) / str(number)).write_text(seed_text, encoding="utf-8")
        arguments = [
            *(sys.argv[0], f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={MOST_BYTES}", "-timeout=60"),
            *("-rss_limit_mb=3000", "-verbosity=0", "-print_final_stats=0", corpus),
        ]

        atheris.Setup(arguments, watched)
        atheris.Fuzz()


if __name__ == "__main__":
    main(standalone_mode=True)
