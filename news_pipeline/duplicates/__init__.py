"""Texts that were reprinted: exact twins, wire copies, passages in common, and the groups they make.

Here, bottom up: words (tokens.py), keys of one article (fingerprints.py), which pairs are worth a look (candidates.py),
what a pair shares (verification.py), groups and their canonical article (groups.py), rows in and out (stage.py).
Elsewhere: the joins that yield candidate pairs (SQL of the asset), the same event in other words (stories/).
"""
