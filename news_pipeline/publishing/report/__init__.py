"""One self-contained HTML page about a corpus, made from the published snapshot."""
