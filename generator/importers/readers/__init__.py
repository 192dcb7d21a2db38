"""Readers: one module a kind of source, each with ENDINGS, accepts and read.  Found by name."""
