"""Articles on one event: the terms of an article, its story, a story's title, dates that the company tells.

Pure functions on texts and links. The join of terms that finds links is SQL and stands with the step. Copies of one
text are duplicates: only the canonical article of a group takes part, and its copies inherit the story.
"""
