"""Titles: the headline without the site around it (clean.py), and the vote among its places (choice.py)."""
