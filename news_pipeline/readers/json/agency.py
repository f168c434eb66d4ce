"""The items of agencies in JSON: ninjs 1 to 3 (iptc.org/standards/ninjs) and AP's (api.ap.org/media/v).

Both have one text in several forms, and keys that say how an item may be used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from news_pipeline.readers.document import Field
from news_pipeline.readers.json.fields import value_at
from news_pipeline.readers.repair import storable

_DATED = ("versioncreated", "versionCreated", "firstcreated", "firstCreated")
_NAMED = ("uri", "altids", "itemid", "headlines", "bodies", "body_xhtml", "body_text")
_STATED = (  # our name; the keys of ninjs 1 and 2, of ninjs 3, and of AP
    ("title", ("headline", "headline_extended", "title")),
    ("authors", ("byline", "by")),
    ("published", ("firstcreated", "firstCreated", "contentcreated", "contentCreated")),
    ("updated", ("versioncreated", "versionCreated")),
    ("language", ("language",)),
    ("source", ("copyrightholder", "copyrightHolder", "provider", "source")),
    ("description", ("description_text", "descriptionText")),
    ("item", ("uri", "itemid")),
    ("version", ("version",)),
    ("status", ("pubstatus", "pubStatus")),
    ("embargo", ("embargoed", "embargoedUntil")),
    ("urgency", ("urgency", "editorialpriority")),
    ("slug", ("slugline", "slug")),
    ("note", ("ednote", "edNote", "editorialnote")),
)
_IN_LISTS = (  # our name; the key of the list; the keys of a member that name it
    ("title", ("headlines",), ("value",)),
    ("authors", ("bylines",), ("by", "byline", "title")),
    ("source", ("infosources", "infoSources"), ("name",)),
    ("subject", ("subject", "subjects"), ("name", "qcode", "code")),
)
_MAIN = "main"
_MAX_MEMBERS = 40


@dataclass(frozen=True, slots=True)
class AgencyItem:
    """What an item says of itself, and its text."""

    fields: tuple[Field, ...]
    text: str
    """Empty: it has none, such as a picture or a withdrawal."""
    key: str


def agency_item(value: Mapping[str, Any]) -> AgencyItem | None:
    """The item that a JSON object is; None: it is none."""
    if not any(key in value for key in _DATED) or not any(key in value for key in _NAMED):
        return None
    fields = [
        Field(name, storable(value[key]), key)
        for name, keys in _STATED
        for key in keys[:1] + tuple(key for key in keys[1:] if not _is_text(value.get(keys[0])))
        if _is_text(value.get(key))
    ]
    present = {field.name for field in fields}
    for name, keys, inner in _IN_LISTS:
        if name not in present:
            fields += [
                Field(name, storable(text), key) for key in keys for text in _values(value.get(key), inner, name)
            ]
    if "published" not in {field.name for field in fields}:  # a first version says when it was made, and no more
        fields += [Field("published", field.value, field.key) for field in fields if field.name == "updated"]
    fields += [
        Field("url", field.value, field.key)
        for field in fields
        if field.name == "item"
        and field.value.startswith(("http://", "https://"))
        and "altids" not in value  # AP's API
    ]
    own_id = value_at(value, ("altids", "itemid"))
    if _is_text(own_id):  # AP's: the uri is that of one version; its feeds call the item so
        fields.insert(0, Field("item", storable(f"urn:publicid:ap.org:{own_id}"), "altids.itemid"))
    text, key = next(_texts(value), ("", ""))
    return AgencyItem(tuple(fields), text, key)


def _texts(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The text in its forms and where it stands: HTML first, which shows paragraphs and headings."""
    bodies = [body for body in _members(value.get("bodies")) if _is_text(body.get("value"))]
    main = value.get(_MAIN)
    for key in ("body_xhtml", "body_html"):
        if _is_text(value.get(key)):
            yield value[key], key
    for body in sorted(bodies, key=lambda body: ("html" not in _type_of(body), body.get("role") != _MAIN)):
        yield body["value"], f"bodies.{body.get('role') or _type_of(body)}"
    if isinstance(main, Mapping) and _is_text(main.get("nitf")):
        yield main["nitf"], "main.nitf"
    if _is_text(value.get("body_text")):
        yield value["body_text"], "body_text"


def _type_of(body: Mapping[str, Any]) -> str:
    return str(body.get("contenttype") or body.get("contentType") or "")


def _values(value: object, keys: tuple[str, ...], name: str) -> list[str]:
    """What the members of a list are called; of several titles the main one, else the first."""
    members = list(_members(value))
    if name == "title":
        members = sorted(members, key=lambda member: member.get("role") != _MAIN)[:1]
    return [
        text for member in members if (text := next((member[key] for key in keys if _is_text(member.get(key))), ""))
    ]


def _members(value: object) -> Iterator[Mapping[str, Any]]:
    members = value[:_MAX_MEMBERS] if isinstance(value, list) else []
    return (member for member in members if isinstance(member, Mapping))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
