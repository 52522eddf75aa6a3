"""One module an export, listed in WRITERS."""
