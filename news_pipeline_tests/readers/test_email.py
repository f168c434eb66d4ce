"""E-mail newsletters: which part is read, and what the headers say."""

from email.message import EmailMessage

import pytest

from news_pipeline.readers import Document, Field, Unreadable
from news_pipeline.readers.email_nesting import MAX_DEPTH, with_bounded_nesting
from news_pipeline_tests.paces import paces
from news_pipeline_tests.readers.reading import outcomes, read, read_one, zipped

HEADERS = b"From: The A <news@a.example>\nSubject: Bridge closed\nDate: Sat, 8 Jan 2022 14:05:00 BdST\n"
HTML = "<p>The bridge was closed on Friday.</p>"


def newsletter(text: str | None = "Plain text.", html: str | None = HTML) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "The A <news@a.example>", "Bridge closed"
    if text is not None:
        message.set_content(text)
        if html is not None:
            message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def mail(body: bytes, content_type: str, headers: bytes = HEADERS) -> bytes:
    return headers + f"Content-Type: {content_type}\nContent-Transfer-Encoding: 8bit\n\n".encode() + body


def value(document: Document, name: str) -> str:
    (found,) = (field.value for field in document.fields if field.name == name)
    return found


def test_a_newsletter_is_one_document_with_its_headers_as_fields():
    data = mail(b"The bridge was closed.\n", "text/plain")
    for name, content in (("a.eml", data), ("a.EML.gz", zipped(data))):
        document = read_one(name, content)
        assert (document.record, document.text, document.media_type) == (None, "The bridge was closed.\n", "text/plain")
        assert document.fields == (
            Field("title", "Bridge closed", "Subject"),
            Field("published", "Sat, 8 Jan 2022 14:05:00 BdST", "Date"),
            Field("source", "The A", "From"),
        )
        assert read(name, content, start=1) == []


def test_html_goes_before_text():
    document = read_one("a.eml", newsletter().as_bytes())
    assert document.media_type == "text/html"
    assert f"<article>\n{HTML}" in document.text


def test_html_without_a_word_gives_way_to_the_text():
    document = read_one("a.eml", newsletter(html='<body><img src="news.png">&nbsp;</body>').as_bytes())
    assert (document.text.strip(), document.media_type) == ("Plain text.", "text/plain")


def test_attachments_are_left_out_with_a_note():
    message = newsletter()
    message.add_attachment(b"%PDF-1.7 " * 99, maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("A longer text, but attached, which is not the newsletter." * 9, filename="a.txt")
    document = read_one("a.eml", message.as_bytes())
    assert HTML in document.text
    assert document.notes == ("2 attachments left out",)


def test_a_message_inside_the_message_is_no_text_of_it():
    message = newsletter(html=None)
    message.add_attachment(newsletter("Forwarded " * 99))
    assert read_one("a.eml", message.as_bytes()).text.strip() == "Plain text."


CHARSETS = [
    ("utf-8", "utf-8", "as it says"),
    ("windows-1251", "windows-1251", "as it says"),
    ("windows-1251", "x-unknown", "an unknown charset is detected"),
    ("utf-8", "us-ascii", "what is valid UTF-8 is UTF-8"),
    ("koi8-r", '"koi8-r"; format=flowed', "in quotation marks"),
]
RUSSIAN = "Мэр заявил в пятницу, что мост будет закрыт на всю зиму. Чиновники предупреждали об этом.\n"


@pytest.mark.parametrize(("encoding", "charset", "why"), CHARSETS)
def test_the_charset_of_a_part(encoding: str, charset: str, why: str):
    data = mail(RUSSIAN.encode(encoding), f"text/plain; charset={charset}")
    assert read_one("a.eml", data).text == RUSSIAN, why


def test_quoted_printable_and_base64_are_undone():
    for coding in ("quoted-printable", "base64"):
        message = EmailMessage()
        message["Subject"] = "x"
        message.set_content("Düsseldorf – “geschlossen”\n", charset="cp1252", cte=coding)
        assert read_one("a.eml", message.as_bytes()).text == "Düsseldorf – “geschlossen”\n"


SUBJECTS = [
    (b"=?utf-8?q?Caf=C3=A9_closed?=", "Café closed", "RFC 2047"),
    (b"=?iso-8859-1?b?Q2Fm6Q==?= closed", "Café closed", "base64 and plain words"),
    (b"=?utf-8?q?Caf=C3=A9?=\n =?utf-8?q?_closed?=", "Café closed", "folded"),
    ("Café closed".encode(), "Café closed", "raw UTF-8"),
    (b"=?x-none?q?Caf=C3=A9?= closed", "Café closed", "an unknown charset"),
    (b"=?utf-8?b?!!!?= closed", "closed", "broken base64 says nothing"),
]


@pytest.mark.parametrize(("raw", "title", "why"), SUBJECTS)
def test_the_subject_is_decoded(raw: bytes, title: str, why: str):
    assert value(read_one("a.eml", b"Subject: " + raw + b"\n\nText."), "title") == title, why


SENDERS = [
    (b"The A <news@a.example>", "The A"),
    (b'"A, The" <news@a.example>', "A, The"),
    (b"news@a.example", "news@a.example"),
    (b"=?utf-8?q?Caf=C3=A9?= <x@y>", "Café"),
]


@pytest.mark.parametrize(("raw", "source"), SENDERS)
def test_the_sender_is_the_source(raw: bytes, source: str):
    assert value(read_one("a.eml", b"From: " + raw + b"\n\nText."), "source") == source


def test_the_address_of_the_archive_is_that_of_the_newsletter():
    data = b"Archived-At: <https://a.example/letters/1>\nSubject: x\n\nText."
    assert value(read_one("a.eml", data), "url") == "https://a.example/letters/1"


REFUSED = [
    (b"", "empty_file", "nothing"),
    (b" \n\n", "empty_file", "white space"),
    (b"The bridge was closed on Friday.\n", "not_an_email", "a text"),
    (b"%PDF-1.7\n" * 9, "bad_document", "a PDF"),
    (b"Subject: x\n\n", "no_text", "headers alone"),
    (mail(b"x", "image/png"), "no_text", "a picture"),
    (mail(b"\0\1\2\3" * 99, "text/plain"), "not_text", "binary data that says it is text"),
    (mail(b"--x\n", "multipart/mixed; boundary=x"), "no_text", "no part"),
]


@pytest.mark.parametrize(("data", "reason", "why"), REFUSED)
def test_what_is_refused(data: bytes, reason: str, why: str):
    (refusal,) = read("a.eml", data)
    assert isinstance(refusal, Unreadable)
    assert refusal.reason == reason, why


def test_a_broken_multipart_gives_what_is_there():
    data = mail(b"--x\nContent-Type: text/plain\n\nThe bridge was closed.", "multipart/mixed; boundary=x")
    assert outcomes(read("a.eml", data)) == [(None, "The bridge was closed.")]


FORWARDING = (
    b"From: Tom Private <tom@outlook.com>\nSubject: Fwd: Bridge closes\nDate: Tue, 11 Jan 2022 12:05:00 +0000\n"
    b"MIME-Version: 1.0\n"
)
INNER = b"From: The Quay Courier <news@quay.example>\nSubject: Bridge closes\nDate: Mon, 10 Jan 2022 09:00:00 +0000\n"


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nsee below\n--b\n"
        b"Content-Type: message/rfc822\n\n" + INNER + b"Content-Type: text/plain\n\nThe council voted.\n--b--\n",
        b"Content-Type: text/html\n\n<div>look</div><div>---------- Forwarded message ---------<br>From: <b>The Quay "
        b"Courier</b> &lt;news@quay.example&gt;<br>Date: Mon, 10 Jan 2022 09:00:00 +0000<br>Subject: Bridge closes<br>"
        b"<p>The council voted.</p></div>",
    ],
    ids=["attached", "as HTML"],
)
def test_a_message_that_is_passed_on_has_its_own_day_and_sender(rest: bytes):
    document = read_one("a.eml", FORWARDING + rest)
    assert "council voted." in document.text
    stated = {field.name: field.value for field in document.fields}
    assert stated == {
        "title": "Bridge closes",
        "published": "Mon, 10 Jan 2022 09:00:00 +0000",
        "source": "The Quay Courier",
    }


