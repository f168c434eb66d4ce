"""What kind of page a page is: an article, a listing, a product or a service, with probabilities.

page_marks.py reads what the markup says of the page as a whole. page_measures.py measures marks and blocks.
kind_model.py gives the probabilities. They judge the page as it came, not what is left of it.

Does not belong here: what follows from a kind (refusals.py), what metadata says of the article (metadata/), training
(tools/page_kind/).
"""
