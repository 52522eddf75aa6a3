"""Sentences and tables to statements and relations: scan, take apart, choose, align, compose."""
