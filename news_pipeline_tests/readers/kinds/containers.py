"""Archives, crawls, mail, and a single Word document."""

import io
import mailbox
import tarfile
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx

from news_pipeline_tests.readers.kinds.story import Made, Story, numbered
from news_pipeline_tests.readers.warc_files import http, record


def message(story: Story) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"{story.outlet} <news@{story.place.lower()}-courier-made-up.com>"
    mail["To"] = "readers@example.org"
    mail["Subject"] = story.title
    mail["Date"] = story.moment
    mail.set_content(story.text)
    mail.add_alternative(f"<html><body>{story.html}</body></html>", subtype="html")
    return mail


def mbox(stories: list[Story]) -> Made:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mbox"
        box = mailbox.mbox(path)
        for story in stories:
            box.add(message(story))
        box.close()
        return path.read_bytes(), "author", numbered(stories)


def page(story: Story) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{story.title} - {story.outlet}</title><meta '
        f'property="og:site_name" content="{story.outlet}"><link rel="canonical" href="{story.url}">'
        '<meta property="article:published_time" '
        f'content="{story.iso}"></head><body><nav><a href="/">Home</a></nav><article><h1>{story.title}</h1><p '
        f'class="byline">By {story.author}</p>{story.html}</article><footer>Contact</footer></body></html>'
    )


def warc(stories: list[Story]) -> Made:
    return warc_of(stories), "", numbered(stories)


def warc_of(stories: list[Story]) -> bytes:

    return b"".join(record(http(page(story).encode()), story.url) for story in stories)


def wacz(stories: list[Story]) -> Made:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc_of(stories))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "x", "text": "no article"}\n')
        archive.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
    return file.getvalue(), "", [f"/archive/data.warc.gz{uri}" for uri in numbered(stories)]


def zip_file(stories: list[Story]) -> Made:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for story in stories:
            archive.writestr(f"2021/{story.number}.html", page(story))
    return file.getvalue(), "", [f"/2021/{story.number}.html" for story in stories]


def tar(stories: list[Story]) -> Made:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:xz") as archive:
        for story in stories:
            data = page(story).encode()
            info = tarfile.TarInfo(f"./2021/{story.number}.html")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue(), "", [f"/2021/{story.number}.html" for story in stories]


def word_file(stories: list[Story]) -> Made:
    [story] = stories
    document, file = docx.Document(), io.BytesIO()
    document.add_heading(story.title, 0)
    for line in (f"By {story.author}", f"{story.day.day} {story.day:%B %Y}", *story.paragraphs):
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue(), "outlet", [""]
