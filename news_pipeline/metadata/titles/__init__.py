"""Titles: the headline without the site around it, and the vote between the places that name one."""
