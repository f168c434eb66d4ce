"""Documents a second on one core and peak memory for each reader; what an archive and a large WARC file take.

    python -m benchmarks.readers [--documents 2000] [--warc-megabytes 0] [--gzip] [--archive-documents 0]

All files are made here, in a temporary folder, from made-up words: each page has its own salt, so that no two are
alike. With --warc-megabytes a WARC file of that size is read into a fresh warehouse by a process of its own; with
--archive-documents so many texts, as files of a folder and as one ZIP, in turns.
"""

import gzip
import io
import json
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import count, islice
from operator import itemgetter
from pathlib import Path
from random import Random

import click
import docx
import pyarrow as pa
from pyarrow import csv, feather, parquet

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.readers import Document, read_documents
from news_pipeline.settings import load_settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.readers.test_office import pdf

_SYLLABLES = (
    "ba be bi co cu da den dor el fa fi gra hal in jo ka ker la lo ma mi nor ol pa pre qua ri ro sa ston ta ul ver wo"
)
_PARAGRAPHS = 12
_WORDS = 60
_MENU = "".join(f'<li class="menu__item"><a href="/section/{n}">Section number {n}</a></li>' for n in range(120))
_SCRIPT = "<script>" + "window.dataLayer.push({event: 'page', value: 1});" * 120 + "</script>"


def paragraphs(chance: Random) -> list[str]:
    """A text of about 720 words that no other call gives."""
    syllables = _SYLLABLES.split()
    words = ["".join(chance.choices(syllables, k=chance.randrange(1, 4))) for _ in range(200)]
    return [" ".join(chance.choices(words, k=_WORDS)).capitalize() + "." for _ in range(_PARAGRAPHS)]


def page(chance: Random) -> str:
    """An HTML page of about 25 kB around such a text."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(chance))
    head = f"<head><title>{chance.random()}</title><meta charset='utf-8'>{_SCRIPT}</head>"
    return f"<!DOCTYPE html><html>{head}<body><ul>{_MENU}</ul><article>{text}</article><ul>{_MENU}</ul></body></html>"


def warc_record(number: int, chance: Random) -> bytes:
    """A response as CC-NEWS stores it."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(chance).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.made-up-{number % 50}.com/{number}\r\n"
        "WARC-Date: 2022-01-08T14:05:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def json_record(chance: Random) -> str:
    """A record of about 5 kB."""
    text = "\n".join(paragraphs(chance))
    return json.dumps({"url": f"https://www.made-up.com/{chance.random()}", "title": "A title", "text": text})


