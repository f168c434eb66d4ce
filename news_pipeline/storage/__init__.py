"""Files and databases: schema, warehouse, raw store, landing folder, run lock, tombstones.

What the tables mean belongs to the steps.
"""
