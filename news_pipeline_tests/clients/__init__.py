"""Programs of real clients, each run by its own interpreter; they import nothing of this project."""
