"""Encodings: text comes back the same from each, binary data is refused, mojibake is repaired."""

import codecs
from pathlib import Path

import pytest
from ftfy.badness import is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Document, Unreadable, repaired_mojibake
from news_pipeline.readers.encoding import Decoded, NotText, decode
from news_pipeline.readers.repair import is_suspicious
from news_pipeline_tests.readers.reading import read, read_one

SEEDS = Path(__file__).parents[2] / "seeds"

ENGLISH = (
    "The minister said on Friday – “after long talks” – that the café in Düsseldorf wouldn’t close.\n"
    "Officials had warned for weeks that the façade might give way, the mayor’s office said.\n"
)
GERMAN = (
    "Der Bürgermeister erklärte am Freitag, die Brücke über den Fluß müsse gesperrt werden.\n"
    "Größere Schäden seien während der Prüfung entdeckt worden, hieß es aus dem Rathaus.\n"
)
TURKISH = (
    "Belediye başkanı cuma günü köprünün kapatılacağını açıkladı.\n"
    "Yetkililer, çalışmaların önümüzdeki yıl başlayacağını ve iki ay süreceğini söyledi.\n"
)
POLISH = (
    "Burmistrz powiedział w piątek, że most zostanie zamknięty na całą zimę.\n"
    "Urzędnicy ostrzegali już wcześniej, że konstrukcja może się zawalić, a źródło środków nie jest pewne.\n"
)
RUSSIAN = "Мэр заявил в пятницу, что мост будет закрыт на всю зиму.\nЧиновники предупреждали об этом и раньше.\n"
ARABIC = "قال رئيس البلدية يوم الجمعة إن الجسر سيغلق طوال الشتاء.\nوحذر المسؤولون من ذلك منذ أسابيع.\n"
JAPANESE = "市長は金曜日、老朽化した橋を冬の間閉鎖すると発表した。\n市の担当者は数週間前から危険性を指摘していた。\n"
KOREAN = "시장은 금요일 겨울 동안 다리를 폐쇄한다고 발표했다.\n관계자들은 몇 주 전부터 위험성을 경고해 왔다.\n"
CHINESE = "市长星期五宣布，这座老桥将在整个冬天关闭。\n官员们几周前就曾警告说，桥梁存在倒塌的危险。\n"
TAIWANESE = "市長星期五宣布，這座老橋將在整個冬天關閉。\n官員們幾週前就曾警告說，橋樑有倒塌的危險。\n"

ROUND_TRIPS = [
    ("utf-8", ENGLISH),
    ("utf-8-sig", ENGLISH),
    ("utf-16", JAPANESE),
    ("utf-32", RUSSIAN),
    ("utf-16-le", ENGLISH),
    ("utf-16-be", GERMAN),
    ("utf-16-le", RUSSIAN),
    ("utf-16-le", JAPANESE),
    ("utf-16-be", KOREAN),
    ("cp1252", ENGLISH),
    ("latin-1", GERMAN),
    ("mac-roman", ENGLISH),
    ("mac-roman", GERMAN),
    ("shift_jis", JAPANESE),
    ("euc-jp", JAPANESE),
    ("iso2022_jp", JAPANESE),
    ("euc-kr", KOREAN),
    ("gb18030", CHINESE),
    ("big5", TAIWANESE),
    ("windows-1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("iso-8859-2", POLISH),
    ("cp1250", POLISH),
    ("cp1254", TURKISH),
    ("cp1256", ARABIC),
]


@pytest.mark.parametrize(("encoding", "text"), ROUND_TRIPS)
def test_news_text_comes_back_the_same_from_every_encoding(encoding: str, text: str):
    assert read_one("a.txt", text.encode(encoding)).text == text


def test_a_short_cp1252_text_comes_back_the_same():
    text = "The café’s owner said “no” on Friday."
    assert read_one("a.txt", text.encode("cp1252")).text == text


def test_what_is_guessed_is_noted():
    assert read_one("a.txt", GERMAN.encode("cp1252")).notes == ("encoding cp1252 guessed",)
    assert read_one("a.txt", GERMAN.encode("utf-8-sig")).notes == ("byte order mark removed",)
    assert read_one("a.txt", GERMAN.encode()).notes == ()


def test_stray_cp1252_bytes_in_utf8_are_read_one_by_one():
    document = read_one("a.txt", ENGLISH.encode() + b"It\x92s over.\n")
    assert document.text == ENGLISH + "It’s over.\n"
    assert (document.encoding, document.notes) == ("utf-8", ("stray cp1252 bytes",))


def test_utf8_cut_inside_its_last_character_is_still_utf8():
    document = read_one("a.txt", JAPANESE.strip().encode()[:-1])
    assert document.text == JAPANESE.strip()[:-1]
    assert document.notes == ("cut character at the end removed",)


def test_a_last_letter_in_cp1252_is_not_taken_for_cut_utf8():
    assert read_one("a.txt", "He was seen at the café".encode("cp1252")).text == "He was seen at the café"


DECLARATIONS = [
    ('<meta charset="windows-1251">', "windows-1251", RUSSIAN, "the page's word counts where the bytes are not UTF-8"),
    ('<meta charset="iso-8859-1">', "utf-8", RUSSIAN, "valid UTF-8 goes before a stale declaration"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252", ENGLISH, "as browsers do"),
    ("<meta charset=utf-16>", "cp1252", GERMAN, "a page whose tag can be read is not in UTF-16"),
    ('<meta charset="rot13">', "cp1252", GERMAN, "a codec that is no charset"),
    ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r", RUSSIAN, "XHTML"),
    ("", "windows-1251", RUSSIAN, "nothing declared: detection"),
]


@pytest.mark.parametrize(("head", "encoding", "text", "why"), DECLARATIONS)
def test_the_charset_of_a_page(head: str, encoding: str, text: str, why: str):
    page = f"{head}<title>x</title><p>{text}</p>"
    assert read_one("a.html", page.encode(encoding)).text == page, why


BINARIES = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7z archive"),
    (bytes(range(256)) * 20, "binary data"),
    (b"\x00\x01\x02\x03" * 400, "binary data"),
]


@pytest.mark.parametrize(("data", "kind"), BINARIES)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_what_is_no_text_is_refused_by_name(data: bytes, kind: str, name: str):
    (refusal,) = read(name, data)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == "not_text"
    assert kind in refusal.detail


@pytest.mark.parametrize(
    "text", ["MZ motors opened a plant.", "RIFF Raff is a rapper.", "PK was acquitted.", "ID3 tags"]
)
def test_a_text_that_begins_with_letters_of_a_signature_is_text(text: str):
    assert read_one("a.txt", text.encode()).text == text


def test_nul_characters_in_text_are_dropped_and_noted():
    document = read_one("a.txt", ENGLISH.encode().replace(b"Friday", b"Fri\0day"))
    assert (document.text, document.notes) == (ENGLISH, ("NUL characters removed",))


def test_every_newline_becomes_a_line_feed_and_empty_lines_stay():
    assert read_one("a.txt", b"one\r\n\r\ntwo\rthree\n\nfour\xe2\x80\xa8five").text == "one\n\ntwo\nthree\n\nfour\nfive"


@pytest.mark.parametrize("times", [1, 2])
def test_mojibake_is_undone_and_noted(times: int):
    wrong = ENGLISH.replace("”", "")  # its UTF-8 has a byte that cp1252 lacks
    for _ in range(times):
        wrong = wrong.encode().decode("cp1252")
    document = read_one("a.txt", wrong.encode())
    assert document.text == ENGLISH.replace("”", "")
    assert document.notes == ("mojibake repaired: utf-8 read as cp1252",)


def test_only_the_lines_with_mojibake_change():
    text = "日本の首相\nThe mayorâ€™s office\nﬁne “quotes” &amp; ＡＢＣ\n"
    assert repaired_mojibake(text)[0] == "日本の首相\nThe mayor’s office\nﬁne “quotes” &amp; ＡＢＣ\n"


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, TURKISH, POLISH, RUSSIAN, ARABIC, JAPANESE, KOREAN, CHINESE])
def test_clean_text_is_not_repaired(text: str):
    assert repaired_mojibake(text) == (text, ())


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_the_seeds_are_utf8_and_come_back_as_they_are(path: Path):
    document = read_one(path.name, path.read_bytes())
    assert (document.text.encode(), document.encoding, document.notes) == (path.read_bytes(), "utf-8", ())


