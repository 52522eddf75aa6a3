"""The binary sample reports of the corpus, made from words and figures, byte for byte the same each time."""
