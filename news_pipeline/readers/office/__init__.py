"""Reads documents of offices: PDF with a text layer, DOCX, ODT and RTF. Each is an article, or an export with many."""
