"""Ways back: repairs of a damaged data folder, backups and their restoring.

Nothing here deletes what cannot be made again: it moves it aside. What is wrong is looked up by the command `doctor`.
"""
