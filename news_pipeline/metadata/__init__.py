"""What an article says about itself: date, URL, outlet, agencies, authors, title and language, each with its evidence.

Here: reading of header lines, pages, records and addresses, and the choice between what they say.
Elsewhere: decoding of files (readers/), which lines are header lines (cleaning/), dates inferred from related
articles (stories/), storage (stages.py).
"""
