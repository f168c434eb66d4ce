"""ZIP, tar, WACZ and mbox: members under their own names, and what is refused of them."""

import io
import mailbox
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document, Unreadable, archives
from news_pipeline_tests.readers.reading import as_lines, outcomes, read, zipped
from news_pipeline_tests.readers.warc_files import page

MEMBERS = {"a.txt": b"One.", "2021/b.jsonl": as_lines({"text": "Two."}, {"text": "Three."}), "c.bin": b"\0\1"}


def zip_of(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=how)
    return file.getvalue()


def tar_of(members: Mapping[str, bytes], mode: Any = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def addresses(found: list[Document | Unreadable]) -> list[tuple[int | None, str | None, str]]:
    return [(item.record, item.address, outcome) for item, (_, outcome) in zip(found, outcomes(found), strict=True)]


PACKED = [
    ("a.zip", zip_of(MEMBERS)),
    ("a.zip", zip_of(MEMBERS, zipfile.ZIP_STORED)),
    ("a.zip", zip_of(MEMBERS, zipfile.ZIP_LZMA)),
    ("a.txt", zip_of(MEMBERS)),
    ("archive", tar_of(MEMBERS)),
    ("a.tar", tar_of(MEMBERS)),
    ("a.tar.gz", tar_of(MEMBERS, "w:gz")),
    ("a.tgz", tar_of(MEMBERS, "w:gz")),
    ("a.tar.bz2", tar_of(MEMBERS, "w:bz2")),
    ("a.txz", tar_of(MEMBERS, "w:xz")),
]


@pytest.mark.parametrize(("name", "data"), PACKED, ids=[name for name, _ in PACKED])
def test_each_member_is_read_by_its_name_and_has_its_address(name: str, data: bytes):
    found = read(name, data)
    assert addresses(found) == [
        (1, "/a.txt", "One."),
        (2, "/2021/b.jsonl#1", "Two."),
        (3, "/2021/b.jsonl#2", "Three."),
        (4, "/c.bin", "unsupported_type"),
    ]
    for start in range(1, 5):
        assert read(name, data, start=start) == found[start:]


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not():
    inner = zip_of({"x.txt": b"Deep.", "more.zip": zip_of({"y.txt": b"Deeper."})})
    found = read("a.tar", tar_of({"in.zip": inner, "z.txt": b"Last."}))
    assert addresses(found) == [
        (1, "/in.zip/x.txt", "Deep."),
        (2, "/in.zip/more.zip", "nested_archive"),
        (3, "/z.txt", "Last."),
    ]


def test_hidden_members_are_passed_over_and_no_address_leads_out():
    members = {".DS_Store": b"x", "__MACOSX/a.txt": b"x", "../../a.txt": b"One.", "/b.txt": b"Two.", "in\\c.txt": b"3."}
    assert [item.address for item in read("a.zip", zip_of(members))] == ["/a.txt", "/b.txt", "/in/c.txt"]


def test_a_name_of_a_member_that_steers_a_terminal_is_escaped():
    [document] = read("a.zip", zip_of({"a\x1b[31m\u202e.txt": b"Text."}))
    assert document.address == "/a\\x1b[31m\\u202e.txt"


def test_two_members_of_one_name_have_two_addresses():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for text in (b"One.", b"Two."):
            info = tarfile.TarInfo("a.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    assert [item.address for item in read("a.tar", file.getvalue())] == ["/a.txt", "/a.txt (2)"]


def test_of_a_wacz_file_the_warc_files_are_read():
    members = {"datapackage.json": b"{}", "pages/pages.jsonl": as_lines({"text": "no"}), "archive/d.warc": page("a b")}
    (found,) = read("a.wacz", zip_of(members))
    assert (found.record, found.address, "a b" in found.text) == (1, "/archive/d.warc#1", True)


REFUSED = [
    (b"PK\x03\x04 broken", "bad_archive"),
    (zip_of({}), "no_records"),
    (zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "bad_document"),
    (b"", "empty_file"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_is_no_archive_of_articles_is_refused(data: bytes, reason: str):
    assert outcomes(read("a.zip", data)) == [(None, reason)]


def test_an_encrypted_member_is_refused_and_the_others_are_read():
    data = bytearray(zip_of({"a.txt": b"One.", "b.txt": b"Two."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert addresses(read("a.zip", bytes(data))) == [(1, "/a.txt", "encrypted"), (2, "/b.txt", "Two.")]


def test_a_member_that_lies_about_its_size_is_refused():
    data = bytearray(zip_of({"a.txt": b"One, two, three.", "b.txt": b"Two."}, zipfile.ZIP_STORED))
    position = data.index(b"PK\x01\x02")
    for place in (position + 20, position + 24):
        data[place] = 4
    found = addresses(read("a.zip", bytes(data)))
    assert found[0][1:] == ("/a.txt", "bad_archive")
    assert found[-1][1:] == ("/b.txt", "Two.")


@pytest.mark.parametrize("pack", [zip_of, lambda members: tar_of(members, "w:gz")])
def test_a_bomb_is_refused_after_what_stands_before_it(
    pack: Callable[[Mapping[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archives, "MIN_BOMB_BYTES", 2**20)
    monkeypatch.setattr(archives, "MAX_UNPACKED_RATIO", 10)
    found = read("a.zip" if pack is zip_of else "a.tgz", pack({"a.txt": b"One.", "b.txt": b" x" * 2**22}))
    assert outcomes(found) == [(1, "One."), (None, "archive_bomb")]


@pytest.mark.skipif(not shutil.which("zip"), reason="Info-ZIP is not installed")
def test_an_archive_of_info_zip(tmp_path: Path):
    (tmp_path / "ä").mkdir()
    (tmp_path / "ä" / "b.txt").write_text("One.", encoding="utf-8")
    subprocess.run(["zip", "-qr", "a.zip", "ä"], cwd=tmp_path, check=True)
    assert addresses(read("a.zip", (tmp_path / "a.zip").read_bytes())) == [(1, "/ä/b.txt", "One.")]


@pytest.mark.skipif(not shutil.which("tar"), reason="tar is not installed")
def test_an_archive_of_gnu_tar(tmp_path: Path):
    (tmp_path / ("long" * 40)).write_text("One.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Two.", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    subprocess.run(["tar", "czf", "x.tar.gz", "a.txt", "b.txt"], cwd=tmp_path, check=True)
    found = addresses(read("x.tar.gz", (tmp_path / "x.tar.gz").read_bytes()))
    assert found == [(1, "/a.txt", "Two."), (2, "/b.txt", "unsupported_type")]


def message(subject: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "Paper <p@paper.example>", subject, "Sat, 08 Jan 2022 14:05:00 +0000"
    made.set_content(text)
    return made


def test_the_messages_of_an_mbox_of_pythons_mailbox(tmp_path):
    box = mailbox.mbox(tmp_path / "news.mbox")
    for number in range(3):
        box.add(message(f"Letter {number}", f"From here on, {number}.\nFrom there\n"))
    box.flush()
    data = (tmp_path / "news.mbox").read_bytes()
    found = read("news.mbox", data)
    assert [item.text.strip() for item in found] == [f"From here on, {n}.\nFrom there" for n in range(3)]
    assert ("title", "Letter 1") in [(field.name, field.value) for field in found[1].fields]
    assert read("news.mbox", data, start=2) == found[2:]
    assert read("news.mbox.gz", zipped(data)) == found


def test_what_is_no_mbox_is_refused():
    assert outcomes(read("a.mbox", b"Hello\n")) == [(None, "not_an_email")]
    assert outcomes(read("a.mbox", b"\n")) == [(None, "empty_file")]
    assert outcomes(read("a.mbox", b"From - Sat Jan  8 14:05:00 2022\n\n")) == [(1, "no_text")]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PACKED), st.data())
def test_no_damage_stops_the_reader_of_archives(which: tuple[str, bytes], draw: st.DataObject):
    name, whole = which
    data = bytearray(whole)
    for _ in range(draw.draw(st.integers(0, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] ^= draw.draw(st.integers(1, 255))
    damaged = bytes(data[: draw.draw(st.integers(0, len(data)))] if draw.draw(st.booleans()) else data)
    found = read(name, damaged)
    assert found
    numbers = [item.record for item in found if item.record is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [item for item in read(name, damaged, start=2) if item.record] == [
        item for item in found if item.record and item.record > 2
    ]
