"""The loops that bring tables up to date, the ledger that says what is done, and where pure functions run.

No table and no rule about news belongs here.
"""
