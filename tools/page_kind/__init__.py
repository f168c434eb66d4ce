"""Training of the page kinds of news_pipeline/cleaning/page_kinds/. These tools are no part of the installed package.

Run these from the top of the repository; SET_FOLDER holds pages in landing/ and their gold in gold.jsonl, where `kind`
is article, listing, collection, product or service; a page with a body or snippets and no kind is an article:

    python -m tools.page_kind.fit SET_FOLDER [SET_FOLDER ...]                 writes page_kinds/kinds.npz
    python -m tools.page_kind.cross_validation SET_FOLDER [SET_FOLDER ...]    refusals on sites that it has not seen

They need LightGBM, which is not a dependency of the package. README.md is the model's card. After a new fit, raise the
code_version of clean_articles (news_pipeline/steps/cleaning/step.py).
"""
