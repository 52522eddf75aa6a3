"""Text repair: damaged text in, an edit list out; the raw text stays."""
