"""A small local site over the store: look at watched pages, their histories and differences, and ignore findings."""
