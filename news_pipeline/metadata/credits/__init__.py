"""Who made an article: the authors of its byline, and the news agencies whose copy it is.

credit_lines.py finds the lines of plain text that credit somebody. author_names.py and agencies.py read names in them;
author_choice.py and agency_choice.py choose.
"""
