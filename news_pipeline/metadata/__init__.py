"""What an article says about itself: date, address, outlet, agencies, authors, title and language, each with evidence.

extract.py is the whole way of one document; interface.py has its input and output. Each field has a folder that finds
candidates and chooses one (dates/, titles/, outlets/, credits/); page/ reads HTML for all of them.

Does not belong here: decoding files (readers/), telling header lines from body (cleaning/), dates inferred from related
articles (stories/), tables and SQL (steps/).
"""
