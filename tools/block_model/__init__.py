"""Training of the block model of news_pipeline/cleaning/blocks/. These tools are no part of the installed package.

Run these from the top of the repository; SET_FOLDER holds pages in landing/ and their gold in gold.jsonl:

    python -m tools.block_model.fit SET_FOLDER [SET_FOLDER ...]                 writes cleaning/blocks/blocks.npz
    python -m tools.block_model.cross_validation SET_FOLDER [SET_FOLDER ...]    F1 on sites that the model has not seen

They need LightGBM, which is not a dependency of the package. README.md is the model's card. After a new fit, raise the
code_version of clean_articles (news_pipeline/steps/cleaning/step.py).
"""
