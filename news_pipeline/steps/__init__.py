"""The steps of the lineage, one folder each: declaration, rows, tables, checks and SQL.

No rule about news belongs here: those are pure functions in the rooms (readers, cleaning, metadata, ...).
"""
