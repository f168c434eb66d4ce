"""The models that weigh candidates of a page's title and date: README.md is their card, fit.py makes them."""
