"""Cleaning: every line of a document gets a role. The lines of the story make the body; all others keep a reason.

`clean.clean` is the function to call; label_lines.py has the order of the steps.

Words that the modules share. The story is the article's own text. Furniture is what a page puts around it: menus,
teasers, forms, notices. Boilerplate is furniture that many documents of one site have. A dump is all visible text of a
page, as a text browser lays it out. A residue is what an extractor leaves.

Does not belong here: decoding files (readers/), what titles, bylines and dates mean (metadata/), tables, SQL and the
counting of lines over documents (steps/), training of the line model (tools/line_model/).
"""
