"""Date, URL, outlet, agency, authors and title of each article, with evidence."""
