"""What a webhook and a mail server get, and what is said where they refuse."""

import pytest

from news_pipeline.defs.alerts.news import Alert
from news_pipeline.defs.alerts.send import NotSentError, send, subject_of, webhook_body
from news_pipeline.defs.alerts.settings import Mail, Webhook
from news_pipeline_tests.defs.alerts.conftest import FAILED, SECRET, Received


def test_a_webhook_gets_one_message_with_all_that_is_news(hook: tuple[str, Received]) -> None:
    url, received = hook
    send(Webhook(url, is_slack=False), [FAILED, FAILED])
    [body] = received.bodies
    assert body["subject"] == "news_pipeline: failed check articles.contract, and 1 more"
    assert [alert["kind"] for alert in body["alerts"]] == ["failed_check"] * 2
    assert "3 rows break this rule" in body["text"]


def test_slack_gets_its_own_form_with_its_signs_escaped(hook: tuple[str, Received]) -> None:
    url, received = hook
    send(Webhook(url, is_slack=True), [Alert("stale_data", "landing_files", "<!channel> & so on")])
    [body] = received.bodies
    assert set(body) == {"text"}
    assert "&lt;!channel&gt; &amp; so on" in body["text"]


def test_an_e_mail_has_sender_recipients_subject_and_a_line_for_each(post_office: tuple[int, Received]) -> None:
    port, received = post_office
    mail = Mail("127.0.0.1", port, "smtp", "news@example.org", ("a@example.org", "b@example.org"), "news", SECRET)
    send(mail, [FAILED])
    login, *envelope, text = received.bodies
    assert login.decode() == f"\0news\0{SECRET}"
    rest = [line.partition("<")[2] for line in envelope if line.lower().startswith("rcpt")]
    assert rest == ["a@example.org>", "b@example.org>"]
    assert f"Subject: {subject_of([FAILED])}" in text
    assert "From: news@example.org" in text
    assert "failed check articles.contract: Never NULL: 3 rows break this rule." in text


@pytest.mark.parametrize(("status", "why"), [(500, "answered 500"), (302, "answered 302")])
def test_a_server_that_refuses_is_said_without_its_address(hook: tuple[str, Received], status: int, why: str) -> None:
    url, received = hook
    received.status = status
    with pytest.raises(NotSentError, match=why) as caught:
        send(Webhook(url, is_slack=False), [FAILED])
    assert SECRET not in str(caught.value)
    assert len(received.bodies) == 1, "a redirect is not followed"


@pytest.mark.parametrize("target", [
    Webhook(f"http://127.0.0.1:9/{SECRET}", is_slack=False),
    Mail("127.0.0.1", 9, "smtp", "a@b", ("c@d",), "u", SECRET),
])  # fmt: skip
def test_a_server_that_is_not_there_is_said_without_a_secret(target: Webhook | Mail) -> None:
    with pytest.raises(NotSentError, match="ConnectionRefusedError") as caught:
        send(target, [FAILED])
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None, "the cause quotes addresses"


def test_a_post_office_that_refuses_is_said(post_office: tuple[int, Received]) -> None:
    port, received = post_office
    received.status = 500
    with pytest.raises(NotSentError, match="SMTPDataError"):
        send(Mail("127.0.0.1", port, "smtp", "a@b.c", ("c@d.e",)), [FAILED])


def test_the_body_of_a_webhook_holds_no_secret() -> None:
    assert SECRET not in str(webhook_body(Webhook(f"https://h/{SECRET}", is_slack=False), [FAILED]))
