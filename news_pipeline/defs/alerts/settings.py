"""Where alerts go, from NEWS_ALERT_... variables, checked before anything starts.

Settings of the pipeline go into processes, pages and files; these hold secrets, so they stand apart. Secrets come from
the environment alone, never from `.env`, and no message of an error quotes one.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from dotenv import dotenv_values

from news_pipeline.settings import project_dir
from news_pipeline.shared.user_error import UserError

WEBHOOK = "NEWS_ALERT_WEBHOOK"
FORM = "NEWS_ALERT_WEBHOOK_FORM"
SMTP = "NEWS_ALERT_SMTP"
SENDER = "NEWS_ALERT_FROM"
RECIPIENTS = "NEWS_ALERT_TO"
USER = "NEWS_ALERT_SMTP_USER"
PASSWORD = "NEWS_ALERT_SMTP_PASSWORD"  # noqa: S105 the name of a variable
_SECRETS = frozenset((WEBHOOK, PASSWORD))
_KNOWN = frozenset((WEBHOOK, FORM, SMTP, SENDER, RECIPIENTS, USER, PASSWORD))
_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
_ADDRESS = re.compile(r"[^\s@,<>]+@[^\s@,<>]+")
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes a POST."""

    url: str = field(repr=False)
    is_slack: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server, and who writes to whom."""

    host: str
    port: int
    scheme: str
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)


Target = Webhook | Mail


def load_targets(
    environment: Mapping[str, str] | None = None, dotenv: Mapping[str, str | None] | None = None
) -> dict[str, Target]:
    """Where alerts go, by the variable that says so; empty: they are off.

    The environment wins over `.env`. Raises UserError for what cannot be used.
    """
    file = dotenv_values(project_dir() / ".env") if dotenv is None else dotenv
    process = os.environ if environment is None else environment
    values = {name: value for name, value in {**file, **process}.items() if name.startswith("NEWS_ALERT_") and value}
    for name in sorted(values.keys() - _KNOWN):
        raise UserError(f"{name} is no setting. Those of alerts are {', '.join(sorted(_KNOWN))}.")
    for name in sorted(_SECRETS & file.keys()):
        if file[name]:
            raise UserError(f"{name} is a secret and must not stand in .env: set it in the environment.")
    return dict(_targets(values))


def _targets(values: Mapping[str, str]) -> Iterator[tuple[str, Target]]:
    if WEBHOOK in values:
        yield WEBHOOK, _webhook(values)
    elif FORM in values:
        raise UserError(f"{FORM} is set, but {WEBHOOK} is not.")
    if SMTP in values:
        yield SMTP, _mail(values)
    for name in (SENDER, RECIPIENTS, USER, PASSWORD):
        if name in values and SMTP not in values:
            raise UserError(f"{name} is set, but {SMTP} is not. Example: smtps://mail.example.org.")


def _webhook(values: Mapping[str, str]) -> Webhook:
    url, form = _split(WEBHOOK, values[WEBHOOK]), values.get(FORM, "json")
    if url.scheme not in {"https", "http"} or not url.hostname:
        raise UserError(f"{WEBHOOK} must be an address that begins with https:// or http://. It is not shown here.")
    if form not in {"json", "slack"}:
        raise UserError(f"{FORM} is {form!r}, but must be json or slack.")
    return Webhook(values[WEBHOOK], form == "slack")


def _mail(values: Mapping[str, str]) -> Mail:
    url = _split(SMTP, values[SMTP])
    if url.scheme not in _PORTS or not url.hostname or url.username or url.path.strip("/"):
        raise UserError(
            f"{SMTP} must name protocol and server, with {USER} and {PASSWORD} apart. Examples: "
            "smtps://mail.example.org, smtp+starttls://mail.example.org:587, smtp://localhost:25."
        )
    for name in (SENDER, RECIPIENTS):
        if name not in values:
            raise UserError(f"{SMTP} is set, but {name} is not. Example: news@example.org.")
    recipients = tuple(part.strip() for part in values[RECIPIENTS].split(",") if part.strip())
    for name, addresses in ((SENDER, (values[SENDER],)), (RECIPIENTS, recipients)):
        for address in addresses or ("",):
            if not _ADDRESS.fullmatch(address):
                raise UserError(f"{name} has {address!r}, but must be an address such as news@example.org.")
    if (USER in values) != (PASSWORD in values):
        raise UserError(f"{USER} and {PASSWORD} belong together: one of them is not set.")
    if PASSWORD in values and url.scheme == "smtp" and url.hostname not in _LOOPBACK:
        raise UserError(f"{SMTP} would send the password in clear: use smtps:// or smtp+starttls://.")
    port = url.port or _PORTS[url.scheme]
    return Mail(url.hostname, port, url.scheme, values[SENDER], recipients, values.get(USER), values.get(PASSWORD))


def _split(name: str, text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        _ = url.port
    except ValueError:
        raise UserError(f"{name} is no address with a valid port.") from None
    return url
