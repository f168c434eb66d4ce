"""Sends one message with all that is news, by HTTP or SMTP. Errors name the variable, never address or password."""

import json
import smtplib
from collections.abc import Sequence
from dataclasses import asdict
from email.message import EmailMessage
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from news_pipeline.defs.alerts.news import Alert
from news_pipeline.defs.alerts.settings import SMTP, WEBHOOK, Mail, Target, Webhook

_SECONDS = 15.0
_KINDS = {
    "failed_run": "failed run",
    "failed_check": "failed check",
    "warning_check": "warning",
    "stale_data": "stale data",
}


class NotSentError(Exception):
    """A message that did not go out, and why, in words without secrets."""


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would take the message to where nobody has asked for it."""

    def redirect_request(self, *_: object) -> None:
        """Refuse."""


def send(target: Target, alerts: Sequence[Alert]) -> None:
    """Send one message. Raises NotSentError."""
    if isinstance(target, Webhook):
        _post(target, alerts)
    else:
        _mail(target, alerts)


def subject_of(alerts: Sequence[Alert]) -> str:
    """The first of them, and how many more there are."""
    first = alerts[0]
    more = f", and {len(alerts) - 1} more" if len(alerts) > 1 else ""
    return f"news_pipeline: {_KINDS[first.kind]} {first.name}{more}"


def text_of(alerts: Sequence[Alert]) -> str:
    """A line for each."""
    return "\n".join(f"{_KINDS[alert.kind]} {alert.name}: {alert.says}" for alert in alerts)


def webhook_body(webhook: Webhook, alerts: Sequence[Alert]) -> dict[str, object]:
    """What is posted: Slack's form takes `text`, in which three signs must be escaped."""
    subject, text = subject_of(alerts), text_of(alerts)
    if not webhook.is_slack:
        return {"subject": subject, "text": text, "alerts": [asdict(alert) for alert in alerts]}
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": f"*{subject}*\n{escaped}"}


def _post(webhook: Webhook, alerts: Sequence[Alert]) -> None:
    body = json.dumps(webhook_body(webhook, alerts)).encode()
    request = Request(webhook.url, body, {"Content-Type": "application/json"}, method="POST")  # noqa: S310 http or https
    try:
        with build_opener(_NoRedirects).open(request, timeout=_SECONDS) as answer:
            answer.read(1)
    except HTTPError as error:
        raise NotSentError(f"the server of {WEBHOOK} answered {error.code}") from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise NotSentError(f"the server of {WEBHOOK} could not be reached: {type(why).__name__}") from None


def _mail(mail: Mail, alerts: Sequence[Alert]) -> None:
    message = EmailMessage()
    message["Subject"] = subject_of(alerts)
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.recipients)
    message.set_content(text_of(alerts) + "\n")
    connect = smtplib.SMTP_SSL if mail.scheme == "smtps" else smtplib.SMTP
    try:
        with connect(mail.host, mail.port, timeout=_SECONDS) as server:
            if mail.scheme == "smtp+starttls":
                server.starttls()
            if mail.user and mail.password:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise NotSentError(f"the server of {SMTP} did not take the message: {type(error).__name__}") from None