def feed(chance: Random, entries: int) -> bytes:
    """An RSS file with whole texts."""
    items = "".join(
        f"<item><title>A title</title><link>https://www.made-up.com/{n}</link><pubDate>Sat, 08 Jan 2022 14:05:00 GMT"
        f"</pubDate><description><![CDATA[<p>{'</p><p>'.join(paragraphs(chance))}</p>]]></description></item>"
        for n in range(entries)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Made up</title>{items}</channel></rss>".encode()


def email(chance: Random) -> bytes:
    """A newsletter in text and HTML."""
    text = "\n\n".join(paragraphs(chance))
    return (
        "From: Made Up <news@made-up.com>\nSubject: A title\nDate: Sat, 08 Jan 2022 14:05:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n'
        f"{text}\n--b\nContent-Type: text/html; charset=utf-8\n\n{page(chance)}\n--b--\n"
    ).encode()


def written(write: Callable[[pa.Table, io.BytesIO], object], table: pa.Table) -> bytes:
    """The table as that function writes it."""
    file = io.BytesIO()
    write(table, file)
    return file.getvalue()


def zip_of(texts: list[bytes]) -> bytes:
    """An archive with a member for each text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
    return file.getvalue()


def tar_of(texts: list[bytes]) -> bytes:
    """The same as a gzipped tar archive."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as archive:
        for number, text in enumerate(texts):
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return file.getvalue()


def nitf(chance: Random) -> bytes:
    """An agency's article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(chance))
    head = "<body.head><hedline><hl1>A title</hl1></hedline></body.head>"
    return f"<nitf><body>{head}<body.content>{text}</body.content></body></nitf>".encode()


def nexis(texts: list[bytes]) -> bytes:
    """An export of a press database with all of them."""
    articles = (
        f"{number:>34} of {len(texts)} DOCUMENTS\n\n\n{'A Paper':>40}\n\n{'January 8, 2022 Saturday':>45}\n\n"
        f"A title\n\nLENGTH: 720 words\n\n{text.decode()}\n\nLOAD-DATE: January 8, 2022\n\n"
        for number, text in enumerate(texts, 1)
    )
    return "".join(articles).encode()


def word(text: bytes) -> bytes:
    """A Word document."""
    document, file = docx.Document(), io.BytesIO()
    for paragraph in text.decode().split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def pdf_of(text: bytes) -> bytes:
    """A PDF document with two columns on each page."""
    lines = [line for paragraph in text.decode().split("\n\n") for line in (*textwrap.wrap(paragraph, 45), "")]
    columns = [lines[start : start + 60] for start in range(0, len(lines), 60)]
    pages = [
        [
            (40 + 280 * side, 760 - 12 * place, 9, line)
            for side, column in enumerate(columns[first : first + 2])
            for place, line in enumerate(column)
        ]
        for first in range(0, len(columns), 2)
    ]
    return pdf(*pages)


def whole(name: str, make: Callable[[Random], bytes], documents: int, chance: Random) -> list[tuple[str, bytes]]:
    """So many files of one document."""
    return [(name, make(chance)) for _ in range(documents)]


def files_by_reader(documents: int) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """What each reader is given: files by name and bytes."""
    chance = Random(1)  # noqa: S311 no secret
    yield "text", whole("a.txt", lambda chance: "\n\n".join(paragraphs(chance)).encode(), documents, chance)
    cyrillic = {ord(letter): 0x430 + number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
    legacy = [
        ("a.txt", "\n\n".join(paragraphs(chance)).translate(cyrillic).encode("cp1251", "ignore"))
        for _ in range(documents)
    ]
    yield "text, encoding to be guessed", legacy
    yield "HTML", whole("a.html", lambda chance: page(chance).encode(), documents, chance)
    yield (
        "Markdown",
        whole("a.md", lambda chance: ("# T\n\n" + "\n\n".join(paragraphs(chance))).encode(), documents, chance),
    )
    yield "e-mail", whole("a.eml", email, documents, chance)
    records = [json_record(chance) for _ in range(documents)]
    yield "JSON, one record a file", [("a.json", record.encode()) for record in records]
    yield "JSON, one array", [("a.json", f"[{','.join(records)}]".encode())]
    yield "JSON lines", [("a.jsonl", "\n".join(records).encode())]
    yield "JSON lines, gzipped", [("a.jsonl.gz", gzip.compress("\n".join(records).encode()))]
    pages = [warc_record(number, chance) for number in range(documents)]
    yield "WARC", [("a.warc", b"".join(pages))]
    yield "WARC, gzipped by record", [("a.warc.gz", b"".join(map(gzip.compress, pages)))]
    yield "RSS", [("a.rss", feed(chance, 50)) for _ in range(max(1, documents // 50))]
    table = pa.Table.from_pylist([json.loads(record) for record in records])
    yield "CSV", [("a.csv", written(csv.write_csv, table))]
    yield "Parquet", [("a.parquet", written(parquet.write_table, table))]
    yield "Feather", [("a.feather", written(feather.write_feather, table))]
    texts = ["\n\n".join(paragraphs(chance)).encode() for _ in range(documents)]
    yield "text, one ZIP", [("a.zip", zip_of(texts))]
    yield "text, one gzipped tar", [("a.tar.gz", tar_of(texts))]
    envelope = b"From news@made-up.com Sat Jan  8 14:05:00 2022\n"
    yield "mbox", [("a.mbox", b"\n".join(envelope + email(chance) for _ in texts))]
    yield "Nexis, one text file", [("a.txt", nexis(texts))]
    yield "Word", [("a.docx", word(text)) for text in texts[:200]]
    yield "PDF, two columns", [("a.pdf", pdf_of(text)) for text in texts[:200]]
    rtf = (b"{\\rtf1\\ansi " + text.replace(b"\n\n", b"\\par\n") + b"}" for text in texts)
    yield "RTF", [("a.rtf", text) for text in rtf]
    yield "NITF", whole("a.nitf", nitf, documents, chance)


def measure(files: list[tuple[str, bytes]]) -> tuple[int, float, float, float]:
    """Documents, their megabytes, seconds of this process for reading them all, and megabytes of memory for it."""
    list(read_documents(files[0][0], io.BytesIO(files[0][1])))  # libraries are loaded, and are no part of it
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # Linux: the peak begins anew
    before, begin = memory_mb("VmRSS"), time.process_time()
    found = 0
    for name, data in files:
        for item in read_documents(name, io.BytesIO(data)):
            if not isinstance(item, Document):
                raise click.ClickException(f"something could not be read: {item}")
            found += 1
    seconds = time.process_time() - begin
    return found, sum(len(data) for _, data in files) / 1e6, seconds, max(memory_mb("VmHWM") - before, 0)


def memory_mb(name: str) -> float:
    """A line of this process's status, such as its resident set or the peak of that."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:")) / 1024


def write_warc(path: Path, megabytes: int, *, is_gzipped: bool) -> int:
    """A file of so many megabytes before compression. Returns the number of its records."""
    chance, size = Random(2), 0  # noqa: S311 no secret
    with path.open("wb") as file:
        for number in count():
            record = warc_record(number, chance)
            file.write(gzip.compress(record, 1) if is_gzipped else record)
            size += len(record)
            if size >= megabytes * 1e6:
                return number + 1
    raise AssertionError("count() ends never")


def ingest(folder: Path) -> None:
    """In a process of its own: what is in the landing folder into a warehouse; prints what it took."""
    settings = load_settings({"landing_dir": folder / "landing", "data_dir": folder / "data", "workers": 1}, {})
    begin = time.perf_counter()
    with open_warehouse(settings, CATALOG) as warehouse:
        listing = list_landing(settings.landing_dir)
        taken = ingest_landing(listing, set(), pipeline_of(warehouse))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, cpu = time.perf_counter() - begin, used.ru_utime + used.ru_stime
    print(json.dumps([taken.documents, seconds, cpu, used.ru_maxrss / 1024]))  # noqa: T201 the answer to its parent


def ingested(work: Path) -> tuple[int, float, float, float]:
    """What a process of its own took of the folder `landing` there: documents, seconds, those of the core, peak MB."""
    command = [sys.executable, "-m", "benchmarks.readers", "--ingest", str(work)]
    root = Path(__file__).parent.parent
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=root)  # noqa: S603 ourselves
    documents, seconds, cpu, peak = json.loads(answer.stdout)
    return documents, seconds, cpu, peak


