"""Ids of sets: unique, faithful, and independent of the order in which members are told."""

import random

from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.shared.stable_ids import Identified, keep_ids

Partition = list[list[str]]


@st.composite
def partitions(draw: st.DrawFn) -> Partition:
    members = draw(st.lists(st.sampled_from("abcdefghij"), unique=True))
    labels = draw(st.lists(st.integers(0, 4), min_size=len(members), max_size=len(members)))
    sets: dict[int, list[str]] = {}
    for member, label in zip(members, labels, strict=True):
        sets.setdefault(label, []).append(member)
    return list(sets.values())


def owners(partition: Partition, identified: Identified) -> dict[str, str]:
    return {member: own for members, own in zip(partition, identified.ids, strict=True) for member in members}


@given(partitions(), partitions(), st.randoms(use_true_random=False))
def test_ids_are_unique_avoid_those_taken_and_do_not_depend_on_order(
    before: Partition, after: Partition, dice: random.Random
) -> None:
    previous = owners(before, keep_ids("k", before, {}))
    taken = {dice.choice(sorted(previous.values()))} if previous else set()
    found = keep_ids("k", after, previous, taken)
    assert len(set(found.ids)) == len(after)
    assert not taken & set(found.ids)
    shuffled = [dice.sample(members, len(members)) for members in dice.sample(after, len(after))]
    again = keep_ids("k", shuffled, dict(dice.sample(sorted(previous.items()), len(previous))), taken)
    assert owners(shuffled, again) == owners(after, found)
    assert again.redirects == found.redirects


@given(partitions())
def test_nothing_changes_when_nothing_changes(partition: Partition) -> None:
    previous = owners(partition, keep_ids("k", partition, {}))
    assert keep_ids("k", partition, previous) == Identified(tuple(previous[members[0]] for members in partition), ())


@given(partitions(), partitions())
def test_an_id_that_vanishes_leads_to_where_most_of_its_members_are(before: Partition, after: Partition) -> None:
    previous = owners(before, keep_ids("k", before, {}))
    found = keep_ids("k", after, previous)
    now, redirects = owners(after, found), dict(found.redirects)
    for old in set(previous.values()):
        members = [member for member, own in previous.items() if own == old and member in now]
        if old in found.ids:
            assert old not in redirects
        elif members:
            votes = [now[member] for member in members]
            assert votes.count(redirects[old]) == max(map(votes.count, votes))
        else:
            assert old not in redirects, "none of its members is left"


def test_a_merge_keeps_the_id_of_the_larger_part_and_redirects_the_other() -> None:
    merged = keep_ids("k", [["a", "b", "c"]], {"a": "small", "b": "large", "c": "large"})
    assert merged == Identified(("large",), (("small", "large"),))


def test_a_split_leaves_the_id_with_the_larger_part() -> None:
    split = keep_ids("k", [["a"], ["b", "c"]], dict.fromkeys("abc", "old"))
    assert split.ids[1] == "old"
    assert split.ids[0] != "old"
    assert split.redirects == ()


def test_a_part_that_loses_its_id_does_not_take_the_one_that_its_smallest_member_once_gave() -> None:
    founder = keep_ids("k", [["a"]], {}).ids[0]
    split = keep_ids("k", [["a"], ["b", "c"]], dict.fromkeys("abc", founder))
    assert split.ids[1] == founder
    assert len(set(split.ids)) == 2


def test_an_id_that_is_taken_elsewhere_is_neither_kept_nor_redirected() -> None:
    found = keep_ids("k", [["a"]], {"a": "elsewhere"}, taken={"elsewhere"})
    assert found.ids[0] != "elsewhere"
    assert found.redirects == ()


def test_kinds_do_not_share_ids() -> None:
    assert keep_ids("group", [["a"]], {}).ids != keep_ids("story", [["a"]], {}).ids
