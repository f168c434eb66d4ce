"""A forwarded mail is the message inside; who forwards is no outlet; headers are in the charset of the body."""

import io

import pytest

from news_pipeline.readers import read_documents

STORY = "The harbour was closed on Monday, and nobody knows for how long."


def mail(body, subject="Harbour closed", sender="Jane Roe <jane@quay-news.com>", charset="utf-8"):
    text = (
        f"From: {sender}\nSubject: {subject}\nDate: Fri, 03 Feb 2023 09:00:00 +0100\n"
        f"Content-Type: text/plain; charset={charset}\n\n{body}\n"
    )
    (document,) = read_documents("a.eml", io.BytesIO(text.encode(charset)))
    return document, {field.name: field.value for field in document.fields}


@pytest.mark.parametrize(
    "body",
    [
        "See this.\n\n-----Original Message-----\nFrom: Quay Courier <news@quay.example>\n"
        f"Sent: Wednesday, February 1, 2023 8:00 AM\n"
        f"To: Jane\nSubject: Harbour closed\n\n{STORY}",
        f"Begin forwarded message:\n\n> From: Quay Courier <news@quay.example>\n> Subject: Harbour closed\n"
        f"> Date: 1 February 2023 at 08:00:00 CET\n> To: jane@quay-news.com\n>\n> {STORY}",
        "---------- Forwarded message ---------\nFrom: *Quay Courier* <news@quay.example>\n"
        f"Date: Wed, Feb 1, 2023 at 8:00 AM\n"
        f"Subject: Fwd: Harbour closed\nTo: <jane@quay-news.com>\n\n\n{STORY}",
        f"-------- Weitergeleitete Nachricht --------\nBetreff: Harbour closed\nDatum: 1. Februar 2023\n"
        f"Von: Quay Courier <news@quay.example>\nAn: jane@quay-news.com\n\n{STORY}",
    ],
)
def test_the_forwarded_message_is_the_document(body):
    document, fields = mail(body, subject="FW: Harbour closed")
    assert document.text.strip() == STORY
    assert (fields["source"], fields["title"]) == ("Quay Courier", "Harbour closed")
    assert "2023" in fields["published"]
    assert "Fri" not in fields["published"]


@pytest.mark.parametrize(
    "subject", ["Fwd: Harbour closed", "Re: Harbour closed", "WG: AW: Harbour closed", "FW:FW: Harbour closed"]
)
def test_who_forwards_or_answers_is_no_outlet(subject):
    _, fields = mail(STORY, subject=subject)
    assert "source" not in fields
    assert fields["title"] == "Harbour closed"


def test_a_private_sender_is_no_outlet():
    assert "source" not in mail(STORY, sender="Jane Roe <jane.roe@gmail.com>")[1]
    assert mail(STORY, sender="Quay Courier <news@quay-news.com>")[1]["source"] == "Quay Courier"


def test_a_subject_that_only_begins_like_an_answer_stays():
    assert mail(STORY, subject="Report: harbour closed")[1]["title"] == "Report: harbour closed"


@pytest.mark.parametrize(
    ("charset", "subject"),
    [("latin-1", "Größe prüfen"), ("iso8859-2", "Łódź żółta źródło"), ("cp1251", "Новости дня"), ("utf-8", "Łódź")],
)
def test_a_header_of_bytes_is_in_the_charset_of_the_body(charset, subject):
    assert mail(f"{subject} {STORY}", subject=subject, charset=charset)[1]["title"] == subject
