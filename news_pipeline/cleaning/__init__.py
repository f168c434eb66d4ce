"""Cleaning: every line of a document gets a role. The lines of the story make the body; all others keep a reason.

`clean.clean` is the function to call; label_lines.py has the order of the steps for a text, label_page.py for a page.
A page's visible text is blocks, which a model judges by their markup (blocks/); those of the story then go the way of
a text's lines, without the line model. page_kinds/ says what kind of page it is, walls.py whether its story breaks off,
refusals.py whether there is an article at all.

Words that the modules share. The story is the article's own text. Furniture is what a page puts around it: menus,
teasers, forms, notices. Boilerplate is furniture that many documents of one site have. A dump is all visible text of a
page, as a text browser lays it out. A residue is what an extractor leaves.

Does not belong here: decoding files (readers/), what titles, bylines and dates mean (metadata/), tables, SQL and the
counting of lines over documents (steps/), training of the models (line_model, block_model and page_kind of tools/).
"""
