"""What a web page says about itself.

page.py reads it once into a Page: its head, JSON-LD (json_ld.py) and the marks of one walk over its elements (walk.py,
marks.py, date_marks.py). facts.py keeps a Page as text: the step that cleans parses a page and leaves its facts to the
step of metadata. dates.py and state.py make date candidates of it. Which title, author or address counts is
chosen in the folders of the fields; the text of the article is taken out in cleaning/.
"""

FACTS_VERSION = 6
"""Raise it when a page gives other facts: it is a part of the code version of cleaning, which reads them."""
