"""Pictures for the UI, where people would rather look than read.

Here: what each shows (its `.sql` file: the numbers; its function: the drawing) and how all of them look (canvas.py).
No Dagster, no database. Elsewhere: which asset shows which picture, and when it is drawn anew (assets/pictures.py).
"""
