"""Which pairs of articles are worth verifying, by the fingerprints that they share.

Here: the rule, as numbers for the SQL that counts (link_portion.sql) and as a function.
Elsewhere: canonical order (places.py), the verdict (verification.py).

The rule looks at the set of articles alone, not at their order of arrival:

- Two articles within SPAN_DAYS of each other, or one of them without a date, are compared by all their fingerprints,
  others by the coarser sample (`< COLD_LIMIT`): of old news one wants the copies, not every shared sentence.
- A fingerprint that more than CROWD articles hold ties each of them to the FIRST in canonical order only. So a text
  that everybody prints gives a number of pairs in proportion to its printings, not to their square, and every printing
  meets the articles that can speak for its group.
- A crowded fingerprint is hot, and counts no more, if its first holders have little else in common: boilerplate and
  stock phrases come in unrelated texts, a wire text comes with its own other sentences, however often it is printed.
"""

MIN_SHARED = 2
"""A candidate pair shares at least so many fingerprints, and ..."""
ENOUGH_SHARED = 6
"""... either so many, ..."""
MIN_SHARE = 0.10
"""... or this share of the fingerprints of the side that has fewer."""
SPAN_DAYS = 90
"""Articles further apart than this are compared by the coarser sample."""
MIN_COLD_SHARE = 0.15
"""Such pairs share at least this share of the coarser sample of the side that has fewer."""
CROWD = 64
"""A fingerprint that more articles hold is crowded."""
FIRST = 16
"""So many holders of a crowded fingerprint, first in canonical order, are compared with all others."""
COMMON_HOLDERS = 4
"""What so many of the first holders have is common to them."""
HOT_SHARE = 0.3
"""A crowded fingerprint is hot if less than this share of all that its first holders have is common to them."""


def is_candidate(shared: int, count_a: int, count_b: int) -> bool:
    """Whether a pair with so many shared fingerprints, of so many on each side, is worth verifying."""
    return shared >= MIN_SHARED and (shared >= ENOUGH_SHARED or shared >= MIN_SHARE * min(count_a, count_b))
