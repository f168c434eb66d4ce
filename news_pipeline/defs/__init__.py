"""What Dagster sees: assets, checks, jobs, schedule, sensors and the metadata of the UI.

No rule about news and no SQL of a step belongs here.
"""
