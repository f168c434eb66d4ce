"""Training of the line model of news_pipeline/cleaning/. These tools are no part of the installed package.

Run these from the top of the repository, in this order; SET_FOLDER holds documents in landing/ and gold in gold.jsonl:

    python -m tools.line_model.texts TEXTS.jsonl SET_FOLDER [SET_FOLDER ...]    texts, and what pages look like as texts
    python -m tools.line_model.fit TEXTS.jsonl [...]                            writes news_pipeline/cleaning/lines.npz
    python -m tools.line_model.cross_validation FOLDS TEXTS.jsonl [...]         F1 on sites that the model has not seen

They need LightGBM (fit, cross_validation), inscriptis, trafilatura and resiliparse (texts), which are not dependencies
of cleaning. README.md is the model's card. After a new fit, raise the code_version of clean_articles
(news_pipeline/steps/cleaning/step.py).
"""
