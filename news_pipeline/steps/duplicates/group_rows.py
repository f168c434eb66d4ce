"""Rows in, rows out for the groups: the function that the loop over sets calls with one unit.

Here: components of strong links, their partition, ids that stay. Elsewhere: the partition's rules (groups.py), ids
(identity.py), the loop (sets.py of the package).
"""

from collections import defaultdict
from collections.abc import Sequence

from news_pipeline.duplicates.groups import GROUPING, Group, Judgement, Link, Member, partition
from news_pipeline.metadata.credits.agencies import is_agency_domain
from news_pipeline.shared.results import Row, TableRows
from news_pipeline.shared.stable_ids import keep_ids

KIND = "duplicate_group"


def group_rows(unit: dict[str, list[Row]]) -> TableRows:
    """Rows of `group_members` and `id_redirects` from the unit's members, links, judgements, previous and taken ids."""
    members = [_member(row) for row in unit["members"]]
    links = [Link(**row) for row in unit["links"]]
    judgements = [Judgement(**row) for row in unit["judgements"]]
    parts = _components(members, links, judgements)
    groups = [group for part, bonds in parts for group in partition(part, bonds, judgements)]
    previous = {row["article_id"]: row["duplicate_group_id"] for row in unit["previous"]}
    taken = {row["duplicate_group_id"] for row in unit["taken"]}
    identified = keep_ids(KIND, [group.members for group in groups], previous, taken)
    return {
        "group_members": [
            row for group, group_id in zip(groups, identified.ids, strict=True) for row in _member_rows(group, group_id)
        ],
        "id_redirects": [{"kind": KIND, "old_id": old, "new_id": new} for old, new in identified.redirects],
    }


def _member(row: Row) -> Member:
    agencies, domain = tuple(row["agencies"] or ()), row["outlet_domain"]
    return Member(
        article_id=row["article_id"],
        published=row["published"],
        outlet_domain=domain,
        agencies=agencies,
        is_agency_site=domain is not None and is_agency_domain(domain),
        word_count=row["word_count"],
    )


def _member_rows(group: Group, group_id: str) -> list[Row]:
    return [
        {
            "article_id": member,
            "duplicate_group_id": group_id,
            "is_canonical": member == group.canonical,
            "canonical_reason": group.canonical_reason if member == group.canonical else None,
        }
        for member in group.members
    ]


def _components(
    members: Sequence[Member], links: Sequence[Link], judgements: Sequence[Judgement]
) -> list[tuple[list[Member], list[Link]]]:
    """Components of grouping links: members in their order, with all their links among each other."""
    parent = {member.article_id: member.article_id for member in members}

    def root(article_id: str) -> str:
        while parent[article_id] != article_id:
            parent[article_id] = parent[parent[article_id]]
            article_id = parent[article_id]
        return article_id

    known = [link for link in links if link.article_id_a in parent and link.article_id_b in parent]
    grouping = [(link.article_id_a, link.article_id_b) for link in known if link.relation in GROUPING]
    same = [(one.article_id_a, one.article_id_b) for one in judgements if one.is_same]
    for a, b in (*grouping, *same):
        if a in parent and b in parent:
            parent[root(a)] = root(b)
    parts: dict[str, tuple[list[Member], list[Link]]] = defaultdict(lambda: ([], []))
    for member in members:
        parts[root(member.article_id)][0].append(member)
    for link in known:
        if root(link.article_id_a) == root(link.article_id_b):
            parts[root(link.article_id_a)][1].append(link)
    return list(parts.values())
