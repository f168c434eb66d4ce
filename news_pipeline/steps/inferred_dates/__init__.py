"""Dates from company, for articles without a date of their own."""
