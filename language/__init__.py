"""Alphabets, identification, folding, inflection and word lists. Knows no documents and no names."""