def archive(documents: int, rounds: int = 3) -> None:
    """Print what a ZIP takes over a folder with the same texts."""
    chance = Random(3)  # noqa: S311 no secret
    texts = ["\n\n".join(paragraphs(chance)).encode() for _ in range(documents)]
    found: dict[str, list[tuple[int, float, float, float]]] = {"folder": [], "ZIP": []}
    with tempfile.TemporaryDirectory() as temporary:
        for kind in found:
            landing = Path(temporary) / kind / "landing"
            landing.mkdir(parents=True)
            if kind == "ZIP":
                (landing / "texts.zip").write_bytes(zip_of(texts))
            else:
                for number, text in enumerate(texts):
                    (landing / f"{number}.txt").write_bytes(text)
        for _ in range(rounds):
            for kind, answers in found.items():
                answers.append(ingested(Path(temporary) / kind))
                shutil.rmtree(Path(temporary) / kind / "data")
    for kind, answers in found.items():
        read, seconds, cpu, peak = sorted(answers, key=itemgetter(2))[rounds // 2]
        click.echo(f"{kind}: {read:,} texts in {seconds:.1f} s, {cpu:.1f} s of one core, peak memory {peak:,.0f} MB")


@click.command()
@click.option("--documents", default=2000, show_default=True, help="Documents for each reader.")
@click.option("--warc-megabytes", default=0, help="Also read a WARC file of this size into a warehouse.")
@click.option("--archive-documents", default=0, help="Also read so many texts into a warehouse, as files and as a ZIP.")
@click.option("--gzip", "is_gzipped", is_flag=True, help="That file gzipped, a member a record, as CC-NEWS is.")
@click.option("--ingest", "folder", type=click.Path(path_type=Path), hidden=True)
def main(
    documents: int,
    warc_megabytes: int,
    archive_documents: int,
    is_gzipped: bool,  # noqa: FBT001 click names it
    folder: Path | None,
) -> None:
    """Print the tables of benchmarks/README.md."""
    if folder is not None:
        ingest(folder)
        return
    if documents:
        click.echo("| reader | documents | MB | documents a second | MB a second | peak memory, MB |")
        click.echo("| --- | ---: | ---: | ---: | ---: | ---: |")
    for reader, files in islice(files_by_reader(documents), None if documents else 0):
        found, megabytes, seconds, peak = measure(files)
        speeds = f"{found / seconds:,.0f} | {megabytes / seconds:,.0f}"
        click.echo(f"| {reader} | {found:,} | {megabytes:.1f} | {speeds} | {peak:,.0f} |")
    if archive_documents:
        archive(archive_documents)
    if not warc_megabytes:
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        (work / "landing").mkdir()
        name = "pages.warc.gz" if is_gzipped else "pages.warc"
        records = write_warc(work / "landing" / name, warc_megabytes, is_gzipped=is_gzipped)
        read, seconds, cpu, peak = ingested(work)
        click.echo(
            f"\n{name} of {warc_megabytes:,} MB before compression: {read:,} of {records:,} pages into the warehouse "
            f"in {seconds:,.0f} s ({cpu:,.0f} s of one core), {read / cpu:,.0f} a second, peak memory {peak:,.0f} MB"
        )


if __name__ == "__main__":
    main()
