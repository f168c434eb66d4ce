"""Training of the line model of news_pipeline/cleaning/. These tools are no part of the installed package.

Run these from the top of the repository, in this order:

    python -m tools.line_model.texts PAGES_FOLDER GOLD_JSONL TEXTS_FOLDER      labelled pages as plain texts
    python -m tools.line_model.fit TEXTS_FOLDER [TEXTS_FOLDER ...]             writes news_pipeline/cleaning/trees.npz
    python -m tools.line_model.cross_validation TEXTS_FOLDER                  F1 on sites that the model has not seen

They need inscriptis (texts) and LightGBM (fit, cross_validation), which are not dependencies of the package. After a
new fit, raise the code_version of clean_articles (news_pipeline/steps/cleaning/step.py).
"""