def test_a_mark_of_utf16_with_an_odd_number_of_bytes_is_read_as_far_as_it_goes():
    decoded = decode(codecs.BOM_UTF16_LE + "Good morning".encode("utf-16-le") + b"x")
    assert isinstance(decoded, Decoded)
    assert decoded.text == "Good morning\ufffd"


def test_empty_bytes_are_an_empty_text_for_the_decoder():
    assert not isinstance(decode(b""), NotText)


FEW = "A café in Zürich, said señor Ruiz, ".encode() + b"and the minister\x92s office agreed that it is so."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", FEW),
        ("a.html", b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>" + FEW + b"</p></body></html>"),
        ("a.jsonl", b'{"text": "' + FEW + b'"}\n'),
        ("a.csv", b'title,text\nOne,"' + FEW + b'"\n'),
        (
            "a.rss",
            b"<rss><channel><item><title>x</title><description>" + FEW + b"</description></item></channel></rss>",
        ),
        ("a.eml", b"From: a@a.example\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n" + FEW),
    ],
)
def test_one_stray_byte_beside_three_letters(name: str, data: bytes):
    (document,) = read(name, data)
    assert isinstance(document, Document)
    assert "A café in Zürich, said señor Ruiz, and the minister’s office" in document.text
    assert "stray cp1252 bytes" in document.notes


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El señor Ibáñez llegó a León en un camión rápido, según él", "cp1252"),
        ("Мэр города сказал, что мост закроют на два года.", "cp1251"),
        ("Burmistrz Łodzi powiedział, że żółta łódź zostanie zamknięta na dwa lata.", "iso8859-2"),
        ("市长说大桥将关闭两年。居民要求开通渡轮。", "gb18030"),
    ],
)
def test_other_encodings_are_not_taken_for_utf_8_with_stray_bytes(text: str, encoding: str):
    (document,) = read("a.txt", (text * 3).encode(encoding))
    assert isinstance(document, Document)
    assert document.encoding != "utf-8"


_OFTEN_BAD = "ÂÃÎÐØÙàâŒœ°×²√≈‚Äó€™“”‘’«»–—\xa0\xad\x85£¥½¾©®ВГРСўЂβΒΓā═É$([\"'.,?!\n "


@given(st.lists(st.text(_OFTEN_BAD, max_size=4) | st.text("ab Z9('\n", max_size=12), max_size=12).map("".join))
@settings(max_examples=1000, deadline=None)
def test_short_windows_around_signs_say_what_the_whole_text_says(text: str):
    assert is_suspicious(text) == (is_bad(text) and not text.isascii())
