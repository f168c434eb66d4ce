"""Gives ids to groups and stories: a published id stays with its set, whatever joins or leaves it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5


@dataclass(frozen=True, slots=True)
class Identified:
    """The ids of a partition, in its order, and where vanished ids lead."""

    ids: tuple[str, ...]
    redirects: tuple[tuple[str, str], ...]
    """(old id, new id), sorted."""


def keep_ids(
    kind: str, partition: Sequence[Sequence[str]], previous: Mapping[str, str], taken: Collection[str] = ()
) -> Identified:
    """Each set keeps the id that most of its members had; ids in `taken` belong to sets elsewhere.

    Sets choose in order of how many members bring the id along, ties by smallest member. A set that gets none of
    its members' ids takes a new one: the hash of its smallest member, and of the id that it lost, if any.
    """
    claims = sorted(
        (-count, min(members), number, old)
        for number, members in enumerate(partition)
        for old, count in Counter(previous[member] for member in members if member in previous).items()
    )
    ids: dict[int, str] = {}
    used = set(taken)
    for _, _, number, old in claims:
        if number not in ids and old not in used:
            ids[number] = old
            used.add(old)
    for number, members in enumerate(partition):
        if number not in ids:
            lost = min((previous[member] for member in members if member in previous), default="")
            ids[number] = _new_id(kind, min(members), lost, used)
            used.add(ids[number])
    owner = {member: ids[number] for number, members in enumerate(partition) for member in members}
    heirs: dict[str, Counter[str]] = {}
    for member, old in previous.items():
        if old not in used and member in owner:
            heirs.setdefault(old, Counter())[owner[member]] += 1
    redirects = tuple((old, min(heirs[old], key=lambda new: (-heirs[old][new], new))) for old in sorted(heirs))
    return Identified(tuple(ids[number] for number in range(len(partition))), redirects)


def _new_id(kind: str, member: str, lost: str, used: Collection[str]) -> str:
    """MD5, so that SQL can say which of these ids are held elsewhere: md5('<kind> <member>')."""
    candidate = _md5(f"{kind} {member} {lost}" if lost else f"{kind} {member}")
    while candidate in used:
        candidate = _md5(f"{kind} {candidate}")
    return candidate


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
