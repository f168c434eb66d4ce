"""Finds the message inside a forwarded one: its own headers, and its text without quote marks."""

import re
from dataclasses import dataclass

_PREFIX = re.compile(
    r"^\s*(?:(?:fwd?|wg|tr|rv|i|vs|vb|enc|doorst|pd|re|aw|sv|antw|ref|rif)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
"""What mail programs put before a subject when they forward or answer."""
_FORWARDING = re.compile(
    r"^\s*(?:fwd?|wg|tr|rv|i|vs|vb|enc|doorst|pd|re|aw|sv|antw)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
_MARK = re.compile(
    r"^[> ]*[-_*]{2,}\s*(?:original message|forwarded message|forwarded by.*|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|"
    r"message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|"
    r"oorspronkelijk bericht|doorgestuurd bericht|mensagem original|mensagem encaminhada)\s*[-_*]{2,}\s*$"
    r"|^[> ]*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|"
    r"inicio del mensaje reenviado)\s*:\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"^[> *]*(?P<name>[^\W\d_][\w -]{1,20}?)\s?\**\s?:\s?\**\s*(?P<value>\S.*)$")
_NAMES = {
    **dict.fromkeys(("from", "von", "de", "da", "van"), "from"),
    **dict.fromkeys(
        ("date", "sent", "datum", "gesendet", "envoyé", "enviado", "inviato", "verzonden", "data", "fecha"), "date"
    ),
    **dict.fromkeys(("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto"), "subject"),
    **dict.fromkeys(("to", "an", "à", "para", "a", "aan", "cc", "kopie", "reply-to", "antwort an"), "to"),
}
_MAX_BEFORE = 60
"""Lines above a forwarded message: what the sender wrote."""
_MAX_HEADERS = 12
_QUOTED = re.compile(r"^>[> ]?")
_QUOTED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The inner message."""

    headers: dict[str, str]
    """from, date, subject, as far as it has them."""
    text: str


def bare_subject(subject: str) -> str:
    """The subject without "Fwd:" and "Re:"."""
    return _PREFIX.sub("", subject).strip() or subject


def is_passed_on(subject: str) -> bool:
    """Whether the subject says that the sender forwards or answers: then the sender is no outlet."""
    return bool(_FORWARDING.match(subject))


def forwarded(text: str) -> Forwarded | None:
    """The message that a plain text forwards; None without the mark and headers of one."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines[:_MAX_BEFORE]) if _MARK.match(line.rstrip("\r"))), None)
    if start is None:
        return None
    headers: dict[str, str] = {}
    end = start + 1
    for i, line in enumerate(lines[start + 1 : start + 1 + _MAX_HEADERS], start + 1):
        match = _HEADER.match(line.strip())
        name = _NAMES.get(match["name"].casefold()) if match else None
        if match and name:
            headers.setdefault(name, match["value"].strip())
            end = i + 1
        elif line.strip(" >\r") and headers:
            break
    if "from" not in headers and "subject" not in headers:
        return None
    return Forwarded(headers, unquoted("\n".join(lines[end:])).strip("\n"))


def unquoted(text: str) -> str:
    """The text without quote marks, if nearly every line has one."""
    lines = text.split("\n")
    shown = [line for line in lines if line.strip()]
    if not shown or sum(line.startswith(">") for line in shown) < _QUOTED_SHARE * len(shown):
        return text
    return "\n".join(_QUOTED.sub("", line) for line in lines)
