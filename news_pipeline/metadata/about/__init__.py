"""What a page or record says of its article besides who, when and where: section, kind, access, keywords, main image.

description.py chooses each by the first place that says it; article_kind.py tells the kind. Nothing is read from the
story's wording: what its publisher does not say stays NULL.
"""
