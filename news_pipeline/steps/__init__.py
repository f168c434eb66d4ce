"""The steps of the lineage, a folder each: declaration, rows, tables, checks and SQL.

Rules about news belong to the rooms.
"""