def parts_in_parts(levels: int, inner: bytes, fold: bytes = b" ") -> bytes:
    """A message whose only part lies below so many others."""
    for level in range(levels, 0, -1):
        head = b"Content-Type: multipart/mixed;%sboundary=b%d" % (fold, level)
        inner = b"%s\n\n--b%d\n%s\n--b%d--\n" % (head, level, inner, level)
    return HEADERS + b"MIME-Version: 1.0\n" + inner


INNER = b"Content-Type: text/plain\n\nThe bridge was closed."


@pytest.mark.parametrize("levels", [1, 5, MAX_DEPTH])
def test_parts_in_parts_are_read(levels: int):
    data = parts_in_parts(levels, INNER)
    assert with_bounded_nesting(data) == data
    assert read_one("a.eml", data).text.strip() == "The bridge was closed."


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 1500])
@pytest.mark.parametrize("fold", [b" ", b"\n ", b"\r ", b" x=" + b"y" * 3000 + b";"], ids=["", "folded", "cr", "long"])
def test_parts_that_lie_too_deep_are_not_read_and_stop_nothing(levels: int, fold: bytes):
    found = read("a.eml", parts_in_parts(levels, INNER, fold))
    assert [outcome for _, outcome in outcomes(found)] == ["no_text"]


def test_what_stands_beside_parts_that_lie_too_deep_is_read():
    deep = parts_in_parts(100, INNER).removeprefix(HEADERS)
    beside = b"--c\n%s\n--c\n%s\n--c--\n" % (deep, INNER)
    data = HEADERS + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n" + beside
    assert read_one("a.eml", data).text.strip() == "The bridge was closed."


def test_many_parts_with_parts_of_their_own_are_not_deep():
    part = b"--c\n" + parts_in_parts(2, INNER).removeprefix(HEADERS)
    head = b'MIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary="c"\n\n'
    data = HEADERS + head + part * 100 + b"--c--\n"
    assert with_bounded_nesting(data) == data


@pytest.mark.parametrize("levels", [400, 3000])
def test_letters_in_letters_stop_nothing(levels: int):
    letters = b"Content-Type: message/rfc822\n\n" * levels + b"Subject: Bridge\n\nClosed."
    assert len(read("a.eml", HEADERS + letters)) == 1


def test_short_lines_inside_many_parts_are_read_in_time():
    data = parts_in_parts(900, b"Content-Type: text/plain\n\n" + b"a\n" * 50_000)
    assert paces(lambda: read("a.eml", data)) < 300
