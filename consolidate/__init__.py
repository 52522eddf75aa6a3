"""The dataset: statements and judgements in, consolidated tables out."""
