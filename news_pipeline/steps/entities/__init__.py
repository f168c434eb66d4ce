"""One row for each person, organisation and place."""
