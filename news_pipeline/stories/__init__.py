"""Articles on the same event.

Here: the terms of an article (terms.py), the clustering by day and of undated articles (assignment.py, clustering.py),
a story's description (description.py), dates inferred from company (inference.py), rows in and rows out (stage.py for
articles, sets.py for units of several).
Elsewhere: the join of terms that finds links, and storage (the loop); copies of one text (duplicates/).
"""
