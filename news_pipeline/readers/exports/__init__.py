"""Reads what press databases export: one file with many articles, from Nexis, Factiva, ProQuest and Europresse."""
