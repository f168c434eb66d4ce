"""What every room may use: hashes, ids that stay, result types, spelling, domains, word lists.

No news rule of one room belongs here.
"""
