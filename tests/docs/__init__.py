"""What the documents must say, held against the code."""
