"""Gives stories the ids that last, and tells which stories merged or split."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from news_pipeline.shared.stable_ids import keep_ids

KIND = "story"


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Articles that went from one story into another."""

    old_story_id: str
    new_story_id: str
    change: Literal["merged", "split"]
    """`merged`: the old story is no more."""
    group_count: int
    """Canonical articles that went."""


@dataclass(frozen=True, slots=True)
class LastingStories:
    """The stories of a unit's articles, with ids that last."""

    story_ids: dict[str, str]
    """By article, ascending."""
    changes: tuple[StoryChange, ...]
    redirects: dict[str, str]
    """From a story that is no more to the one that took most of its articles, in the unit or outside."""


def lasting_stories(
    assigned: Mapping[str, str], joined: Collection[str], held: Collection[str], previous: Mapping[str, str]
) -> LastingStories:
    """Stories outside the unit keep their ids; those that it opens keep the id that most of their articles had.

    `assigned` is, by article, the id of a story outside the unit (one of `joined`) or the key of a new one. `held` are
    the ids that stories outside the unit hold. `previous` is the story that an article was in, by article.
    """
    opened: dict[str, list[str]] = defaultdict(list)
    for article_id, story in sorted(assigned.items()):
        if story not in joined:
            opened[story].append(article_id)
    identified = keep_ids(KIND, list(opened.values()), previous, held)
    ids = dict(zip(opened, identified.ids, strict=True))
    story_ids = {article_id: ids.get(story, story) for article_id, story in sorted(assigned.items())}
    changes = _changes(story_ids, previous, {*held, *identified.ids})
    return LastingStories(story_ids, tuple(changes), _redirects(changes))


def _changes(story_ids: Mapping[str, str], previous: Mapping[str, str], alive: Collection[str]) -> list[StoryChange]:
    moved = Counter(
        (old, story_ids[article_id]) for article_id, old in previous.items() if story_ids.get(article_id, old) != old
    )
    return [
        StoryChange(old, new, "split" if old in alive else "merged", count)
        for (old, new), count in sorted(moved.items())
    ]


def _redirects(changes: Sequence[StoryChange]) -> dict[str, str]:
    heirs: dict[str, StoryChange] = {}
    for change in changes:
        best = heirs.get(change.old_story_id)
        if change.change == "merged" and (best is None or change.group_count > best.group_count):
            heirs[change.old_story_id] = change
    return {old: heir.new_story_id for old, heir in heirs.items()}
