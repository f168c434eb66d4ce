"""The texts of one URL in their order, and what changed between them."""
