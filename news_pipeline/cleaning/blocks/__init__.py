"""A page as blocks: runs of visible text in document order, with what the markup says of each, and the chance of each
to belong to the story.

read_blocks.py makes blocks of a page in one walk. block_features.py measures them. block_model.py gives the chances.

Does not belong here: which blocks go, and why (label_page.py), what a line's wording says (phrases.py), training
(tools/block_model/).
"""
