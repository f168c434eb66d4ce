"""Which pairs of articles are worth verifying: the numbers that link_portion.sql counts by.

The rule looks at the set of articles alone, not at their order of arrival.

- Two articles within SPAN_DAYS of each other are compared by all their fingerprints. So is an article without a date.
- Pairs more than SPAN_DAYS apart use the 1-in-32 sample (`< COLD_LIMIT`): it finds copies, not single sentences.
- A fingerprint that more than CROWD articles hold ties each of them to the FIRST holders in canonical order only. A
  text that everybody prints then gives pairs in proportion to its printings, not to their square. Every printing still
  meets the articles that can speak for its group.
- A crowded fingerprint is hot, and counts no more, if its first holders have little else in common. Boilerplate and
  stock phrases stand in unrelated texts; a wire text comes with its own other sentences, however often it is printed.

Two collections stand behind the figures. HELSINKI: 578 articles of 75 outlets on one summit in July 2018, 721 copies
among them by an exhaustive alignment of sentences. LONG: 33,759 articles of 2010 to 2022, compared in order of date.
"""

MIN_SHARED = 2
"""A candidate pair shares at least this many fingerprints. That finds .997 of the copies (HELSINKI)."""
ENOUGH_SHARED = 6
"""It also shares this many, or MIN_CONTAINMENT. The recall stays, the pairs halve: 12,239 to 6,054 (HELSINKI)."""
MIN_CONTAINMENT = 0.10
"""Containment: the shared fingerprints as a share of those of the side that has fewer."""
SPAN_DAYS = 90
"""Articles further apart use the coarser sample. Of the strong links 71 % lie within 30 days, 29 % beyond (LONG)."""
MIN_COLD_CONTAINMENT = 0.15
"""The least containment in the coarser sample; by judgement. One shared fingerprint of it finds .986 (HELSINKI)."""
CROWD = 64
"""A fingerprint that more articles hold is crowded. Of 30,000 real articles .8 % of the postings had over 50."""
FIRST = 16
"""How many holders of a crowded fingerprint are compared with all others. 5,000 made-up near copies of one text give
79,864 pairs instead of 12.5 million, and one group (benchmarks/duplicates.py)."""
COMMON_HOLDERS = 4
"""What this many of the first holders have is common to them; by judgement."""
HOT_SHARE = 0.3
"""A crowded fingerprint is hot if less than this share of all that its first holders have is common to them; by
judgement. One million made-up articles with 2,000 stock phrases give 90 hot ones (benchmarks/duplicates.py)."""
