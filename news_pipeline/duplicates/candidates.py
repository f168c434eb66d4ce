"""Which pairs of articles are worth verifying, by the fingerprints that they share.

Here: the rule, as numbers for the SQL that counts and as a function.
Elsewhere: the counting join (SQL of the asset), the verdict (verification.py).
"""

MIN_SHARED = 2
"""A candidate pair shares at least so many fingerprints, and ..."""
ENOUGH_SHARED = 6
"""... either so many, ..."""
MIN_SHARE = 0.10
"""... or this share of the fingerprints of the side that has fewer."""


def is_candidate(shared: int, count_a: int, count_b: int) -> bool:
    """Whether a pair with so many shared fingerprints, of so many on each side, is worth verifying."""
    return shared >= MIN_SHARED and (shared >= ENOUGH_SHARED or shared >= MIN_SHARE * min(count_a, count_b))
