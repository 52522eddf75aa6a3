"""One module a format, listed in FORMATS."""
