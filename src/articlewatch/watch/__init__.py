"""Watched articles: which are due, what their edits did, and telling it once."""
