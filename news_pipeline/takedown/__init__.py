"""Takes documents down for good: texts, raw files, everything derived, and the bytes that databases keep."""
